"""A process that is asked to end finishes its current mail and gives back the rest."""

import signal
import threading

_asked = threading.Event()


def asked():
    return _asked.is_set()


def ask_to_stop(*args, **kwargs):
    """A signal handler's and a Celery signal's shape; both may call it more than once."""
    _asked.set()


def wait(seconds):
    """Sleep, but wake at once when asked to stop. True when asked."""
    return _asked.wait(seconds)


def on_signals():
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ask_to_stop)
