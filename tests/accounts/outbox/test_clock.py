"""Planning refuses a clock that jumped, until an operator confirms."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts import outbox
from accounts.models import PlannerTick
from accounts.outbox import clock
from tests.accounts.outbox.conftest import MONDAY_NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(monkeypatch):
    """The moments at which the apps were asked what they owe."""
    moments = []
    monkeypatch.setattr(clock, "_owing", [lambda now: moments.append(now) or 1])
    return moments


@pytest.fixture(autouse=True)
def production(settings):
    settings.DEMO = False


def test_the_first_time_and_every_few_hours_are_fine(asked):
    for hours in (0, 1, 6, 12):
        assert outbox.owe_all(MONDAY_NOON + timedelta(hours=hours)) == 1
    assert len(asked) == 4


@pytest.mark.parametrize("jump", [timedelta(days=90), timedelta(hours=-1), timedelta(hours=6, minutes=1)])
def test_a_jump_stops_planning_until_it_is_confirmed(asked, jump):
    outbox.tick(MONDAY_NOON)
    with pytest.raises(outbox.ClockJumped):
        outbox.owe_all(MONDAY_NOON + jump)
    assert asked == [] and PlannerTick.objects.get().last_seen == MONDAY_NOON
    assert outbox.owe_all(MONDAY_NOON + jump, confirmed=True) == 1
    assert outbox.owe_all(MONDAY_NOON + jump + timedelta(minutes=10)) == 1


def test_a_demo_laptop_may_sleep(asked, settings):
    settings.DEMO = True
    outbox.tick(MONDAY_NOON)
    assert outbox.owe_all(MONDAY_NOON + timedelta(days=3)) == 1


def test_one_app_that_fails_does_not_silence_the_others(asked, monkeypatch):
    def fails(now):
        raise RuntimeError("one app")

    monkeypatch.setattr(clock, "_owing", [fails, *clock._owing])
    with pytest.raises(RuntimeError):
        outbox.owe_all(MONDAY_NOON)
    assert len(asked) == 1


def test_the_command_says_so_and_can_confirm(asked, note, mailoutbox, capsys):
    outbox.tick(timezone.now() - timedelta(days=1))
    outbox.put("note", key="k", address="teo@example.org")
    with pytest.raises(CommandError, match="--confirm-clock"):
        call_command("send_due")
    call_command("send_due", confirm_clock=True)
    assert len(mailoutbox) == 1
    assert "1 sent" in capsys.readouterr().out
