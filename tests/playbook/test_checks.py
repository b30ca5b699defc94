"""Each rule for content is proven by a sample that breaks it."""

from dataclasses import replace

import pytest

from playbook import checks, load

BOOK = load.playbook()


def with_question(key="Q-L1", /, **changes):
    return replace(
        BOOK, questions=tuple(replace(q, **changes) if q.key == key else q for q in BOOK.questions)
    )


def with_message(message_key="T-03", /, **changes):
    return replace(
        BOOK, messages=tuple(replace(m, **changes) if m.key == message_key else m for m in BOOK.messages)
    )


def with_element(key="who", message="T-03", /, **changes):
    elements = tuple(replace(e, **changes) if e.key == key else e for e in load.message(message).element)
    return with_message(message, element=elements)


def with_plan(plan_key="three_year_community", /, **changes):
    return replace(BOOK, plans=tuple(replace(p, **changes) if p.key == plan_key else p for p in BOOK.plans))


def with_window(place, /, **changes):
    windows = list(load.plan("three_year_community").window)
    windows[place] = replace(windows[place], **changes)
    return with_plan(window=tuple(windows))


def with_item(item="P-01", plan="three_year_community", /, **changes):
    items = tuple(replace(i, **changes) if i.code == item else i for i in load.plan(plan).item)
    return with_plan(plan, item=items)


def with_repeating(row="P-CHECKIN", /, **changes):
    rows = load.plan("three_year_community").repeating
    return with_plan(repeating=tuple(replace(r, **changes) if r.code == row else r for r in rows))


def with_goal(row="outputs", /, **changes):
    rows = load.plan("three_year_community").goal
    return with_plan(goal=tuple(replace(g, **changes) if g.key == row else g for g in rows))


def with_scheme(key="asra", /, **changes):
    return replace(BOOK, schemes=tuple(replace(s, **changes) if s.key == key else s for s in BOOK.schemes))


def with_needs(**changes):
    return replace(BOOK, needs=replace(BOOK.needs, **changes))


def with_default(**changes):
    first, *rest = BOOK.needs.default
    return with_needs(default=(replace(first, **changes), *rest))


def with_bucket(**changes):
    first, *rest = BOOK.needs.bucket
    return with_needs(bucket=(replace(first, **changes), *rest))


