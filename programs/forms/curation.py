"""What admins type about programs. Read by everybody who is signed in, so each field of words says so."""

from django import forms

from playbook.vocabulary import Setting
from programs.forms.figures import PART_CHOICES, check_statement, names_somebody
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
            "zip_code",
            "acgme_code",
            "setting",
            "training_years",
            "is_length_known",
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
    part = forms.ChoiceField(
        choices=PART_CHOICES, required=False, help_text="Which visa, model or part of onboarding."
    )
    percent = forms.DecimalField(
        required=False,
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        help_text="When the counts are not given.",
    )
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
            "place",
            "year",
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
        """Figures stand with their whole and their years, parts with their kind; nobody is named."""
        typed = super().clean()
        check_statement(self, typed)
        if names_somebody(typed.get("detail")):
            self.add_error("detail", "Leave the name out: write what the person does here.")
        return typed
