"""R-05, R-06 and R-09 as tables. Not known is a row of its own everywhere."""

from datetime import date
from itertools import product

import pytest

from programs.rules import reaction_signal, read_sketch, website_probes

TODAY = date(2027, 1, 30)
ASKED, REPLIED = date(2027, 1, 10), date(2027, 1, 12)
C, T, N = "cadence_given", "tied_to_evaluation", "names_given"


@pytest.mark.parametrize(
    ("names", "signs", "text", "state"),
    [
        (2, [N, C, T], "Two people", "workable"),
        (3, [C, T], "", "workable"),
        (1, [N, C, T], "", "partial"),  # one name counts as a part
        (None, [N, C, T], "", "partial"),  # a sign without the people behind it is one name
        (0, [N, C, T], "", "partial"),
        (2, [C], "", "partial"),
        (2, [T], "", "partial"),
        (2, [], "", "partial"),
        (0, [C], "", "partial"),
        (None, [T], "", "partial"),
        (0, [], "Thank you for writing.", "self_build"),
        (0, [C], "Our door is always open, see us monthly", "self_build"),
        (0, [C, T], "We are a family", "self_build"),
        (2, [C, T], "Our door is always open", "workable"),
        (1, [], "Our door is always open", "partial"),
        (None, [], "", "unknown"),
        (0, [], "  ", "unknown"),
    ],
)
def test_a_reply(names, signs, text, state):
    sketch = read_sketch(asked_on=ASKED, replied_on=REPLIED, today=TODAY, names=names, signs=signs, text=text)
    assert (sketch.state, sketch.days) == (state, 2)
    assert sketch.reasons and sketch.label


@pytest.mark.parametrize(
    ("asked_on", "today", "state"),
    [
        (None, TODAY, "not_asked"),
        (date(2027, 1, 30), TODAY, "waiting"),
        (date(2027, 1, 16), TODAY, "waiting"),
        (date(2027, 1, 15), TODAY, "no_reply"),
    ],
)
def test_no_reply_in_fourteen_days(asked_on, today, state):
    assert read_sketch(asked_on=asked_on, replied_on=None, today=today).state == state


@pytest.mark.parametrize("replied_on", [date(2027, 1, 10), date(2027, 1, 29)])
def test_speed_is_shown_and_never_decides(replied_on):
    sketch = read_sketch(asked_on=ASKED, replied_on=replied_on, today=TODAY, names=2, signs=[C, T])
    assert sketch.state == "workable"
    assert "Answered in" in sketch.reasons[0]


@pytest.mark.parametrize(("signs", "text"), [([C], "An open door"), ([], "An open door"), ([], "Thanks")])
def test_an_open_door_is_overruled_with_a_reason(signs, text):
    said = dict(asked_on=ASKED, replied_on=REPLIED, today=TODAY, signs=signs, text=text)
    assert read_sketch(**said).state == "self_build"
    overruled = read_sketch(**said, own_reading="workable", own_reason="She called and named two.")
    assert overruled.state == "workable" and overruled.is_overruled
    assert "You would build it".lower() in overruled.reasons[-1].lower()


@pytest.mark.parametrize(
    "own", [{"own_reading": "workable"}, {"own_reason": "So."}, {"own_reading": "x", "own_reason": "So."}]
)
def test_without_a_reading_and_a_reason_nothing_is_overruled(own):
    sketch = read_sketch(asked_on=ASKED, replied_on=REPLIED, today=TODAY, text="An open door", **own)
    assert sketch.state == "self_build" and not sketch.is_overruled


@pytest.mark.parametrize(
    ("reaction", "signal"),
    [("leaned_in", 1), ("sidestepped", -1), ("neutral", 0), ("", 0), (None, 0), ("nonsense", 0)],
)
def test_a_reaction_is_one_leadership_signal(reaction, signal):
    value, reason = reaction_signal(reaction)
    assert value == signal and reason


@pytest.mark.parametrize("found", list(product((True, False, None), repeat=3)))
def test_a_silent_website_adds_questions(found):
    fields = dict(zip(("names_support", "explains_structure", "shows_outcomes"), found, strict=True))
    probes = website_probes(**fields)
    assert [probe.key for probe in probes] == [
        f"probe:{name}" for name, there in fields.items() if there is False
    ]
    assert all(probe.wording.endswith("?") and probe.why for probe in probes)
