"""An applicant's own word on one program. Nobody else reads any of it."""

from django import forms
from django.core.exceptions import ValidationError

from playbook.vocabulary import Feasibility, NeedProfile
from programs.forms.parts import ONLY_YOU
from programs.verdicts import criteria

PROFILES = [choice for choice in NeedProfile.choices if choice[0] != NeedProfile.NONE]
SAID = [
    ("heard", "By what was heard"),
    ("yes", "It holds"),
    ("no", "It does not hold"),
    ("unknown", "Not known"),
]


class NeedJudgementForm(forms.Form):
    """A note on one need, and an own value for it, which takes a reason."""

    note = forms.CharField(
        label="Note", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    value = forms.ChoiceField(
        label="How it stands here",
        choices=[("", "By the rule"), *Feasibility.choices],
        required=False,
    )
    reason = forms.CharField(
        label="Your reason", max_length=300, required=False, help_text="Wanted when you overrule the rule."
    )
    mark_optional = False

    def __init__(self, *args, line, **kwargs):
        kwargs["initial"] = {
            "note": line.note,
            "value": line.value if line.overruled else "",
            "reason": line.own_reason,
        }
        super().__init__(*args, **kwargs)
        self.word = f"need-{line.need.pk}"
        self.fields["note"].widget.attrs["autofocus"] = True
        self.fields["note"].reader = self.fields["reason"].reader = ONLY_YOU

    def clean(self):
        data = super().clean()
        if data.get("value") and not (data.get("reason") or "").strip():
            self.add_error("reason", "Say in a few words why you see it differently.")
        return data


class ConditionForm(forms.Form):
    """One condition of one path. That it holds takes the answer or fact that proves it."""

    holds = forms.ChoiceField(label="Your word on it", choices=SAID)
    proof = forms.ChoiceField(
        label="What proves it",
        required=False,
        help_text="Wanted when it holds: an answer you heard, or a fact.",
    )
    mark_optional = False

    def __init__(self, *args, key, number, answers, facts, line=None, **kwargs):
        if line is not None:
            kwargs["initial"] = _as_marked(line)
        super().__init__(*args, **kwargs)
        self.word = f"path-{number}-{key}"
        self.fields["holds"].widget.attrs["autofocus"] = True
        self.fields["proof"].choices = _proofs(answers, facts)

    def clean(self):
        data = super().clean()
        if data.get("holds") == "yes" and not data.get("proof") and "proof" not in self.errors:
            self.add_error(
                "proof", "Choose the answer or fact that proves it. Without one it stays a question."
            )
        kind, _, pk = (data.get("proof") or "").partition(":")
        data["answer"] = int(pk) if kind == "answer" else None
        data["fact"] = int(pk) if kind == "fact" else None
        return data


def _as_marked(line):
    said = {True: "yes", False: "no", None: "unknown"}[line.holds] if line.is_own else "heard"
    proof = f"answer:{line.answer.pk}" if line.answer else f"fact:{line.fact.pk}" if line.fact else ""
    return {"holds": said, "proof": proof}


def _proofs(answers, facts):
    heard = [(f"answer:{row.pk}", _short(f"{row.who}: {row.wording}")) for row in answers if row.is_heard]
    known = [(f"fact:{row.pk}", _short(f"{row.as_of:%b %Y}: {row.detail or row.kind}")) for row in facts]
    return [("", "Nothing yet"), ("Answers", heard), ("Facts", known)]


def _short(words, most=80):
    return words if len(words) <= most else f"{words[: most - 1].rsplit(' ', 1)[0]}…"


class PathForm(forms.Form):
    """One more path to look at."""

    word = "path"
    path = forms.CharField(
        label="Another path",
        max_length=80,
        help_text="For example: hospitalist, primary care, pulmonary fellowship.",
        error_messages={"required": "Type a path, such as primary care."},
    )

    def clean_path(self):
        path = " ".join(self.cleaned_data["path"].split())
        if not any(letter.isalpha() for letter in path):
            raise ValidationError("Type a path, such as primary care.")
        return path


class ImgForm(forms.Form):
    """Whether to show what is there for international graduates, and what shapes the need most. By choice."""

    word = "img"
    is_img = forms.BooleanField(
        label="Show the questions and the picture for international graduates", required=False
    )
    need_profiles = forms.MultipleChoiceField(
        label="What fits you, if any of it does",
        choices=PROFILES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    mark_optional = False

    def __init__(self, *args, preferences, **kwargs):
        kwargs["initial"] = {"is_img": preferences.is_img, "need_profiles": preferences.need_profiles}
        super().__init__(*args, **kwargs)
        self.fields["need_profiles"].reader = ONLY_YOU
        self.fields["need_profiles"].picks = "chips"


class WeightsForm(forms.Form):
    """One slider per criterion, 0 to 100. What is not sent keeps its usual weight."""

    def __init__(self, *args, is_img, weights, **kwargs):
        kwargs["initial"] = weights
        super().__init__(*args, **kwargs)
        self.usual = weights
        for key, label in criteria(is_img):
            self.fields[key] = forms.IntegerField(
                label=label,
                min_value=0,
                max_value=100,
                required=False,
                error_messages={
                    "invalid": "Type a whole number from 0 to 100.",
                    "min_value": "Type a whole number from 0 to 100.",
                    "max_value": "Type a whole number from 0 to 100.",
                },
            )

    def weights(self):
        """What was moved, with the rest as it was; a field with an error keeps its earlier weight."""
        self.full_clean()
        said = getattr(self, "cleaned_data", {})
        return {key: self.usual[key] if said.get(key) is None else said[key] for key in self.fields}
