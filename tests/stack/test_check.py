"""What `up --check` takes for proof, against a web server that misbehaves in known ways."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from config.stack import check
from config.stack.tree import Stop

PAGES = {
    "/": '<html><head><link rel="icon" href="/i.svg"><link rel="stylesheet" href="/static/app.css"></head></html>',
    "/static/app.css": "body { margin: 0 }",
    "/plain": "<html>no style</html>",
    "/broken-style": '<link href="/static/gone.css" rel="stylesheet">',
    "/wrong-style": '<link href="/plain" rel="stylesheet">',
}


class Pages(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path in PAGES else 404)
        self.end_headers()
        self.wfile.write(PAGES.get(self.path, "").encode())

    def log_message(self, *words):
        pass


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_with_its_style_passes(site):
    assert check.page(f"{site}/", None) == f"{site}/ answers, with 1 style sheets"


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/plain", "names no style sheet"),
        ("/broken-style", "gone.css did not answer: HTTP Error 404"),
        ("/wrong-style", "holds no style rules"),
        ("/missing", "did not answer: HTTP Error 404"),
    ],
)
def test_what_is_wrong_with_a_page_is_said(site, path, why):
    with pytest.raises(Stop, match=why):
        check.page(f"{site}{path}", None)