SAMPLES = [
    ("E002", "question key Q-L1 is used 2", replace(BOOK, questions=BOOK.questions + (BOOK.questions[0],))),
    ("E002", "plan item key P-01 is used 2", with_item("P-02", code="P-01")),
    ("E002", "T-03 element key who is used 2", with_element("why_you", key="who")),
    ("E002", "plan item key P-W1 is used 2", with_window(1, code="P-W1")),
    ("E003", "Q-L1: boss is not a known audience", with_question(audience="boss")),
    ("E003", "not a known kind", with_element(kind="poem")),
    ("E003", "not a known over_limit", with_message(over_limit="shout")),
    ("E003", "not a known evidence", with_item(evidence="hearsay")),
    ("E003", "not a known owner", with_item(owner="")),
    ("E003", "not a known also", with_item(also="nobody")),
    ("E003", "not a known applies", with_item(applies="sometimes")),
    ("E003", "not a known block", with_window(0, block="fourth")),
    ("E003", "not a known unit", with_repeating(unit="day")),
    ("E003", "not a known counts", with_goal(counts="likes")),
    ("E003", "not a known kind", with_scheme(kind="club")),
    ("E003", "not a known functions", with_bucket(functions=("career", "magic"))),
    ("E003", "not a known stages", with_default(stages=("toddler",))),
    ("E004", "Q-L1: ask is empty", with_question(ask="")),
    ("E004", "who: label is empty", with_element(label="")),
    ("E004", "P-01: done_when is empty", with_item(done_when="")),
    ("E004", "measure is empty", with_default(measure="")),
    ("E004", "sentence is empty", with_default(sentence="")),
    ("E004", "T-03: forbidden_why is empty", with_message(forbidden_why="")),
    ("E005", "must not say guarantee", with_item(hint="We guarantee a fellowship.")),
    ("E005", "must not say ferpa", with_scheme(summary="FERPA compliant.")),
    ("E005", "no exclamation marks", with_question(hint="Great question!")),
    ("E006", "nothing fills {gole}", with_question("Q-L2", ask="How is {gole} reached?")),
    ("E006", "has to say {need}", with_question("Q-L5", ask="How do residents get there?")),
    ("E006", "nothing fills {boss}", with_message(greeting="Dear {boss},")),
    ("E007", "Q-R1: a question for a visit needs green and red cues", with_question("Q-R1", green=())),
    ("E007", "needs points", with_question("Q-C4", items=())),
    ("E008", "follows Q-L9, which is not there", with_question("Q-L1a", follows="Q-L9")),
    ("E009", "T-03.who: Charm is not listed", with_element(heading="Charm")),
    ("E009", "T-03.who: an empty heading is not listed", with_element(heading="")),
    ("E010", "T-03.subject: this name cannot be used", with_element(key="subject")),
    ("E010", "T-03.who-me: this name cannot be used", with_element(key="who-me")),
    ("E011", "T-03: its own example says be my mentor", with_element(example="So will you be my mentor?")),
    ("E011", "the example is longer than 2 words", with_element(max_words=2)),
    ("E011", "its own example is longer than 20 words", with_message(max_words=20)),
    ("E011", "not one of the choices", with_element("reason", "T-19", example="Because")),
    ("E011", "no place for {value}", with_element("minutes", sentence="A few minutes, please.")),
    (
        "E012",
        "at least one required",
        with_message(element=(replace(load.message("T-03").element[0], required=False),)),
    ),
    ("E012", "asks for times", with_message("T-11", min_slots=2)),
    ("E012", "limits questions", with_message("T-12", max_questions=2)),
    ("E013", "P-W2: begins in month 5, expected 4", with_window(1, first_month=5)),
    ("E013", "P-W2: begins in month 3, expected 4", with_window(1, first_month=3)),
    ("E013", "ends before it begins", with_window(0, last_month=0)),
    ("E013", "not in PGY-3", with_window(0, pgy=3)),
    ("E013", "window 9 stands in place 1", with_window(0, number=9)),
    ("E013", "the windows end in month 36, the plan in month 24", with_plan(years=2)),
    ("E013", "one to seven years", with_plan(years=8)),
    ("E013", "one to seven years", with_plan(years=None)),
    ("E013", "has windows", with_plan(window=())),
    ("E014", "P-01: there is no window 8", with_item(window=8)),
    ("E014", "P-01: needs a window, or a first and a last month", with_item(window=None)),
    ("E014", "P-15: months 13 to 37 do not lie within 1 to 36", with_item("P-15", last_month=37)),
    ("E014", "P-17: months 12 to 24 do not lie within window 5", with_item("P-17", first_month=12)),
    ("E014", "P-15: months 25 to 24", with_item("P-15", first_month=25)),
    ("E014", "evidence_count is below 1", with_item(evidence_count=0)),
    ("E015", "P-36: points at P-99", with_item("P-36", "img_research", replaces=("P-99",))),
    ("E015", "P-02: points at P-02", with_item("P-02", after="P-02")),
    ("E016", "P-CHECKIN: needs either", with_repeating(at=(3, 6))),
    ("E016", "P-CHECKIN: needs either", with_repeating(every=None)),
    ("E016", "P-CHECKIN: needs either", with_repeating(first=None)),
    ("E016", "P-NEEDS: needs either", with_repeating("P-NEEDS", at=(0, 3))),
    ("E017", "outputs: a goal aims at one or more", with_goal(target=0)),
    ("E017", "outputs: a goal aims at one or more", with_goal(most=0)),
    ("E018", "asra: needs a link or a contact", with_scheme(url="")),
    ("E018", "has to begin with https", with_scheme(url="http://www.example.org/")),
    ("E019", "a measure holds a number or a date", with_default(measure="often")),
    ("E020", "is proposed to nobody", with_default(stages=())),
    ("E020", "priority is 1, 2 or 3", with_default(priority=9)),
    ("E020", "there is no overlay moon", with_bucket(overlay="moon")),
    ("E020", "there is no goal fame", with_bucket(goals=("fame",))),
    ("E020", "support is missing", with_needs(urgent=BOOK.needs.urgent[:-1])),
    ("E020", "pathway is missing", with_needs(bucket=BOOK.needs.bucket[:-1])),
]


@pytest.mark.parametrize(
    ("code", "says", "book"), SAMPLES, ids=[f"{code}: {says}" for code, says, _ in SAMPLES]
)
def test_a_broken_sample_is_caught(code, says, book):
    found = [problem.msg for problem in checks.problems(book) if problem.id == f"playbook.{code}"]
    assert any(says in text for text in found), found


def test_every_check_has_a_broken_sample():
    assert {code for code, _, _ in SAMPLES} == {f"E{n:03}" for n in range(2, 21)}
