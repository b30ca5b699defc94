"""The four conditions of a path, from what was heard and recorded, and from what the applicant marked herself."""

from programs import rules
from programs.rules import CONDITIONS
from programs.verdicts.lines import ConditionLine, PathLine

FEEDS = {
    "none_reached_it": ("none_to_path", "success_pattern"),
    "no_faculty_record": ("faculty_record",),
    "vague_leaders": ("goal_support", "pioneer"),
    "residents_say_leave": ("residents_say_go_academic",),
}
ASK = {
    "none_reached_it": ("Q-R3", "resident"),
    "no_faculty_record": ("Q-L2b", "leadership"),
    "vague_leaders": ("Q-L2", "leadership"),
    "residents_say_leave": ("Q-R6", "resident"),
}


def path_lines(target, answers, by_feed, facts, conditions, *, reaction, today):
    """One PathLine for the path aimed at, and one for every other path somebody marked a condition of.

    `answers` are all of them, for proof; `by_feed` what was heard, by the condition it feeds.
    """
    own = {}
    for row in conditions:
        own.setdefault(row.path, {})[row.key] = row
    paths = [target] if target else []
    paths += sorted(path for path in own if path.casefold() != target.casefold())
    by_answer = {row.pk: row for row in answers} if own else {}
    by_fact = {row.pk: row for row in facts} if own else {}
    lines = []
    for path in paths:
        is_target = path == target
        marked = {}
        for name, rows in own.items():
            marked |= rows if name.casefold() == path.casefold() else {}
        told = [
            _own(key, marked[key], by_answer, by_fact)
            if key in marked
            else _heard(key, by_feed, facts, reaction, path, today)
            if is_target
            else _asked(key)
            for key in CONDITIONS
        ]
        found = rules.enough_for_path({line.key: line.holds for line in told})
        lines.append(PathLine(path, found, told, is_target))
    return lines


def _line(key, holds, *, answer=None, fact=None, is_own=False, words=""):
    yes, no, ask = CONDITIONS[key]
    said = words or ("Not known yet" if holds is None else yes if holds else no)
    return ConditionLine(key, yes, holds, said, answer, fact, is_own, ask if holds is None else "", *ASK[key])


def _asked(key):
    return _line(key, None)


def _own(key, row, answers, facts):
    answer, fact = answers.get(row.answer_id), facts.get(row.fact_id)
    if row.holds and not (answer or fact):
        return _line(key, None, is_own=True, words="What proved it is gone, so it is not known")
    return _line(key, row.holds, answer=answer, fact=fact, is_own=True)


def _heard(key, by_feed, facts, reaction, path, today):
    told = [row for feed in FEEDS[key] for row in by_feed.get(feed, ())]
    if key == "vague_leaders":
        return _leaders(key, told, reaction)
    bad = [row for row in told if row.is_against or row.cases == 0]
    good = [
        row for row in told if row not in bad and (row.cases or (row.green and not row.red) or row.is_for)
    ]
    if key == "residents_say_leave" and good and bad:
        return _line(key, None, answer=bad[0], words="Residents disagree. Ask one more")
    if good:
        return _line(key, False, answer=good[0])
    if key == "none_reached_it":
        bad = [row for row in bad if row.feeds == "none_to_path"]
        fact = _fellowships(facts, path, today)
        if fact and fact.numerator:
            return _line(key, False, fact=fact)
        if fact and not bad:
            return _line(key, True, fact=fact)
    return _line(key, True, answer=bad[0]) if bad else _line(key, None)


def _leaders(key, told, reaction):
    """Vague when nothing they said was concrete; how they took the stated goals counts as one more sign (R-06)."""
    told = [row for row in told if row.by == "leader"]
    if not told:
        return _line(key, None)
    signal, _ = rules.reaction_signal(reaction)
    concrete = [row for row in told if row.is_for]
    empty = [row for row in told if row.reading == "vague" or row.is_against]
    balance = len(concrete) - len(empty) + signal
    if concrete and balance > 0:
        return _line(key, False, answer=concrete[0])
    if empty and not concrete and balance < 0:
        return _line(key, True, answer=empty[0])
    return _line(key, None, answer=told[0], words="Neither clearly vague nor clearly concrete")


def _fellowships(facts, path, today):
    """A recorded outcome that names this path, still inside its look-back."""
    word = next(iter(path.casefold().split()), "")
    for fact in facts:
        if fact.kind != "fellowship_match" or fact.numerator is None or word not in fact.detail.casefold():
            continue
        if rules.freshness(fact.as_of, today, kind=fact.kind).counts:
            return fact
    return None
