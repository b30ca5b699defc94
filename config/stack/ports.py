"""Claim ports by listening on them, so that nobody can take one between the question and the answer."""

import errno
import socket

TRIES = 50


def listen(want, *, tries=TRIES):
    """Listening sockets on both loopback addresses of the first free port from `want` on; SystemExit if none.

    Both 127.0.0.1 and ::1, because browsers try either for "localhost"; without ::1 where there is no IPv6.
    """
    for port in range(want, want + tries):
        sockets = _listen_on(port)
        if sockets:
            return sockets
    raise SystemExit(f"No free port from {want} to {want + tries - 1}: choose another with --port.")


def listen_anywhere():
    """One listening socket on 127.0.0.1, on a port that the system picks."""
    return _bind(socket.AF_INET, "127.0.0.1", 0)


def port_of(listener):
    return listener.getsockname()[1]


def _listen_on(port):
    sockets = []
    try:
        sockets.append(_bind(socket.AF_INET, "127.0.0.1", port))
        if socket.has_ipv6:
            sockets.append(_bind(socket.AF_INET6, "::1", port))
    except OSError as error:
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            for taken in sockets:
                taken.close()
            return []
        if not sockets:
            raise
    return sockets


def _bind(family, address, port):
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listener.bind((address, port))
        listener.listen(512)
        return listener
    except OSError:
        listener.close()
        raise
