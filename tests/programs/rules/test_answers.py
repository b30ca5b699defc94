"""R-01, R-07 and R-11 as tables. Not known is a row of its own everywhere."""

import pytest

from playbook.vocabulary import Audience
from programs.rules import Told, comfort_phrases, excusing_talk, pattern_or_star, suggest_reading

LEADERS, RESIDENT, SUB = Audience.LEADERSHIP, Audience.RESIDENT, Audience.SUBSPECIALIST
NOTE = "Dr. Larkspur, every second Tuesday since 2024; last year one poster."


def suggest(audience=LEADERS, signals="", *, note=NOTE, **cues):
    return suggest_reading(
        audience,
        has_name="n" in signals,
        has_timeframe="t" in signals,
        has_example="e" in signals,
        note=note,
        **cues,
    )


@pytest.mark.parametrize("audience", [a for a in Audience if a != SUB])
@pytest.mark.parametrize(
    ("signals", "reading"),
    [
        ("nte", "concrete"),
        ("nt", "concrete"),
        ("te", "concrete"),
        ("ne", "concrete"),
        ("n", "partial"),
        ("t", "partial"),
        ("e", "partial"),
        ("", "vague"),
    ],
)
def test_signals_decide_whoever_speaks(audience, signals, reading):
    suggested = suggest(audience, signals)
    assert suggested.reading == reading
    assert suggested.reasons and suggested.needs_reason


@pytest.mark.parametrize(
    ("signals", "note"), [("", ""), ("", "   "), ("", None), ("nte", ""), ("n", "  "), ("nte", None)]
)
def test_nothing_written_is_unanswered_whatever_is_ticked(signals, note):
    suggested = suggest(LEADERS, signals, note=note)
    assert suggested.reading == "unanswered"
    assert not suggested.needs_reason
    assert bool(suggested.ask_for) == bool(signals)


def test_a_signal_not_known_is_not_heard():
    suggested = suggest_reading(LEADERS, has_name=True, has_timeframe=None, has_example=None, note=NOTE)
    assert suggested.reading == "partial"
    assert "date or number" in suggested.ask_for and "example" in suggested.ask_for


@pytest.mark.parametrize(
    ("cues", "signals", "note", "reading"),
    [
        ({"green": ["Describes steps"]}, "", "", "partial"),
        ({"green": ["One", "Two", "Three"]}, "", "", "concrete"),
        ({"green": ["Set for months 1, 3 and 6"]}, "", "", "concrete"),
        ({"green": ["Set for months 1, 3 and 6"]}, "", "We are like a family here.", "vague"),
        ({"green": ["Describes steps"]}, "n", NOTE, "partial"),
        ({"green": ["Describes steps"]}, "nt", NOTE, "concrete"),
        ({"red": ["No credit"]}, "", "", "vague"),
        ({"red": ["No credit"]}, "nte", NOTE, "partial"),
        ({"red": ["No credit"], "green": ["Counts in their review"]}, "nt", NOTE, "concrete"),
        ({"red": ["No credit"], "green": ["Counts in their review"]}, "", "", "partial"),
        ({"opening": ["Just ask me"]}, "", "", "vague"),
        ({"opening": ["Same for everybody"]}, "", "", "partial"),
        ({"opening": ["Same for everybody"]}, "", NOTE, "partial"),
        ({"opening": ["Same for everybody"]}, "nte", NOTE, "partial"),
        ({"opening": ["Same for everybody"], "red": ["A full load"]}, "", "", "vague"),
        ({"opening": ["Same for everybody"], "green": ["One", "Two", "Three"]}, "", "", "concrete"),
        ({"opening": ["Same for everybody"]}, "", "We are a family.", "vague"),
    ],
)
def test_cues_hint(cues, signals, note, reading):
    assert suggest(LEADERS, signals, note=note, **cues).reading == reading


