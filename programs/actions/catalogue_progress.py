"""How far a run is, told on a connection of its own: seen by others while the run's transaction is still open."""

from django.db import connections
from django.utils import timezone

from programs.models import ImportProgress


class Progress:
    """Call it with words and numbers; it writes them at once. `with Progress(run.pk) as progress: ...`"""

    def __init__(self, run_id):
        self.run_id = run_id

    def __enter__(self):
        self.connection = connections.create_connection("default")
        return self

    def __exit__(self, *exc):
        self.connection.close()

    def __call__(self, words, done=0, total=0):
        self._write({"words": words[:100], "done": done, "total": total})

    def begin(self) -> int:
        """Count one more attempt at this run; returns how many there were."""
        table = ImportProgress._meta.db_table
        with self.connection.cursor() as cursor:
            cursor.execute(
                f'INSERT INTO "{table}" (run_id, words, done, total, attempts, updated_at) '  # noqa: S608 -- our table
                "VALUES (%s, '', 0, 0, 1, %s) ON CONFLICT (run_id) DO UPDATE "
                f'SET attempts = "{table}".attempts + 1, updated_at = EXCLUDED.updated_at RETURNING attempts',
                [self.run_id, timezone.now()],
            )
            return cursor.fetchone()[0]

    def end(self):
        table = ImportProgress._meta.db_table
        with self.connection.cursor() as cursor:
            cursor.execute(f'DELETE FROM "{table}" WHERE run_id = %s', [self.run_id])  # noqa: S608 -- our table

    def _write(self, values):
        table = ImportProgress._meta.db_table
        with self.connection.cursor() as cursor:
            cursor.execute(
                f'UPDATE "{table}" SET words = %s, done = %s, total = %s, updated_at = %s '  # noqa: S608 -- our table
                "WHERE run_id = %s",
                [*values.values(), timezone.now(), self.run_id],
            )
