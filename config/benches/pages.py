"""`manage.py bench pages`: what a page costs, as a ratio to a constant page of 20 KB through the same middleware.

CPU per request is the web process's own (process time), so a loaded machine changes it little; rounds of all pages
are interleaved, so a slow minute hits every page alike, and medians are printed.
"""

import io
import statistics
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts import links
from accounts.models import LinkPurpose
from config import garbage
from config.benches import load, season
from config.benches import subjects as cast

ROUNDS = 25
REQUESTS_A_ROUND = 4
BACKEND = "accounts.backends.Backend"
# Page: the ratio to the constant page it may cost (measuring goals P1 to P4). None: reported only.
GOALS = {
    "constant": None,
    "home": 20,
    "timeline": 20,
    "cohort of 100": 20,
    "mentor, 20 mentees": 20,
    "program search": 20,
    "search results": 10,
    "program page": 10,
    "milestone": 10,
    "60 evaluations": 20,
    "rank list of 60": 20,
    "rank list, all 60": 20,
    "evaluation": 10,
    "sheet": 10,
    "question": 10,
    "compare two": 20,
    "compare four": 20,
    "weights": 20,
    "weights moved": 10,
    "applicant's home": 20,
    "link": 4,
}
STEADY = 1.6  # goal P5: p95 against p50
QUERIES = 8  # goal P7, of every page
MOVED = {"act": "show", "needs": 40, "G-01": 55, "G-02": 20}
TOKEN = "a" * 32


@dataclass
class Page:
    name: str
    path: str
    cookie: str
    htmx: bool = False
    posted: dict | None = None
    cpu_ms: list = field(default_factory=list)
    queries: int = 0
    bytes: int = 0
    status: int = 0


def measure(say):
    """Measure each page on the database as it stands; returns [(name, median CPU ms, ratio, queries, bytes)]."""
    handler = WSGIHandler()
    pages = _pages(timezone.localdate())
    garbage.settle()  # as a web process does when it starts
    for page in pages:
        _count(handler, page)
        if page.status != 200:
            raise SystemExit(f"{page.name} answered {page.status} at {page.path}")
    for _ in range(ROUNDS):
        for page in pages:
            started = time.process_time()
            for _ in range(REQUESTS_A_ROUND):
                _call(handler, page, {})
            page.cpu_ms.append((time.process_time() - started) / REQUESTS_A_ROUND * 1000)
    floor = statistics.median(pages[0].cpu_ms)
    results = []
    for page in pages:
        cost = statistics.median(page.cpu_ms)
        results.append((page.name, cost, cost / floor, page.queries, page.bytes))
        say(
            f"  {page.name:<20} {cost:7.2f} ms {cost / floor:6.1f} x"
            f"  {page.queries:3} queries {page.bytes:7} bytes  {_judged(page, cost / floor)}"
        )
    for page in (pages[1], pages[3]):
        rate, middle, late = load.spread(page.path, page.cookie)
        verdict = "ok" if late <= STEADY * middle else f"MISSED (goal {STEADY})"
        say(
            f"  {page.name}, 8 clients: {rate:.0f}/s, p50 {middle:.0f} ms, p95 {late / middle:.2f} x  {verdict}"
        )
    return results


def _judged(page, ratio):
    goal = GOALS[page.name]
    if goal is None:
        return ""
    missed = [f"goal {goal}"] if ratio > goal else []
    missed += [f"goal {QUERIES} queries"] if page.queries > QUERIES else []
    return f"MISSED ({', '.join(missed)})" if missed else "ok"


def _pages(today):
    made = cast.make(today)
    resident, director, mentor = (_sign_in(user) for user in (made.resident, made.director, made.mentor))
    return [
        Page("constant", "/bench/constant", resident),
        Page("home", reverse("home"), resident),
        Page("timeline", reverse("plans:timeline"), resident),
        Page("cohort of 100", reverse("plans:cohort", args=[made.program.pk]), director),
        Page("mentor, 20 mentees", reverse("mentorship:mentees"), mentor),
        Page("program search", reverse("programs:search") + "?q=medicine", resident),
        Page("search results", reverse("programs:search") + "?q=medicine", resident, htmx=True),
        Page("program page", reverse("programs:program", args=[made.program.pk]), resident),
        *_season(today),
        Page("milestone", reverse("plans:milestone", args=[made.milestone.pk]), resident),
        Page("link", reverse("mentorship:answer", args=[made.ask.pk]), _enter(made.ask)),
    ]