COMFORT = [
    "We are like a family here.",
    "My door is always open.",
    "They have an open-door policy",
    "You can just ask anyone",
    "Everybody is so approachable",
    "Faculty are very supportive",
    "Lots of support",
    "Everyone mentors everyone",
    "We\u2019re a family",
]


@pytest.mark.parametrize("note", COMFORT)
@pytest.mark.parametrize("audience", [LEADERS, RESIDENT, Audience.LEADERSHIP_IMG, Audience.IMG_RESIDENT])
def test_warm_words_alone_are_vague_and_overruling_wants_a_reason(note, audience):
    suggested = suggest(audience, "", note=note, green=["Yes, and this is how we usually do it"])
    assert (suggested.reading, suggested.needs_reason) == ("vague", True)
    assert suggested.comfort and suggested.ask_for


@pytest.mark.parametrize("note", COMFORT)
def test_the_same_words_from_one_subspecialist_are_an_opening(note):
    assert suggest(SUB, "", note=note).reading == "opportunity"


@pytest.mark.parametrize("signals", ["n", "nt"])
def test_warm_words_beside_a_name_do_no_harm(signals):
    assert suggest(LEADERS, signals, note="A family. Dr. Larkspur since 2024.").reading != "vague"


@pytest.mark.parametrize(
    "note",
    [
        "",
        None,
        "Family medicine clinic on Tuesdays",
        "They train in family practice",
        "The door to the lab is locked",
        "Ask Dr. Larkspur",
        "Supportive of research since 2024",
    ],
)
def test_these_words_are_not_comfort(note):
    assert comfort_phrases(note) == ()


@pytest.mark.parametrize(
    ("signals", "cues", "note", "reading"),
    [
        ("", {"opening": ["Likes residents, no system"]}, "", "opportunity"),
        ("n", {"opening": ["Just ask me"]}, NOTE, "opportunity"),
        ("nt", {"opening": ["Just ask me"]}, NOTE, "concrete"),
        ("", {"red": ["Too busy these days"]}, "", "vague"),
        ("", {"red": ["Too busy these days"], "opening": ["Just ask me"]}, "", "opportunity"),
        ("", {"red": ["Too busy these days"]}, "My door is open", "vague"),
        ("", {}, "Works on echo cases", "vague"),
        ("", {}, "", "unanswered"),
    ],
)
def test_a_subspecialist(signals, cues, note, reading):
    assert suggest(SUB, signals, note=note, **cues).reading == reading


@pytest.mark.parametrize(
    ("told", "value", "state"),
    [
        ([], None, "unknown"),
        ([Told("leadership")], False, "single"),
        ([Told("leadership", ("Ana",))], False, "single"),
        (
            [Told("leadership", ("Ana",)), Told("resident", ("ana ",))],
            False,
            "single",
        ),  # one person told twice
        ([Told("leadership", ("Ana",)), Told("resident", ("Ben",))], True, "pattern"),
        ([Told("leadership", ("Ana", "Ben"))], True, "pattern"),
        ([Told("leadership"), Told("resident")], True, "pattern"),
        ([Told("resident PGY-2"), Told("resident PGY-2")], False, "single"),
        ([Told("leadership", (), 4)], True, "pattern"),
        ([Told("leadership", (), 1)], False, "single"),
        ([Told("leadership", (), 0)], None, "unknown"),
        ([Told("leadership", (), None), Told("resident", (), 0)], False, "single"),
    ],
)
def test_one_star_is_not_a_system(told, value, state):
    finding = pattern_or_star(told)
    assert (finding.value, finding.state) == (value, state)
    assert finding.reasons


@pytest.mark.parametrize(
    ("remark", "remedy", "value"),
    [
        (True, False, True),
        (True, True, False),
        (True, None, None),
        (False, False, False),
        (False, None, False),
        (None, None, None),
        (None, True, None),
        (None, False, None),
    ],
)
def test_excusing_talk(remark, remedy, value):
    finding = excusing_talk(remark=remark, remedy=remedy)
    assert finding.value is value
    assert finding.reasons
