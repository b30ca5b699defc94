"""Pictures of the demo for docs/screenshots, taken by a real browser from the running product."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from config.demo import cast
from config.stack import browser
from plans.models import Plan
from programs.models import Evaluation, Membership, Program

FOLDER = Path(settings.BASE_DIR) / "docs" / "screenshots"
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
LOOKS = (("desktop", DESKTOP, "light"), ("phone", PHONE, "light"), ("dark", DESKTOP, "dark"))
ONE_SCREEN = {"phone"}  # what the thumb meets first; a whole page would have the bottom bar in its middle


def pages():
    """(file name, who, path) of every picture, in the README's order."""
    program = Program.objects.get(institution__code="F001")
    robin = Membership.objects.get(user__email=email("robin"))
    checkin = Plan.objects.get(membership=robin).checkins.get(quarter=6)
    looks = dict(
        Evaluation.objects.filter(applicant__email=email("maya")).values_list(
            "program__institution__code", "pk"
        )
    )
    return [
        ("home", "robin", reverse("home")),
        ("plan", "robin", reverse("plans:timeline")),
        ("team", "robin", reverse("mentorship:team")),
        ("checkin", "robin", reverse("plans:checkin", args=[checkin.pk])),
        ("newcomer", "noor", reverse("home")),
        ("programs", "maya", reverse("programs:search") + "?q=internal+medicine+cleveland"),
        ("program", "maya", reverse("programs:program", args=[program.pk])),
        ("season", "maya", reverse("home")),
        ("question", "maya", reverse("programs:answer", args=[looks["F001"], "Q-S3"])),
        ("verdict", "maya", reverse("programs:evaluation", args=[looks["F003"]])),
        (
            "compare",
            "maya",
            f"{reverse('programs:compare')}?e={looks['F002']}&e={looks['F001']}&e={looks['F003']}",
        ),
        ("weights", "maya", reverse("programs:weights")),
        ("rank-list", "maya", reverse("programs:rank_list")),
        ("mentees", "oakhollow", reverse("mentorship:mentees")),
        ("cohort", "larkspur", reverse("plans:cohort", args=[program.pk])),
        ("progress", "larkspur", reverse("plans:progress", args=[robin.pk])),
    ]


def email(key):
    return next(person.email for person in cast.LEADS if person.key == key)


class Command(BaseCommand):
    help = "Take the pictures of docs/screenshots from the demo that `manage.py up` is showing."

    def add_arguments(self, parser):
        parser.add_argument("--url", default=settings.SITE_URL, help="Where the demo answers.")
        parser.add_argument("--folder", type=Path, default=FOLDER)
        parser.add_argument("--only", nargs="*", help="Names of pictures; all when absent.")

    def handle(self, url, folder, only, **options):
        if not settings.DEMO:
            raise CommandError("Pictures are taken of the demo only.")
        browser.ensure()
        browser.driver_environment()
        from playwright.sync_api import sync_playwright

        folder.mkdir(parents=True, exist_ok=True)
        wanted = [page for page in pages() if not only or page[0] in only]
        with sync_playwright() as play:
            chromium = play.chromium.launch(executable_path=browser.find(), args=browser.FLAGS)
            for look, size, scheme in LOOKS:
                self.take(chromium, url, folder, wanted, look, size, scheme)

    def take(self, chromium, url, folder, wanted, look, size, scheme):
        contexts = {}
        for name, who, path in wanted:
            if who not in contexts:
                contexts[who] = chromium.new_context(
                    viewport=size, color_scheme=scheme, reduced_motion="reduce"
                )
                sign_in(contexts[who], url, email(who))
            page = contexts[who].new_page()
            page.goto(url + path)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=folder / f"{name}-{look}.png", full_page=look not in ONE_SCREEN)
            page.close()
            self.stdout.write(f"{name}-{look}.png")
        for context in contexts.values():
            context.close()


def sign_in(context, url, address):
    page = context.new_page()
    page.goto(f"{url}/accounts/login/")
    page.get_by_label("E-mail").fill(address)
    page.get_by_label("Password", exact=True).fill(cast.PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda where: "/accounts/login" not in where)
    page.close()
