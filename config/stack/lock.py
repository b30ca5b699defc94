"""Locks that the kernel releases when their holder dies, so that none is ever stale."""

import fcntl


class Held(Exception):
    """Somebody else has it; the text is what the holder wrote."""


class FileLock:
    """An exclusive lock on a file, which also carries one line about its holder."""

    def __init__(self, path):
        self.path = path
        self.file = None

    def acquire(self, text=""):
        """Take it now or raise Held."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        file = open(self.path, "a+")  # noqa: SIM115 - open for as long as the lock is held
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            with file:
                raise Held(file.read().strip()) from None
        self.file = file
        self.write(text)
        return self

    def write(self, text):
        """Replace the line about the holder."""
        self.file.seek(0)
        self.file.truncate()
        self.file.write(text)
        self.file.flush()

    def release(self):
        """Give it back; the next holder finds the file empty."""
        if self.file:
            self.write("")
            self.file.close()
            self.file = None

    def is_held(self):
        """Whether anybody holds it now."""
        try:
            with open(self.path) as file:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except FileNotFoundError:
            return False
        except BlockingIOError:
            return True
        return False
