from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from config.demo import cast, evidence, places, season, stories
from config.stack import demo as stack_demo


class Command(BaseCommand):
    help = "Create the demo's people and their history, once. Only where MENTORSHIP_DEMO is on."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("This is not a demo: set MENTORSHIP_DEMO=1 on a database of its own.")
        if not User.objects.filter(email=cast.LEADS[0].email).exists():
            create(timezone.localdate())
            self.stdout.write(f"Created {len(cast.LEADS) + len(cast.COHORT)} people.")
        lines = (f"{p.email}\t{cast.PASSWORD}\t{p.name}: {p.shows}" for p in cast.LEADS)
        stack_demo.PEOPLE.parent.mkdir(parents=True, exist_ok=True)
        stack_demo.PEOPLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


@transaction.atomic
def create(today):
    """All of it or nothing: a demo that stops halfway would look like a broken product."""
    home, away = places.make_places(today)
    people = places.make_people()
    residencies = places.make_members(people, home, away, today)
    cards = places.make_cards(people, home)
    for story in (stories.robin, stories.ada, stories.theo, stories.ines, stories.cohort):
        story(people, cards, residencies, today)
    season.create(people, home, away, today)
    evidence.create(people, today)