def _season(today):
    """An applicant's pages; the first evaluation stands for any."""
    made = season.make(today)
    applicant, first = _sign_in(made.applicant), made.evaluations[0].pk
    two, four = made.some(2), made.some(4)
    return [
        Page("60 evaluations", reverse("programs:evaluations"), applicant),
        Page("rank list of 60", reverse("programs:rank_list"), applicant),
        Page("rank list, all 60", reverse("programs:rank_list") + "?all=1", applicant),
        Page("evaluation", reverse("programs:evaluation", args=[first]), applicant),
        Page("sheet", reverse("programs:sheet", args=[first]), applicant),
        Page("question", reverse("programs:answer", args=[first, "Q-L1"]), applicant),
        Page("compare two", f"{reverse('programs:compare')}?{two}", applicant),
        Page("compare four", f"{reverse('programs:compare')}?{four}", applicant),
        Page("weights", reverse("programs:weights"), applicant),
        Page("weights moved", reverse("programs:weights"), applicant, htmx=True, posted=MOVED),
        Page("applicant's home", reverse("home"), applicant),
    ]


def _sign_in(user):
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["began_at"] = session["seen_at"] = int(time.time())
    session.save()
    return f"sessionid={session.session_key}"


def _enter(ask):
    """The session of somebody who followed the link in the mail."""
    mentor = ask.relationship.mentor
    link = links.make(
        purpose=LinkPurpose.ANSWER_ASK,
        target=ask.pk,
        address=mentor.email,
        about=f"relationship:{ask.relationship_id}",
    )
    path = links.url(link).split("://", 1)[1].split("/", 1)[1]
    headers = {}
    _call(WSGIHandler(), Page("link", f"/{path}", ""), headers)
    cookies = [value for name, value in headers["list"] if name == "Set-Cookie"]
    return cookies[0].split(";")[0]


def _count(handler, page):
    """One warm request, then one that counts queries, bytes and the status."""
    _call(handler, page, {})
    seen = []

    def note(execute, sql, params, many, context):
        seen.append(sql)
        return execute(sql, params, many, context)

    headers = {}
    with connection.execute_wrapper(note):
        body = _call(handler, page, headers)
    page.queries, page.bytes, page.status = len(seen), len(body), int(headers["status"].split()[0])


def _call(handler, page, found):
    """The body of the answer; its status and headers go into `found`."""
    cookie, body = page.cookie, b""
    if page.posted is not None:
        cookie = f"{cookie}; {settings.CSRF_COOKIE_NAME}={TOKEN}"
        body = urlencode(page.posted | {"csrfmiddlewaretoken": TOKEN}).encode()
    environ = {
        **({"HTTP_HX_REQUEST": "true"} if page.htmx else {}),
        "REQUEST_METHOD": "GET" if page.posted is None else "POST",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body)),
        "PATH_INFO": page.path.partition("?")[0],
        "QUERY_STRING": page.path.partition("?")[2],
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost",
        "HTTP_COOKIE": cookie,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.url_scheme": "http",
    }

    def start_response(status, headers, exc_info=None):
        found.update(status=status, list=headers)

    response = handler(environ, start_response)
    answer = b"".join(response)
    response.close()
    return answer


def login_cost():
    """CPU of one password check with our hasher and with Django's default, in milliseconds (goal P8: a tenth)."""
    from django.contrib.auth.hashers import PBKDF2PasswordHasher

    from accounts.hashers import Argon2idHasher

    def cost(hasher):
        encoded = hasher.encode("a long password", hasher.salt())
        started = time.process_time()
        hasher.verify("a long password", encoded)
        return (time.process_time() - started) * 1000

    ours = statistics.median(cost(Argon2idHasher()) for _ in range(5))
    theirs = statistics.median(cost(PBKDF2PasswordHasher()) for _ in range(3))
    return ours, theirs
