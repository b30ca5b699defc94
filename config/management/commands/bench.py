import os
import subprocess
import sys

import psycopg2
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.test import override_settings

SIZES = (1_000, 100_000)


class Command(BaseCommand):
    help = "Measure pages or mail as ratios to floors of the same run. Works on scratch databases of its own."

    def add_arguments(self, parser):
        parser.add_argument("what", choices=["pages", "mail"])
        parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="residents, or mails")
        parser.add_argument("--inside", action="store_true", help="internal: measure on the database given")

    def handle(self, what, sizes, inside, **options):
        if not (settings.DEMO or settings.DEBUG):
            raise CommandError("Not beside real data: run it with MENTORSHIP_DEMO=1 on a machine for tests.")
        if inside:
            return self.measure_pages(sizes[0])
        for size in sizes if what == "pages" else [max(sizes)]:
            with scratch_database(f"bench_{what}_{size}") as env:
                command = [sys.executable, "manage.py", "bench", what, "--inside", "--sizes", str(size)]
                if what == "mail":
                    command = [sys.executable, "-m", "config.benches.mail", *map(str, sizes)]
                subprocess.run(command, env=env, check=True, cwd=settings.BASE_DIR)

    def measure_pages(self, residents):
        from config.benches import data, pages

        for name in ("migrate", "createcachetable", "sync_playbook", "load_zip_places", "import_programs"):
            call_command(name, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        data.fill(residents)
        self.stdout.write(
            f"Pages with {residents:,} residents in the database (CPU per request, ratio to constant)"
        )
        with override_settings(ROOT_URLCONF="config.benches.urls"):
            pages.measure(self.stdout.write)
        ours, theirs = pages.login_cost()
        verdict = "ok" if ours <= 0.1 * theirs else "MISSED"
        self.stdout.write(
            f"  password check       {ours:7.1f} ms, {ours / theirs:.3f} x Django's default  {verdict}"
        )


class scratch_database:
    """A database of this run on the server in use; dropped at the end. Gives the environment that names it."""

    def __init__(self, name):
        self.name = name

    def __enter__(self):
        self._say(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)', f'CREATE DATABASE "{self.name}"')
        d = settings.DATABASES["default"]
        where = f"{d['USER']}:{d['PASSWORD']}@{'' if d['HOST'].startswith('/') else d['HOST']}"
        port = f":{d['PORT']}" if d["PORT"] and not d["HOST"].startswith("/") else ""
        query = f"?host={d['HOST']}" if d["HOST"].startswith("/") else ""
        return dict(
            os.environ, DATABASE_URL=f"postgres://{where}{port}/{self.name}{query}", MENTORSHIP_DEMO="1"
        )

    def __exit__(self, *exc):
        self._say(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    def _say(self, *statements):
        d = settings.DATABASES["default"]
        names = {
            "dbname": "postgres",
            "user": d["USER"],
            "password": d["PASSWORD"],
            "host": d["HOST"],
            "port": d["PORT"],
        }
        connection = psycopg2.connect(**{key: value for key, value in names.items() if value})
        connection.autocommit = True
        for statement in statements:
            connection.cursor().execute(statement)
        connection.close()
