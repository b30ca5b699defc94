"""Where the environment and the embedded servers live.

Everything here is computed from names alone, so that settings can be imported while no server runs.
"""

import contextlib
import hashlib
import os
import secrets
import tempfile
from pathlib import Path
from urllib.parse import quote, urlencode

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
DATA = Path(os.environ.get("MENTORSHIP_DATA") or ROOT / ".data").absolute()
MAIL = DATA / "mail"
LOGS = DATA / "logs"
# sun_path holds 107 bytes; the longest name put below a socket folder is "/.s.PGSQL.5432.lock".
LONGEST_SOCKET_DIR = 86
NOBODY = 65534


def socket_dir(kind):
    """A folder for one server's unix sockets: in .data, or a short one in /tmp when that path is too long."""
    path = DATA / kind / "run"
    if len(os.fsencode(path)) > LONGEST_SOCKET_DIR:
        tag = hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
        path = Path(tempfile.gettempdir()) / f"mentorship-{os.getuid()}-{tag}"
    return path


def make_private(path):
    """Make the folder for this user alone; refuse one that somebody else made, which /tmp would allow."""
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    owners = {0, NOBODY} if os.getuid() == 0 else {os.getuid()}
    if path.stat().st_uid not in owners:
        raise SystemExit(
            f"{path} belongs to another user: remove it, or set MENTORSHIP_DATA to another folder."
        )
    return path


def database_url(kind="postgres"):
    """The DATABASE_URL of an embedded cluster, whether it runs or not."""
    return f"postgres://mentorship@/mentorship?{urlencode({'host': socket_dir(kind)})}"


def redis_url(kind="valkey"):
    """The REDIS_URL of an embedded Valkey, whether it runs or not, in the form that Celery reads."""
    return f"redis+socket://{quote(str(socket_dir(kind) / 'valkey.sock'))}"


def local_secret():
    """The demo's SECRET_KEY: made once, kept in .data/secret, readable by this user alone."""
    path = DATA / "secret"
    if not path.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        new = DATA / f"secret.{os.getpid()}"
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
        with contextlib.suppress(
            FileExistsError
        ):  # the first of several processes wins, and all read the same
            os.link(new, path)
        new.unlink()
    return path.read_text()
