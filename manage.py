#!/usr/bin/env python3
"""Django's manage.py, plus two commands: `up` starts the product, `test` runs its tests.

Both first make .venv and install requirements.txt when needed, so plain Python 3.11 with pip is enough.
"""

import os
import sys


def main():
    from config.stack import bootstrap

    bootstrap.ensure_environment()  # may start again inside .venv
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command == "up":
        from config.stack import up

        return up.main(sys.argv[2:])
    if command == "test":
        from config.stack import testing

        return testing.main(sys.argv[2:])
    # Not before `test`: this variable would beat pytest.ini's settings module.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    from config.stack import borrow

    with borrow.servers_for(command):
        return execute_from_command_line(sys.argv)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
