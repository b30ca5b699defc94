"""`manage.py up`: servers, then the database and the demo, then web, worker and beat, until Ctrl-C."""

import argparse
import os
import sys
import time
import urllib.error
import urllib.request

from . import check, demo, paths, ports, tree
from .lock import FileLock, Held
from .mailserver import MailServer
from .postgres import Postgres
from .tree import Stop, Tree, say
from .valkey import Valkey

READY_SECONDS = 60


def main(argv):
    """Run until something ends it; the exit status is 0 when that was asked for."""
    options = parse(argv)
    lock = FileLock(demo.RUN_LOCK)
    try:
        lock.acquire(f"process {os.getpid()}, still starting")
    except Held as holder:
        print(f"Already running: {holder}", file=sys.stderr)
        return 1
    tree.stop_on_signals()
    env = dict(os.environ, PYTHONUNBUFFERED="1") | demo.variables(os.environ)
    try:
        return run(options, lock, Tree(env))
    finally:
        demo.RUN_VARIABLES.unlink(missing_ok=True)
        lock.release()


def parse(argv):
    parser = argparse.ArgumentParser(prog="manage.py up", description="Start everything; Ctrl-C stops it.")
    port = int(os.environ.get("PORT") or 8000)
    parser.add_argument("--port", type=int, default=port, help=f"first port to try (default {port})")
    parser.add_argument(
        "--check", action="store_true", help="start, prove that it works, stop; exit status 0 if it does"
    )
    return parser.parse_args(argv)


def run(options, lock, processes):
    """Start, then check or watch; always stop. Returns the exit status."""
    started = time.monotonic()
    try:
        url = start(options, processes)
        lock.write(f"{url} (process {os.getpid()})")
        if options.check:
            check.everything(url, processes)
            raise Stop("everything works", code=0)
        say(f"\nReady after {time.monotonic() - started:.0f} s: {url}\n{welcome()}\nCtrl-C stops it.")
        processes.watch()
    except Stop as stop:
        say(f"\nStopping ({stop}) ...")
        code = stop.code
    except SystemExit as failure:  # a server that would not start says why
        say(f"\n{failure}")
        code = 1
    finally:
        processes.stop()
    say("Stopped." if code == 0 else "Stopped, with an error.")
    return code


def start(options, processes):
    """Everything in order; returns the address once it answers."""
    listeners = ports.listen(options.port)
    port = ports.port_of(listeners[0])
    url = f"http://localhost:{port}"
    if port != options.port:
        say(f"Port {options.port} is taken; using {port}.")
    start_servers(processes)
    processes.env.setdefault("SITE_URL", url)
    demo.remember(
        {
            name: processes.env[name]
            for name in ("EMAIL_HOST", "EMAIL_PORT", "SITE_URL")
            if name in processes.env
        }
    )
    processes.run("Preparing the database", sys.executable, "manage.py", "prepare")
    start_python(processes, listeners)
    for listener in listeners:
        listener.close()
    wait_until_it_answers(url, processes)
    return f"{url}/"


def start_servers(processes):
    """The embedded servers for whatever the environment does not name."""
    env = processes.env
    if not env.get("DATABASE_URL"):
        say("Starting PostgreSQL ...")
        processes.add_server(Postgres()).ensure_database()
        env["DATABASE_URL"] = paths.database_url()
    if not env.get("REDIS_URL"):
        say("Starting Valkey ...")
        processes.add_server(Valkey())
        env["REDIS_URL"] = paths.redis_url()
    if not env.get("EMAIL_HOST") and demo.is_demo(env):
        sink = processes.add_server(MailServer())
        env.update(EMAIL_HOST="127.0.0.1", EMAIL_PORT=str(sink.port))


def start_python(processes, listeners):
    """Web, worker and beat. The web server inherits the sockets that already listen."""
    fds = [listener.fileno() for listener in listeners]
    binds = [flag for fd in fds for flag in ("--bind", f"fd://{fd}")]
    web = [
        *"config.wsgi --workers 2 --threads 4 --preload --no-control-socket --log-level warning".split(),
        *binds,
    ]
    celery = [sys.executable, "-m", "celery", "-A", "config"]
    worker = "worker --pool threads --concurrency 4 --loglevel INFO --without-mingle --without-gossip".split()
    beat = ["beat", "--loglevel", "INFO", "--schedule", paths.DATA / "beat-schedule", "--pidfile", ""]
    say("Starting the web server, the worker and the clock ...")
    processes.add("web", sys.executable, "-m", "gunicorn", *web, pass_fds=fds)
    processes.add("worker", *celery, *worker)
    processes.add("beat", *celery, *beat)


def wait_until_it_answers(url, processes):
    until = time.monotonic() + READY_SECONDS
    while not answers(f"{url}/healthz"):
        processes.check_alive()
        if time.monotonic() > until:
            raise Stop(f"{url} did not answer within {READY_SECONDS} seconds; see {tree.log_of('web')}")
        time.sleep(0.05)


def answers(url):
    try:
        with urllib.request.urlopen(url, timeout=5):  # noqa: S310 - our own http address
            return True
    except urllib.error.HTTPError as error:
        return error.code < 500  # an https redirect or a foreign Host header is an answer too
    except OSError:
        return False


def welcome():
    """Who to sign in as, one line per person, and where the mail goes."""
    people = demo.people()
    if not people:
        return f"Logs are in {paths.LOGS}."
    width = max(len(email) for email, _, _ in people)
    lines = [f"  {email:<{width}}  {password}  {who}" for email, password, who in people]
    return "\n".join([f"Sign in as (all fictional; mail stays in {paths.MAIL}):", *lines])
