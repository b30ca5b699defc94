"""Checks of every row, whatever it is."""

from collections import Counter

from playbook import vocabulary, wording

OPTIONAL = ("also", "img_gap")
MUST_SAY = ("ask", "title", "label", "done_when", "theme", "name", "summary", "measure")


def keys(book):
    """E002: a key is used once, in its own list."""
    lists = {
        "question": [q.key for q in book.questions],
        "message": [m.key for m in book.messages],
        "plan": [p.key for p in book.plans],
        "scheme": [s.key for s in book.schemes],
        "plan item": [row.code for plan in book.plans for row in (*plan.item, *plan.repeating, *plan.window)],
        "bucket": [b.key for b in book.needs.bucket],
        "default need": [n.key for n in book.needs.default],
        "season": [s.key for s in book.seasons],
    }
    lists |= {f"{s.key} season date": [d.key for d in s.date] for s in book.seasons}
    lists |= {f"{m.key} element": [e.key for e in m.element] for m in book.messages}
    lists |= {f"{p.key} goal": [g.key for g in p.goal] for p in book.plans}
    lists |= {f"{b.key} topic": [t.key for t in b.topic] for b in book.needs.bucket}
    for kind, keys in lists.items():
        for key, times in Counter(keys).items():
            if times > 1:
                yield "E002", f"The {kind} key {key} is used {times} times"


def choices(book):
    """E003: a word that has to be one of a list is one of them."""
    v = vocabulary
    needs, elements = book.needs, [e for m in book.messages for e in m.element]
    items = [i for p in book.plans for i in p.item]
    repeats = [r for p in book.plans for r in p.repeating]
    goals, windows = [g for p in book.plans for g in p.goal], [w for p in book.plans for w in p.window]
    for rows, field, choices in [
        (book.questions, "bank", v.QuestionBank),
        (book.questions, "audience", v.Audience),
        (book.questions, "kind", v.QuestionKind),
        (book.messages, "over_limit", v.OverLimit),
        (elements, "kind", v.ElementKind),
        (book.plans, "kind", v.TemplateKind),
        (book.plans, "applies", v.AppliesWhen),
        (windows, "block", v.Block),
        (items + repeats, "owner", v.Role),
        (items + repeats, "also", v.Role),
        (items + repeats, "kind", v.MilestoneKind),
        (items + repeats, "evidence", v.Evidence),
        (items, "applies", v.AppliesWhen),
        (items, "counts_from", v.CountsFrom),
        (repeats, "unit", v.Unit),
        (goals, "counts", v.GoalCounts),
        (goals, "per", v.GoalPer),
        (book.schemes, "kind", v.SchemeKind),
        (book.schemes, "career_setting", v.CareerSetting),
        (book.schemes, "source_kind", v.SourceKind),
        ([d for s in book.seasons for d in s.date], "track", v.SeasonTrack),
        (needs.bucket, "key", v.NeedBucket),
        (needs.bucket, "functions", v.Function),
        (needs.bucket, "visibility", v.Visibility),
        (needs.domain, "key", v.Domain),
        (needs.domain, "functions", v.Function),
        (needs.urgent, "key", v.UrgentNeed),
        (needs.urgent + needs.default, "bucket", v.NeedBucket),
        (needs.urgent + needs.default, "function", v.Function),
        (needs.default, "stages", v.Stage),
        (needs.default, "career_settings", v.CareerSetting),
        (needs.default, "img_gap", v.ImgGap),
    ]:
        for row in rows:
            given = getattr(row, field)
            for value in given if isinstance(given, tuple) else (given,):
                if value not in choices.values and not (value == "" and field in OPTIONAL):
                    yield "E003", f"{_name(row)}: {value} is not a known {field}"


def words(book):
    """E004: nothing a person reads is empty. E005: no promise, no reproach, no raised voice, whatever the row."""
    for row in _rows(book):
        for field in MUST_SAY + (("sentence",) if hasattr(row, "measure") else ()):
            if getattr(row, field, None) == "":
                yield "E004", f"{_name(row)}: {field} is empty"
        said = "\n".join(
            part
            for value in vars(row).values()
            for part in (value if isinstance(value, tuple) else (value,))
            if isinstance(part, str) and value is not getattr(row, "forbidden", None)
        )
        for phrase in wording.phrases_in(said, wording.BANNED):
            yield "E005", f"{_name(row)}: must not say {phrase}"
        if "!" in said:
            yield "E005", f"{_name(row)}: no exclamation marks"


def _rows(book):
    yield from (*book.questions, *book.messages, *book.schemes, *book.seasons)
    for season in book.seasons:
        yield from season.date
    for message in book.messages:
        yield from message.element
    for plan in book.plans:
        yield from (plan, *plan.window, *plan.item, *plan.repeating, *plan.goal)
    for bucket in book.needs.bucket:
        yield from (bucket, *bucket.topic, *bucket.example)
    yield from book.needs.default


def _name(row):
    return getattr(row, "key", None) or getattr(row, "code", None) or type(row).__name__
