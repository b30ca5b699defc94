"""A person's saved programs as one list: in the order of her weights, each place with its reasons, and no odds (X-05).

The same few queries whether one program is saved or sixty.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.utils.crypto import salted_hmac

from playbook.vocabulary import Audience, Verdict
from programs.verdicts import Material, place, standing, verdicts_from, weights_of

SORTS = {
    "weights": "What counts for you",
    "rank": "Your rank list",
    "interview": "Interview day",
    "name": "Name",
}
IN_DOUBT = (Verdict.NOT_ENOUGH, Verdict.SERIOUS_DOUBT)


@dataclass(eq=False)
class Saved:
    """One saved program: how it stands, and its place by the person's weights, worked out when it is asked for."""

    evaluation: object
    verdict: object
    weights: dict

    @cached_property
    def placed(self):
        return place(self.evaluation, self.verdict, self.weights)

    @property
    def reasons(self):
        return self.placed.reasons

    @property
    def program(self):
        return self.evaluation.program

    @cached_property
    def silent(self):
        """Who has not been asked, in words."""
        return [Audience(audience).label.lower() for audience in self.verdict.silent_audiences]

    @property
    def is_unheard(self):
        """Nobody there has answered anything yet."""
        return not self.verdict.answer_count

    @cached_property
    def in_doubt(self):
        """Whether R-02 fires for the aim here, fully or with three of its four signs."""
        return self.verdict.path is not None and self.verdict.path.state in IN_DOUBT

    @property
    def has_website_check(self):
        return self.evaluation.pk in self.verdict.material.checks

    @cached_property
    def tags(self):
        """{key of the tag in an address: tag}."""
        return {tag_key(tag): tag for tag in self.evaluation.tags}


def saved_programs(evaluations, *, user, today, sort="weights"):
    """Every Saved of these evaluations (a queryset of the person's own), in the order asked for."""
    return saved_with(evaluations, user=user, today=today, sort=sort)[0]


def saved_with(evaluations, *, user, today, sort="weights", also=None):
    """(every Saved, Material): what is read together with them, by the name given to it in `also`."""
    rows = list(evaluations.select_related("program__institution"))
    material = Material(rows, user=user, today=today, summary=True, also=also)
    verdicts, weights = verdicts_from(material), weights_of(material.preferences)
    saved = [Saved(evaluation, verdicts[evaluation.pk], weights) for evaluation in rows]
    key = KEYS.get(sort, _nowhere)
    first = sorted((row for row in saved if key(row) is not None), key=key)
    rest = sorted((row for row in saved if key(row) is None), key=lambda row: standing(row.placed))
    return [*first, *rest], material


# What a row is sorted by; None for those it says nothing about, which follow by weight.
KEYS = {
    "rank": lambda row: row.evaluation.rank,
    "interview": lambda row: row.evaluation.interview_at,
    "name": lambda row: row.program.sort_name,
}


def _nowhere(row):
    return None


# ---- tags ----
def tag_key(tag):
    """A tag's name in an address: tags are private words, and addresses end up in logs."""
    return salted_hmac("evaluation tag", tag.casefold()).hexdigest()[:12]


def tags_of(saved):
    """(key, tag, how many) of all tags, by name."""
    counts, words = Counter(), {}
    for row in saved:
        for key, tag in row.tags.items():
            counts[key] += 1
            words.setdefault(key, tag)
    return sorted(((key, words[key], n) for key, n in counts.items()), key=lambda tag: tag[1].casefold())
