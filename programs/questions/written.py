"""What the applicant wrote herself for one sheet, in one query: people named, drafts, own questions, needs."""

from functools import cached_property

from programs import hooks
from programs.models import AnswerDraft, NamedPerson, OwnQuestion, Preferences
from programs.together import instances, together


class Written:
    """Of one evaluation, in the order in which it stands on the sheet."""

    def __init__(self, evaluation):
        links = NamedPerson.answers.through.objects.filter(namedperson__evaluation=evaluation)
        sets = {
            "people": evaluation.people.all(),
            "links": (links, ("answer_id", "namedperson_id")),
            "drafts": evaluation.drafts.all(),
            "own_questions": evaluation.own_questions.all(),
            "img": (Preferences.objects.filter(user=evaluation.applicant_id, is_img=True), ("pk",)),
        }
        needs = hooks.needs_rows(evaluation.applicant)
        if needs is not None:
            sets["needs"] = (needs, hooks.NEED_FIELDS)
        self._rows = together(**sets)
        self.is_img = bool(self._rows["img"])
        self.needs = hooks.as_needs(self._rows.get("needs", ()))
        self.people = instances(NamedPerson, self._rows["people"])
        self.people.sort(key=lambda person: (person.name.casefold(), person.pk))
        self.drafts = instances(AnswerDraft, self._rows["drafts"])
        self.own_questions = instances(OwnQuestion, self._rows["own_questions"])
        for rows in (self.drafts, self.own_questions):
            rows.sort(key=lambda row: row.pk)

    @cached_property
    def _pairs(self):
        return {(link["answer_id"], link["namedperson_id"]) for link in self._rows["links"]}

    def named_in(self, answer):
        """The people an answer names."""
        return [person for person in self.people if (answer.pk, person.pk) in self._pairs]

    @property
    def last_named(self):
        """The name that was heard last, or ""."""
        return max(self.people, key=lambda person: person.pk).name if self.people else ""
