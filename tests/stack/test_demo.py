import json

import pytest

from config.stack import demo, up
from config.stack.lock import FileLock


@pytest.mark.parametrize(
    ("env", "expected"),
    [
        ({}, True),
        ({"SECRET_KEY": "x"}, False),
        ({"DATABASE_URL": "postgres://db/x"}, False),
        ({"DATABASE_URL": "postgres://db/x", "MENTORSHIP_DEMO": "1"}, True),
        ({"MENTORSHIP_DEMO": "0"}, False),
    ],
)
def test_only_a_machine_that_configures_nothing_is_a_demo(env, expected):
    assert demo.is_demo(env) is expected


def test_production_gets_no_variables_of_the_demo():
    assert demo.variables({"SECRET_KEY": "x", "DATABASE_URL": "postgres://db/x"}) == {}


def test_the_demo_keeps_a_secret_that_was_given():
    given = {"SECRET_KEY": "given", "MENTORSHIP_DEMO": "1"}
    assert demo.variables(given) == {"MENTORSHIP_DEMO": "1"}


def test_addresses_of_a_run_count_only_while_it_runs(tmp_path, monkeypatch):
    monkeypatch.setattr(demo, "RUN_LOCK", tmp_path / "up.lock")
    monkeypatch.setattr(demo, "RUN_VARIABLES", tmp_path / "up.json")
    demo.RUN_VARIABLES.write_text(json.dumps({"EMAIL_PORT": "2525"}))
    assert demo.of_running_up() == {}
    lock = FileLock(demo.RUN_LOCK).acquire("running")
    assert demo.of_running_up() == {"EMAIL_PORT": "2525"}
    lock.release()


def test_the_welcome_names_every_person_on_a_line(tmp_path, monkeypatch):
    monkeypatch.setattr(demo, "PEOPLE", tmp_path / "people")
    assert "Sign in" not in up.welcome()
    demo.PEOPLE.write_text("ada@x.org\tpw-1\tresident\n\ngrace@x.org\tpw-2\tmentor\n")
    lines = up.welcome().splitlines()[1:]
    assert [line.split() for line in lines] == [
        ["ada@x.org", "pw-1", "resident"],
        ["grace@x.org", "pw-2", "mentor"],
    ]
