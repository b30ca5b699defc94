"""A tree of processes that starts in order, dies together, and leaves nothing behind."""

import signal
import sys
import time

from . import child, paths

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
STOP_SECONDS = 15


class Stop(BaseException):
    """Ends the run from anywhere; code 0 means that somebody asked for it."""

    def __init__(self, reason, code=1):
        super().__init__(reason)
        self.code = code


def stop_on_signals():
    """Ctrl-C, `kill` and a closed terminal all become Stop; under nohup a closed terminal means nothing."""

    def raise_stop(number, frame):
        raise Stop(signal.Signals(number).name, code=0)

    for number in STOP_SIGNALS:
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, raise_stop)


def ignore_signals():
    """While stopping: a second Ctrl-C must not leave servers behind."""
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def say(words):
    """Print a line; a terminal that is gone must not break the shutdown."""
    try:
        print(words, flush=True)
    except OSError:
        sys.stdout = open("/dev/null", "w")  # noqa: SIM115 - for the rest of this process


class Tree:
    """Servers below, processes above. Stops top down: those that use a server before the server."""

    def __init__(self, env):
        self.env = env
        self.servers = []
        self.processes = {}

    def add_server(self, server):
        """Start an embedded server; known before it starts, so that an interrupted start is stopped too."""
        self.servers.append(server)
        server.start()
        return server

    def add(self, name, *command, pass_fds=()):
        """Start a process that logs to .data/logs/<name>.log; the log of the run before is kept beside it."""
        paths.LOGS.mkdir(parents=True, exist_ok=True)
        if log_of(name).exists():
            log_of(name).replace(log_of(f"{name}.previous"))
        self.processes[name] = child.start(
            child.tied_to_us(*command), log=log_of(name), env=self.env, cwd=paths.ROOT, pass_fds=pass_fds
        )

    def run(self, name, *command):
        """Run a step to its end, its words on our terminal; Stop when it fails."""
        step = child.start(child.tied_to_us(*command), env=self.env, cwd=paths.ROOT)
        self.processes[name] = step
        code = step.wait()
        del self.processes[name]
        if code:
            raise Stop(f"{name} failed")

    def check_alive(self):
        """Raise Stop when anything that should run has ended."""
        for name, process in self.processes.items():
            if process.poll() is not None:
                log = log_of(name)
                raise Stop(f"{name} ended with {process.returncode}; the end of {log}:\n{child.tail(log)}")
        for server in self.servers:
            if server.process and server.process.poll() is not None:
                raise Stop(f"{server.label} ended with {server.process.returncode}; see {server.log}")

    def watch(self):
        """Return never: Stop ends it."""
        while True:
            self.check_alive()
            time.sleep(0.25)

    def stop(self):
        """Stop everything; returns when nothing is left."""
        ignore_signals()
        for process in self.processes.values():
            child.ask(process)
        for name, process in self.processes.items():
            if not child.wait_or_kill(process, STOP_SECONDS):
                say(f"{name} did not stop in {STOP_SECONDS} seconds and was killed")
        for server in reversed(self.servers):
            server.stop()


def log_of(name):
    return paths.LOGS / f"{name}.log"
