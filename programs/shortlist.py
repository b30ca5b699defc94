"""A person's saved programs as one list: in the order of her weights, each place with its reasons, and no odds (X-05).

The same few queries whether one program is saved or sixty.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.crypto import salted_hmac

from playbook.vocabulary import Audience, Verdict
from programs.models import Preferences

SORTS = {
    "weights": "Your weights",
    "rank": "Your rank list",
    "interview": "Interview day",
    "name": "Name",
}
# Which chip says a verdict. "If you build it" and "not enough" never share a look.
VERDICT_CHIPS = {
    Verdict.GOOD_FIT: "done",
    Verdict.WORKABLE: "done",
    Verdict.WORKABLE_SELF_BUILD: "trial",
    Verdict.SERIOUS_DOUBT: "look",
    Verdict.NOT_ENOUGH: "unlikely",
    Verdict.INCOMPLETE: "ahead",
}


@dataclass
class Saved:
    """One saved program."""

    evaluation: object
    verdict: object
    place: int = 0
    reasons: list = field(default_factory=list)

    @property
    def program(self):
        return self.evaluation.program

    @property
    def chip(self):
        return VERDICT_CHIPS[Verdict(self.verdict.verdict)]

    @property
    def verdict_words(self):
        return Verdict(self.verdict.verdict).label

    @property
    def silent(self):
        """Who has not been asked, in words."""
        silent = self.verdict.silent_audiences if self.verdict else ()
        return [Audience(audience).label.lower() for audience in silent]

    @property
    def tags(self):
        return [(tag, tag_key(tag)) for tag in self.evaluation.tags]

    @property
    def tag_keys(self):
        return {key for _, key in self.tags}


def saved_programs(evaluations, *, user, today, sort="weights"):
    """Every Saved of these evaluations (a queryset of the person's own), in the order asked for."""
    rows = list(evaluations.select_related("program__institution", "program__specialty"))
    try:
        from programs import verdicts as judging
    except ImportError:
        saved = [Saved(row, None, place) for place, row in enumerate(rows, 1)]
        return sorted(saved, key=KEYS[sort]) if sort in KEYS else saved
    verdicts = judging.verdicts_of(rows, user=user, today=today)
    preferences = Preferences.objects.filter(user=user).first()
    placed = judging.order_by_weights(rows, verdicts, preferences.weights if preferences else {})
    saved = [
        Saved(one.evaluation, verdicts[one.evaluation.pk], place, list(one.reasons))
        for place, one in enumerate(placed, 1)
    ]
    return sorted(saved, key=KEYS[sort]) if sort in KEYS else saved


def _by_rank(row):
    return row.evaluation.rank is None, row.evaluation.rank or 0, row.place


def _by_interview(row):
    at = row.evaluation.interview_at
    return at is None, at.timestamp() if at else 0, row.place


KEYS = {"rank": _by_rank, "interview": _by_interview, "name": lambda row: row.program.sort_name}


# ---- tags ----
def tag_key(tag):
    """A tag's name in an address: tags are private words, and addresses end up in logs."""
    return salted_hmac("evaluation tag", tag.casefold()).hexdigest()[:12]


def tags_of(saved):
    """(key, tag, how many) of all tags, by name."""
    counts, words = Counter(), {}
    for row in saved:
        for tag, key in row.tags:
            counts[key] += 1
            words.setdefault(key, tag)
    return sorted(((key, words[key], n) for key, n in counts.items()), key=lambda tag: tag[1].casefold())
