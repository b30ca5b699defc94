"""The house rules that a machine can hold."""

import ast
import re
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).parent.parent
ORDER = ["playbook", "accounts", "programs", "mentorship", "plans", "config"]
# config is the wiring: settings are named, not imported, and its stack runs before anything is installed.


def python_files(package):
    return [path for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts]


def imported_packages(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("package", ORDER)
def test_imports_point_one_way(package):
    forbidden = set(ORDER[ORDER.index(package) + 1 :])

    breaches = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in python_files(package)
        for name in imported_packages(path)
        if name in forbidden
    ]

    assert breaches == []


@pytest.mark.parametrize("package", ORDER[1:-1])
def test_templates_link_only_to_the_left(package):
    """A page of one app does not know the doors of the apps after it; `home` is everybody's."""
    forbidden = ORDER[ORDER.index(package) + 1 : -1]
    pattern = re.compile(r"""\{%\s*url\s+['"](""" + "|".join(forbidden or ["-"]) + r"):")

    breaches = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in (ROOT / "templates" / package).rglob("*.html")
        for match in pattern.finditer(path.read_text(encoding="utf-8"))
    ]

    assert breaches == []


def test_domain_code_does_not_reach_for_the_queue():
    """Only beat starts tasks: nobody calls .delay() or on_commit() in the apps, and only the outbox talks SMTP."""
    offenders = [
        f"{path.relative_to(ROOT)}: {word}"
        for package in ORDER[:-1]
        for path in python_files(package)
        for word in (".delay(", "on_commit(", "send_mail(", "EmailMessage(", "smtplib")
        if word in path.read_text(encoding="utf-8")
        and "outbox" not in path.parts
        and path.name != "adapter.py"
    ]

    assert offenders == []


def test_rules_do_not_touch_the_database_or_the_clock():
    """Domain decisions are pure functions: they get facts and a day, and give a result with its reasons."""
    offenders = [
        f"{path.relative_to(ROOT)}: {word}"
        for package in ORDER[2:-1]
        for path in python_files(package)
        if path.stem == "rules" or "rules" in path.parts
        for word in (".objects", "timezone.now", "localdate", "date.today", ".models import")
        if word in path.read_text(encoding="utf-8")
    ]

    assert offenders == []


def test_no_file_grows_past_400_lines():
    long_files = [
        f"{path.relative_to(ROOT)}: {lines}"
        for folder in [*ORDER, "tests", "templates", "static"]
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".html", ".css", ".js"}
        and not {"migrations", "vendor", "data"} & set(path.parts)
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
        and path.name != "app.css"
    ]

    assert long_files == []


def test_pages_carry_no_inline_style_or_script():
    """The content security policy forbids both; mails are not pages."""
    inline = re.compile(
        r"""\sstyle=["']|\son[a-z]+=["']|<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>|<style"""
    )

    breaches = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in (ROOT / "templates").rglob("*.html")
        if "email" not in path.parts
        for match in inline.finditer(path.read_text(encoding="utf-8"))
    ]

    assert breaches == []


def test_every_scheduled_name_is_a_task():
    from config.celery import SCHEDULE, app

    app.loader.import_default_modules()

    assert {task for task, _ in SCHEDULE.values()} <= set(app.tasks)


def test_private_models_are_not_in_the_admin():
    """Admins curate programs; nobody's words or evaluations are a click away."""
    from django.contrib import admin

    from mentorship import models as mentorship
    from plans import models as plans
    from programs import models as programs

    private = {
        programs.Answer,
        programs.AnswerDraft,
        programs.Evaluation,
        programs.GapTask,
        programs.NamedPerson,
        programs.NeedJudgement,
        programs.OwnQuestion,
        programs.PathCondition,
        programs.Preferences,
        programs.ProgramMessage,
        programs.RankList,
        programs.WebsiteCheck,
    }
    private |= {mentorship.Need, mentorship.Message, mentorship.Relationship}
    private |= {
        mentorship.Meeting,
        plans.CheckIn,
        plans.Milestone,
        plans.Goal,
        plans.Output,
        plans.Letter,
        plans.Plan,
    }

    assert private & set(admin.site._registry) == set()


def test_the_driver_is_the_one_we_were_given():
    from django.db.backends.postgresql.psycopg_any import is_psycopg3

    assert is_psycopg3 is False


def test_no_migration_is_missing(db):
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
