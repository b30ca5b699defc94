"""What a program says about statements, and what the editors make of it. Each action may be repeated."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import outbox
from playbook.vocabulary import SourceKind
from programs.models import FactSuggestion, ProgramFact

OPEN, ACCEPTED, DECLINED, WITHDRAWN = (
    FactSuggestion.State.OPEN,
    FactSuggestion.State.ACCEPTED,
    FactSuggestion.State.DECLINED,
    FactSuggestion.State.WITHDRAWN,
)
FIGURES = ("numerator", "denominator", "percent", "span_years", "place", "year", "source_url")


def suggest(*, program, about, kind, words, by, **fields):
    """Lay a correction, a missing fact or a reply before the editors. The same one twice waits once."""
    waiting = FactSuggestion.objects.filter(program=program, about=about, kind=kind, words=words, state=OPEN)
    found = waiting.first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return FactSuggestion.objects.create(
                program=program, about=about, kind=kind, words=words, suggested_by=by, **fields
            )
    except IntegrityError:
        # Somebody pressed at the same moment; that one waits already.
        if (found := waiting.first()) is None:
            raise
        return found


def withdraw(*, suggestion, by):
    """Take a suggestion back while nobody has decided it. Whether this call did it. `by` is of the program's staff."""
    waiting = FactSuggestion.objects.filter(pk=suggestion.pk, state=OPEN)
    return bool(waiting.update(state=WITHDRAWN))


@transaction.atomic
def accept(*, suggestion, by, reason=""):
    """Accept it: a reply is shown under its fact; the rest becomes a new fact told by the program, beside the old
    one. True when this call decided it, False when it was no longer open.
    """
    fresh = _still_open(suggestion)
    if fresh is None:
        return False
    if fresh.kind != FactSuggestion.Kind.REPLY:
        fresh.became = _fact_of(fresh, by)
    return _decide(fresh, ACCEPTED, by, reason)


@transaction.atomic
def decline(*, suggestion, by, reason):
    """Leave things as they are, with a reason that the program reads. True when this call decided it."""
    fresh = _still_open(suggestion)
    if fresh is None:
        return False
    if not reason.strip():
        raise ValueError("A suggestion is declined with a reason.")
    return _decide(fresh, DECLINED, by, reason)


def _still_open(suggestion):
    fresh = FactSuggestion.objects.select_for_update(of=("self",)).get(pk=suggestion.pk)
    return fresh if fresh.state == OPEN else None


def _fact_of(suggestion, by):
    """The new fact, or the one that says exactly this already."""
    fact, _ = ProgramFact.objects.get_or_create(
        program=suggestion.program,
        kind=suggestion.fact_kind,
        part=suggestion.part,
        value=suggestion.value,
        detail=suggestion.words,
        source=suggestion.source,
        as_of=suggestion.as_of,
        place=suggestion.place,
        year=suggestion.year,
        defaults={
            "source_kind": SourceKind.PROGRAM,
            "entered_by": by,
            **{name: getattr(suggestion, name) for name in FIGURES if name not in ("place", "year")},
        },
    )
    return fact


def _decide(suggestion, state, by, reason):
    suggestion.state, suggestion.decision_reason = state, reason.strip()
    suggestion.decided_by, suggestion.decided_at = by, timezone.now()
    suggestion.save()
    if suggestion.suggested_by_id:
        outbox.put(
            "suggestion_decided",
            key=f"suggestion-decided:{suggestion.pk}",
            to_user=suggestion.suggested_by,
            about=f"suggestion:{suggestion.pk}",
            data={"suggestion": suggestion.pk},
        )
    return True
