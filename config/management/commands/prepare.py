import io
import time

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand

# (what the terminal says, command, its options). Each is quick when it has nothing to do.
STEPS = (
    ("tables", "migrate", {"interactive": False}),
    ("cache table", "createcachetable", {}),
    ("playbook", "sync_playbook", {}),
    ("ZIP codes", "load_zip_places", {}),
    ("program catalogue", "import_programs", {}),
    ("static files", "collectstatic", {"interactive": False}),
)
DEMO_STEP = ("demo people", "create_demo", {})
WORTH_TELLING = 0.5  # seconds


class Command(BaseCommand):
    help = "Bring the database and the static files up to date. Run it after each upgrade; repeat it freely."
    requires_system_checks = []

    def handle(self, *args, **options):
        steps = [*STEPS, DEMO_STEP] if settings.DEMO else STEPS
        known = get_commands()
        for label, name, named in steps:
            if name in known:
                self.run(label, name, named)

    def run(self, label, name, named):
        self.stdout.write(f"  {label} ...", ending="")
        self.stdout.flush()
        started, words = time.monotonic(), io.StringIO()
        call_command(name, verbosity=0, stdout=words, **named)
        seconds = time.monotonic() - started
        self.stdout.write(f" {seconds:.1f} s" if seconds > WORTH_TELLING else " up to date")
        for line in words.getvalue().splitlines():
            self.stdout.write(f"    {line}")
