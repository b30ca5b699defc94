"""The environment variables that the demo adds, and where a running `up` keeps its own."""

import json

from . import paths
from .lock import FileLock

RUN_LOCK = paths.DATA / "up.lock"
RUN_VARIABLES = paths.DATA / "up.json"
PEOPLE = paths.DATA / "demo-people.txt"


def is_demo(env):
    """MENTORSHIP_DEMO decides when it is set; else naming neither secret nor database makes a demo."""
    said = env.get("MENTORSHIP_DEMO", "").strip().lower()
    if said:
        return said in {"1", "true", "yes", "on"}
    return not env.get("SECRET_KEY") and not env.get("DATABASE_URL")


def variables(env):
    """What to add to `env` so that settings, here and in every child, find the demo."""
    if not is_demo(env):
        return {}
    added = {"MENTORSHIP_DEMO": "1"}
    if not env.get("SECRET_KEY"):
        added["SECRET_KEY"] = paths.local_secret()
    return added


def of_running_up():
    """The addresses of the `up` that runs now, so that a command beside it reaches its mail sink."""
    if not FileLock(RUN_LOCK).is_held():
        return {}
    try:
        return json.loads(RUN_VARIABLES.read_text())
    except (OSError, ValueError):
        return {}


def remember(run_variables):
    RUN_VARIABLES.write_text(json.dumps(run_variables))


def people():
    """(e-mail, password, who) of everybody the demo lets you sign in as; `create_demo` writes the file."""
    try:
        lines = PEOPLE.read_text().splitlines()
    except OSError:
        return []
    rows = [line.split("\t") for line in lines if line.strip()]
    return [row for row in rows if len(row) == 3]
