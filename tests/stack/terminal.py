"""Run a command on a terminal of its own, as a person does, and look for what it leaves behind. Linux only."""

import os
import pty
import re
import select
import signal
import sys
import time
from pathlib import Path

from config.stack import paths

# What the test run itself put into the environment, and what would make `up` something else than the plain demo.
NOT_PASSED_ON = re.compile(
    r"(MENTORSHIP_|PYTEST|DJANGO_|TEST_)|"
    r"(SECRET_KEY|DATABASE_URL|REDIS_URL|EMAIL_\w+|SITE_URL|ALLOWED_HOSTS|DEBUG|PORT)$"
)


class Terminal:
    """A process on a pseudo-terminal. Its data folder marks every process that belongs to it."""

    def __init__(self, *arguments, data):
        self.mark = f"MENTORSHIP_DATA={data}"
        self.output = ""
        env = {k: v for k, v in os.environ.items() if not NOT_PASSED_ON.match(k)}
        env["MENTORSHIP_DATA"] = str(data)
        self.pid, self.screen = pty.fork()
        if self.pid == 0:
            for number in (signal.SIGHUP, signal.SIGINT):  # the test run itself may stand under nohup
                signal.signal(number, signal.SIG_DFL)
            os.chdir(paths.ROOT)
            os.execve(sys.executable, [sys.executable, "manage.py", *arguments], env)  # noqa: S606

    def read_until(self, pattern, seconds):
        """Everything printed so far, once it matches; AssertionError with the output when it never does."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if re.search(pattern, self.output):
                return self.output
            if select.select([self.screen], [], [], 0.1)[0] and not self._read():
                break
        assert re.search(pattern, self.output), f"no {pattern!r} in:\n{self.output}"
        return self.output

    def _read(self):
        try:
            received = os.read(self.screen, 65536).decode(errors="replace")
        except OSError:  # the other side closed the terminal
            return False
        self.output += received.replace("\r", "")
        return bool(received)

    def press_ctrl_c(self):
        os.write(self.screen, b"\x03")

    def type(self, text):
        os.write(self.screen, text.encode())

    def close(self):
        os.close(self.screen)

    def kill(self):
        os.kill(self.pid, signal.SIGKILL)

    def exit_status(self, seconds=30):
        """Wait for the end. The terminal is read meanwhile, because a full one would hold the process up."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                return os.waitstatus_to_exitcode(status)
            try:
                if select.select([self.screen], [], [], 0.05)[0]:
                    self._read()
            except (OSError, ValueError):
                time.sleep(0.05)
        self.kill()
        os.waitpid(self.pid, 0)
        raise AssertionError(f"still running after {seconds} seconds:\n{self.output}")

    def processes(self):
        """{pid: command line} of everything that was started with our data folder and still lives."""
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                environment = (folder / "environ").read_bytes().split(b"\0")
                zombie = (folder / "stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
                if self.mark.encode() in environment and not zombie:
                    command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                    found[int(folder.name)] = command.strip()
            except OSError:
                continue
        return found

    def left_after(self, seconds):
        """What is still there when the time is up; {} as soon as nothing is."""
        until = time.monotonic() + seconds
        while (left := self.processes()) and time.monotonic() < until:
            time.sleep(0.05)
        return left
