from django.core.management.base import BaseCommand
from django.utils import timezone

from playbook.sync import Counts, sync_playbook


class Command(BaseCommand):
    help = (
        "Bring questions, messages, plan templates and schemes up to the files. Rows edited by hand are kept."
    )

    def handle(self, *args, verbosity, **options):
        report = sync_playbook(today=timezone.localdate())
        if verbosity > 1:
            for name, counts in report.items():
                self.stdout.write(f"  {name}: {_say(counts)}")
        if verbosity:
            self.stdout.write(f"Playbook: {_say(sum(report.values(), Counts()))}.")


def _say(counts):
    said = f"{counts.added} added, {counts.updated} updated, {counts.retired} retired, {counts.unchanged} unchanged"
    return f"{said}, {counts.kept} kept as edited by hand" if counts.kept else said
