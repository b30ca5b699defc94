"""`manage.py bench mail`: what owing and sending N mails costs, as ratios to floors measured in the same run.

Floors: one plain INSERT … SELECT for owing; for sending, the same mails built by Django and handed to the same mail
server by as many processes, with no database behind them. Everything happens in a scratch database, against a mail
server that keeps nothing but a ledger.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from statistics import median

if __name__ == "__main__":  # `manage.py bench mail` starts this file on a database of its own
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from accounts.models import Profile, User  # noqa: E402

PROCESSES = 2
ROUNDS = {1_000: 3}  # interleaved rounds for a number of mails; one for the large numbers
# goal: (words, ratio, whether the ratio must stay below it)
GOALS = {
    "R1": ("owing, against the INSERT … SELECT floor", 3, True),
    "R2": ("owing again, nothing to do, against the same floor", 3, True),
    "R3": ("mails/s of two senders, against building and sending without a database", 0.6, False),
    "R4": ("CPU per mail of a sender, against the same", 1.5, True),
}


def run(n_values=(1_000, 100_000), out=sys.stdout):
    """Measure and print, on the scratch database that `manage.py bench` names. Returns {n: {goal: median ratio}}."""
    if not connection.settings_dict["NAME"].startswith("bench_"):
        raise SystemExit("This empties the mail of its database. Run it as: manage.py bench mail")
    call_command("migrate", verbosity=0, skip_checks=True)
    make_people(max(n_values))
    ratios = {}
    with connection.cursor() as cursor, sink() as port:
        cursor.execute("VACUUM ANALYZE")
        bench = Bench(cursor, port)
        for n in n_values:
            ratios[n] = report(n, [bench.round(n) for _ in range(ROUNDS.get(n, 1))], out)
    print_goals(ratios, out)
    return ratios


class Bench:
    def __init__(self, cursor, port):
        self.cursor = cursor
        self.environment = {
            **os.environ,
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(port),
            "EMAIL_USE_TLS": "",
            "EMAIL_USE_SSL": "",
            "EMAIL_HOST_USER": "",
            "MENTORSHIP_SKIP_BOOTSTRAP": "1",
        }

    def round(self, n):
        """One interleaved round: every figure and its floor, one after the other."""
        figures = {}
        for name, part in (("owe_floor", "owe_floor"), ("owe", "owe")):
            self.empty()
            figures[name] = self.part(part, n)
            figures[f"{name}_again"] = self.part(part, n)
        figures["floor"] = self.part("floor", n // PROCESSES, processes=PROCESSES)
        figures["send"] = self.part("send", processes=PROCESSES)
        return figures

    def empty(self):
        self.cursor.execute("TRUNCATE accounts_outgoingmail")
        self.cursor.execute("VACUUM ANALYZE accounts_outgoingmail")

    def part(self, *arguments, processes=1):
        """Run one part in so many processes that start together; their costs summed, the slowest one's seconds."""
        command = [sys.executable, "-m", "config.benches.mail_worker", *map(str, arguments)]
        workers = [
            subprocess.Popen(
                command,
                cwd=settings.BASE_DIR,
                env=self.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(processes)
        ]
        for worker in workers:
            if worker.stdout.readline().strip() != "ready":
                raise RuntimeError(f"A worker of the bench did not start: {' '.join(command)}")
        started = time.perf_counter()
        for worker in workers:
            worker.stdin.write("go\n")
            worker.stdin.flush()
        reports = [json.loads(worker.communicate()[0]) for worker in workers]
        return {
            "seconds": time.perf_counter() - started if processes > 1 else reports[0]["seconds"],
            "cpu": sum(report["cpu"] for report in reports),
            "done": sum(report["done"] for report in reports),
            "peak_mb": max(report["peak_mb"] for report in reports),
        }


def report(n, rounds, out):
    """Print the table for one n; returns the median ratios by goal."""

    def middle(part, figure):
        return median(r[part][figure] for r in rounds)

    print(f"\n{n:,} mails, {len(rounds)} interleaved rounds, {PROCESSES} senders", file=out)
    print(f"  {'':34}{'mails/s':>10}{'CPU ms/mail':>13}{'peak MB':>10}{'seconds':>10}", file=out)
    names = {
        "owe_floor": "owing: INSERT … SELECT (floor)",
        "owe": "owing: outbox.put_many",
        "owe_floor_again": "owing again (floor)",
        "owe_again": "owing again: outbox.put_many",
        "floor": "build and send, no database (floor)",
        "send": "sending from the outbox",
    }
    for part, label in names.items():
        seconds = middle(part, "seconds")
        print(
            f"  {label:34}{n / seconds:>10,.0f}{1000 * middle(part, 'cpu') / n:>13.3f}"
            f"{middle(part, 'peak_mb'):>10.0f}{seconds:>10.2f}",
            file=out,
        )
    unsent = [n - r["send"]["done"] for r in rounds if r["send"]["done"] != n]
    if unsent:
        print(f"  NOT ALL MAIL LEFT: {unsent} missing", file=out)

    def ratio(part, floor, figure):
        return median(r[part][figure] / r[floor][figure] for r in rounds)

    return {
        "R1": ratio("owe", "owe_floor", "seconds"),
        "R2": ratio("owe_again", "owe_floor_again", "seconds"),
        "R3": 1 / ratio("send", "floor", "seconds"),
        "R4": ratio("send", "floor", "cpu"),
        "peak_mb": middle("send", "peak_mb"),
    }


def print_goals(ratios, out):
    print("\nGoals (docs: ratios to floors of the same run)", file=out)
    for goal, (words, limit, below) in GOALS.items():
        found = {n: values[goal] for n, values in ratios.items()}
        met = all(value <= limit if below else value >= limit for value in found.values())
        figures = ", ".join(f"{value:.2f} at {n:,}" for n, value in found.items())
        sign = "≤" if below else "≥"
        print(f"  {goal} {'met   ' if met else 'MISSED'} {figures}  (goal {sign} {limit}) {words}", file=out)
    peaks = ", ".join(f"{values['peak_mb']:.0f} MB at {n:,}" for n, values in ratios.items())
    print(f"  peak memory of a sender: {peaks}", file=out)


@contextmanager
def sink():
    """A mail server that takes everything; yields its port."""
    script = Path(settings.BASE_DIR) / "tests/faults/sink.py"
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, str(script), "--ledger", f"{folder}/ledger"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            yield int(process.stdout.readline())
        finally:
            process.kill()
            process.wait()


def make_people(count):
    """Accounts 1 to `count`, with profiles, in chunks."""
    for first in range(1, count + 1, 5_000):
        numbers = range(first, min(first + 5_000, count + 1))
        User.objects.bulk_create(
            User(pk=number, email=f"bench{number}@example.org", full_name=f"Person {number}")
            for number in numbers
        )
        Profile.objects.bulk_create(Profile(user_id=number) for number in numbers)


if __name__ == "__main__":
    run(tuple(map(int, sys.argv[1:])) or (1_000, 100_000))
