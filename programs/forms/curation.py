"""What admins type about programs. Read by everybody who is signed in, so each field of words says so."""

from django import forms

from playbook.vocabulary import FactKind, Setting
from programs.models import Program, ProgramFact


class ProgramForm(forms.ModelForm):
    website = forms.URLField(required=False, assume_scheme="https")

    class Meta:
        model = Program
        fields = [
            "institution",
            "specialty",
            "name",
            "city",
            "state",
            "acgme_code",
            "setting",
            "training_years",
            "start_month",
            "start_day",
            "website",
            "support_mode_override",
            "support_mode_reason",
            "is_fictional",
            "withdrawn_on",
        ]

    def clean(self):
        """S0-0.1: our own word against the facts needs its reason, and at least one fact to stand on."""
        typed = super().clean()
        override, reason = (
            typed.get("support_mode_override"),
            (typed.get("support_mode_reason") or "").strip(),
        )
        if override and not reason:
            self.add_error("support_mode_reason", "Say why, in one sentence that readers will see.")
        if reason and not override:
            self.add_error("support_mode_override", "Choose what this reason is for, or clear the reason.")
        if override and not (self.instance.pk and self.instance.facts.exists()):
            self.add_error(
                "support_mode_override", "Add one fact with its source first, and save. Then set this."
            )
        return typed


class RowForm(forms.ModelForm):
    """A program's row in the admin's list: the setting in one word, so that the row fits a laptop."""

    setting = forms.ChoiceField(
        choices=[(value, "Hybrid" if value == Setting.HYBRID else label) for value, label in Setting.choices]
    )

    class Meta:
        model = Program
        fields = ["setting", "training_years"]


class FactForm(forms.ModelForm):
    source_url = forms.URLField(label="Link", required=False, assume_scheme="https")

    class Meta:
        model = ProgramFact
        fields = [
            "program",
            "kind",
            "part",
            "value",
            "detail",
            "numerator",
            "denominator",
            "percent",
            "span_years",
            "source_kind",
            "source",
            "source_url",
            "as_of",
        ]
        labels = {
            "source_kind": "Heard or read in",
            "numerator": "So many",
            "denominator": "of so many",
            "span_years": "in years",
        }
        widgets = {
            "detail": forms.TextInput(attrs={"size": 60}),
            "source": forms.TextInput(attrs={"size": 40}),
        }

    def clean(self):
        """S3-4.4: a count stands with its whole, a rate with its years."""
        typed = super().clean()
        part, whole, span = (typed.get(name) for name in ("numerator", "denominator", "span_years"))
        if (part is None) != (whole is None):
            self.add_error("denominator" if whole is None else "numerator", "Type both: so many, of so many.")
        if part is not None and whole is not None and (whole == 0 or part > whole):
            self.add_error("numerator", "This is more than the whole it is a part of.")
        if typed.get("kind") == FactKind.BOARD_PASS_RATE and typed.get("value") != ProgramFact.Value.UNKNOWN:
            if part is None and typed.get("percent") is None:
                self.add_error("numerator", "A pass rate needs its numbers: 28 of 30, or its percent.")
            if not span:
                self.add_error("span_years", "Over how many years?")
        return typed
