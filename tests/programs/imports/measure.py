"""How long the whole country takes: `python -m tests.programs.imports.measure`, on the database in use, rolled back.

Goal: 13,400 rows in one run within 60 s and 500 MB on two cores, and the same file again changes nothing.
"""

import os
import resource
import sys
import time

import django


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.db import transaction

    from tests.programs.imports.makers import big_list, stored

    content = big_list()
    with transaction.atomic():
        for words in ("first", "again"):
            started = time.monotonic()
            run = stored(content)
            seconds, memory = (
                time.monotonic() - started,
                resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            )
            sys.stdout.write(f"{words}: {seconds:.1f} s, {memory} MB, {run.counts}\n")
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
