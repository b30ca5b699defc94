import sys

import pytest

from config.stack import bootstrap, paths


@pytest.fixture
def venv(tmp_path, monkeypatch):
    """A pretended .venv and requirements file in a folder of its own."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").symlink_to(sys.executable)
    (tmp_path / "requirements.txt").write_text("django==5.2.19\n")
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / "bin" / "python")
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(bootstrap, "REQUIREMENTS", tmp_path / "requirements.txt")
    monkeypatch.delenv("MENTORSHIP_SKIP_BOOTSTRAP", raising=False)
    return tmp_path


def test_a_venv_without_stamp_is_not_trusted(venv):
    assert not bootstrap.is_fresh()


def test_a_stamped_venv_is_fresh_until_the_requirements_change(venv):
    bootstrap.STAMP.write_text(bootstrap.wanted_stamp())
    assert bootstrap.is_fresh()
    bootstrap.REQUIREMENTS.write_text("django==5.2.20\n")
    assert not bootstrap.is_fresh()


def test_a_venv_whose_interpreter_was_replaced_is_not_fresh(venv):
    bootstrap.STAMP.write_text(bootstrap.wanted_stamp())
    bootstrap.PYTHON.unlink()
    assert not bootstrap.is_fresh()
    (venv / "python3.99").touch()
    bootstrap.PYTHON.symlink_to(venv / "python3.99")
    assert not bootstrap.is_fresh()


def test_a_developers_own_environment_is_left_alone_except_by_our_two_commands(venv, monkeypatch):
    made = []
    monkeypatch.setattr(bootstrap, "install_if_needed", lambda: made.append("venv"))
    monkeypatch.setattr(bootstrap.os, "execv", lambda *command: made.append("exec"))
    monkeypatch.setattr(sys, "prefix", "/somebody/elses/venv")
    monkeypatch.setattr(sys, "base_prefix", "/usr")
    bootstrap.ensure_environment(["manage.py", "migrate"])
    assert made == []
    bootstrap.ensure_environment(["manage.py", "up"])
    assert made == ["venv", "exec"]


def test_the_bare_interpreter_is_replaced_for_any_command(venv, monkeypatch):
    made = []
    monkeypatch.setattr(bootstrap, "install_if_needed", lambda: made.append("venv"))
    monkeypatch.setattr(bootstrap.os, "execv", lambda *command: made.append("exec"))
    monkeypatch.setattr(sys, "prefix", "/usr")
    monkeypatch.setattr(sys, "base_prefix", "/usr")
    bootstrap.ensure_environment(["manage.py", "migrate"])
    assert made == ["venv", "exec"]


def test_inside_our_venv_nothing_is_started_again(venv, monkeypatch):
    monkeypatch.setattr(bootstrap, "install_if_needed", lambda: None)
    monkeypatch.setattr(bootstrap.os, "execv", lambda *command: pytest.fail("started again"))
    monkeypatch.setattr(sys, "prefix", str(paths.VENV))
    bootstrap.ensure_environment(["manage.py", "up"])


def test_every_requirement_is_pinned_and_hashed_and_psycopg_3_and_brotli_stay_out():
    lines = (paths.ROOT / "requirements.txt").read_text().splitlines()
    packages = [line.split("==")[0] for line in lines if line and line[0] not in "# "]
    assert all("==" in line for line in lines if line and line[0] not in "# ")
    assert packages == sorted(packages)
    assert sum("--hash=sha256:" in line for line in lines) >= len(packages)
    assert {"psycopg", "psycopg-binary", "brotli"}.isdisjoint(packages)


def test_django_talks_through_psycopg2():
    from django.db.backends.postgresql.psycopg_any import is_psycopg3

    assert not is_psycopg3
