"""One program for one applicant: what it adds up to, and why. Each part is worked out when a page asks for it."""

from functools import cached_property

from playbook.vocabulary import Audience, Reading
from playbook.vocabulary import Verdict as Word
from programs import rules
from programs.verdicts import aspects as parts
from programs.verdicts.img import ImgSupport
from programs.verdicts.needs import need_lines
from programs.verdicts.paths import path_lines
from programs.verdicts.saying import questions_of, reasons_of

AUDIENCES = (Audience.LEADERSHIP, Audience.RESIDENT, Audience.SUBSPECIALIST)
IMG_AUDIENCES = (Audience.LEADERSHIP_IMG, Audience.IMG_RESIDENT)
# Who answers questions for international graduates is a leader or a resident all the same.
ALSO_HEARD = {Audience.LEADERSHIP_IMG: Audience.LEADERSHIP, Audience.IMG_RESIDENT: Audience.RESIDENT}
CHIPS = {
    Word.GOOD_FIT: "done",
    Word.WORKABLE: "done",
    Word.WORKABLE_SELF_BUILD: "trial",
    Word.SERIOUS_DOUBT: "look",
    Word.NOT_ENOUGH: "unlikely",
    Word.INCOMPLETE: "ahead",
}


class Verdict:
    """Reads from material already loaded. `evaluation.program` must be loaded too."""

    def __init__(self, evaluation, material):
        self.evaluation, self.material = evaluation, material
        self.today = material.today
        self.answers = material.answers[evaluation.pk]
        self.facts = material.facts[evaluation.program_id]

    # ---- who was heard ----
    @cached_property
    def heard(self):
        return [row for row in self.answers if row.is_heard]

    @cached_property
    def by_feed(self):
        return _grouped(self.heard, "feeds")

    @cached_property
    def by_kind(self):
        return _grouped(self.facts, "kind")

    @property
    def answer_count(self):
        return len(self.heard)

    @property
    def resident_answers(self):
        return sum(row.by == "resident" for row in self.heard)

    @property
    def is_img(self):
        return self.material.preferences.is_img

    @cached_property
    def silent_audiences(self):
        heard = {row.audience for row in self.heard}
        heard |= {ALSO_HEARD[audience] for audience in heard & ALSO_HEARD.keys()}
        asked = AUDIENCES + (IMG_AUDIENCES if self.is_img else ())
        return [audience for audience in asked if audience.value not in heard]

    @cached_property
    def one_sided(self):
        return rules.one_sided(row.audience for row in self.heard)

    # ---- what it adds up to ----
    @cached_property
    def paths(self):
        return path_lines(
            self.evaluation.target_path,
            self.answers,
            self.by_feed,
            self.facts,
            self.material.conditions[self.evaluation.pk],
            reaction=self.evaluation.reaction,
            today=self.today,
        )

    @cached_property
    def path(self):
        """The path aimed at, or None."""
        return next((line for line in self.paths if line.is_target), None)

    @cached_property
    def needs(self):
        near = bool(self.path) and self.path.state in ("serious_doubt", "not_enough")
        judged = self.material.judgements[self.evaluation.pk]
        own = _grouped((row for row in self.heard if row.question_key.startswith("Q-L5:")), "question_key")
        return need_lines(self.material.needs, self.by_feed, own, judged, near=near)

    @cached_property
    def finding(self):
        return rules.program_verdict(
            [(line.need.priority, line.need.sentence, line.value) for line in self.needs],
            path=self.evaluation.target_path,
            path_state=self.path.state if self.path else "",
            builds_alone=self.sketch.state == "self_build" or self.mode.mode == "self_built",
        )

    @property
    def verdict(self):
        return self.finding.verdict

    @property
    def label(self):
        return Word(self.verdict).label

    @property
    def chip(self):
        return CHIPS[self.verdict]

    @property
    def words(self):
        return f"{self.finding.words} One-sided and provisional." if self.one_sided else self.finding.words

    @cached_property
    def reasons(self):
        """Every reason for the verdict, most telling first, each with what it rests on."""
        return reasons_of(self)

    # ---- what was written to the program ----
    @cached_property
    def sketch(self):
        evaluation = self.evaluation
        if evaluation.sketch_asked_on is None:
            return rules.read_sketch(asked_on=None, replied_on=None, today=self.today)
        return rules.read_sketch(
            asked_on=evaluation.sketch_asked_on,
            replied_on=evaluation.sketch_replied_on,
            today=self.today,
            signs=evaluation.sketch_signs,
            names=sum(person.in_sketch for person in self.people) or None,
            text=evaluation.sketch_text,
            own_reading=evaluation.sketch_reading,
            own_reason=evaluation.sketch_override_reason,
        )

    @cached_property
    def mode(self):
        found, today = self.by_kind, self.today
        kinds = (*rules.BEHIND_THE_MODE, "protected_time")
        readings = {k: rules.read_together(found[k], today, kind=k) for k in kinds if k in found}
        program = self.evaluation.program
        return rules.support_mode(
            readings, override=program.support_mode_override, override_reason=program.support_mode_reason
        )

    @cached_property
    def pioneer(self):
        """Whether she would be the first on this path (S0-3.4): (True, False or None, the answer that tells)."""
        told = self.by_feed.get("pioneer", ())
        example = next((row for row in told if row.is_for or row.cases), None)
        empty = next((row for row in told if row.is_against or row.reading == Reading.VAGUE), None)
        own = self.evaluation.is_first_on_path
        if own is not None:
            return own, example if own else None
        if example:
            return False, example
        return (True, empty) if empty else (None, None)

    # ---- lines to compare by ----
    @cached_property
    def aspects(self):
        return parts.aspect_lines(self.evaluation.program.setting, self.by_feed, self.by_kind, self.today)

    @cached_property
    def models(self):
        return parts.model_lines(self.by_feed, self.by_kind, self.today)

    @cached_property
    def strengths(self):
        return parts.beside(rules.STRENGTHS, self.by_feed, self.by_kind, self.today)

    @cached_property
    def gaps(self):
        return parts.beside(rules.GAPS, self.by_feed, self.by_kind, self.today)

    @cached_property
    def usual_weights(self):
        return self.material.usual_weights

    # ---- for people who opted in ----
    @cached_property
    def img(self):
        """What is known of support for international graduates; None unless this person asked for it."""
        if not self.is_img:
            return None
        seen = self.evaluation.many_img
        return ImgSupport(self.by_feed, self.by_kind, self.answers, self.people, self.today, seen=seen)

    @property
    def tier(self):
        return self.img and self.img.tier

    # ---- people and questions ----
    @cached_property
    def people(self):
        return self.material.people[self.evaluation.pk]

    @cached_property
    def probes(self):
        check = self.material.checks.get(self.evaluation.pk)
        if check is None:
            return ()
        return rules.website_probes(
            names_support=check.names_support,
            explains_structure=check.explains_structure,
            shows_outcomes=check.shows_outcomes,
        )

    @cached_property
    def to_ask(self):
        """What to ask next, each once: for the path, the needs, the flow, what nobody spoke about, the website."""
        return questions_of(self)


def _grouped(rows, by):
    found = {}
    for row in rows:
        found.setdefault(getattr(row, by), []).append(row)
    return found
