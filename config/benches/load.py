"""Goal P5: how steady a page answers while eight clients ask at once (p95 against p50, gunicorn with sync workers)."""

import http.client
import os
import statistics
import subprocess
import sys
import threading
import time

from django.conf import settings

from config.stack import ports

CLIENTS = 8
SECONDS = 8
WORKERS = 2


def spread(path, cookie):
    """(requests a second, p50 ms, p95 ms) of one page on a web server of its own, asked by eight clients."""
    with ports.listen_anywhere() as listener:
        port = ports.port_of(listener)
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(WORKERS), "--no-control-socket", "--log-level", "error"]
    server = subprocess.Popen(command, cwd=settings.BASE_DIR, env=os.environ)
    try:
        _wait_for(port)
        _ask(port, path, cookie, 1, [])
        took = []
        clients = [
            threading.Thread(target=_ask, args=(port, path, cookie, SECONDS, took)) for _ in range(CLIENTS)
        ]
        for client in clients:
            client.start()
        for client in clients:
            client.join()
    finally:
        server.terminate()
        server.wait(20)
    cuts = statistics.quantiles(took, n=20)
    return len(took) / SECONDS, statistics.median(took), cuts[18]


def _wait_for(port):
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The web server for the bench did not start.")


def _ask(port, path, cookie, seconds, took):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        started = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", path, headers={"Cookie": cookie})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        if answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status} under load.")
        took.append((time.perf_counter() - started) * 1000)
