"""What every test can rely on. The servers behind it are config/stack/testing.py's."""

import os

import pytest

from config.stack import browser, testing
from tests.looking import PHONE, watch

# ---- servers and browser: started once, by the process that claimed them ----
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps a loop in this thread
browser.driver_environment()


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    if not hasattr(config, "workerinput") and not config.getoption("collectonly", False):
        testing.start()


def pytest_unconfigure(config):
    testing.stop()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Tests marked `serial` share one xdist group: one process runs them, one after another.

    A browser that a busy machine kept waiting gets one more try, and the summary names it (decision 0011).
    """
    for item in items:
        if "browser" in item.fixturenames:
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=[r"TimeoutError"]))
        if item.get_closest_marker("serial") or item.get_closest_marker("slow_stack"):
            item.add_marker(pytest.mark.xdist_group("serial"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": browser.find(), "args": browser.FLAGS}


# ---- fixtures ----


@pytest.fixture
def page(page):
    """A page that fails the test when a script breaks or the policy blocks something."""
    said = watch(page)
    yield page
    assert said == []


@pytest.fixture
def sign_in(page, live_server, client):
    """Gives the page a session of this person's, without the sign-in page."""

    def as_(user):
        client.force_login(user)
        session = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])

    return as_


@pytest.fixture
def scriptless(browser, page):
    """Opens a second window of the same person's, on a phone, with scripts switched off."""
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)

    def go(url):
        context.add_cookies(page.context.cookies())
        second = context.new_page()
        second.goto(url)
        return second

    yield go
    context.close()


@pytest.fixture
def house(db):
    """One residency with everybody in it; see tests/house.py."""
    from tests.house import build

    return build()


# What a page view may write: the session, rate limits, and who looked at whom.
WRITES_A_GET_MAY_MAKE = ("django_session", "django_cache", "accounts_accessentry", "usersessions_usersession")


@pytest.fixture(autouse=True)
def a_get_never_writes(monkeypatch):
    """Opening a page changes nothing: mail scanners and prefetching browsers open every link."""
    from django.db import connection
    from django.test import Client

    def refuse(execute, sql, params, many, context):
        verb = sql.lstrip().split(None, 1)[0].upper()
        if verb in {"INSERT", "UPDATE", "DELETE"} and not any(
            table in sql for table in WRITES_A_GET_MAY_MAKE
        ):
            raise AssertionError(f"a GET wrote to the database: {sql}")
        return execute(sql, params, many, context)

    plain_get = Client.get

    def get(self, *args, **kwargs):
        with connection.execute_wrapper(refuse):
            return plain_get(self, *args, **kwargs)

    monkeypatch.setattr(Client, "get", get)
