from django import forms

from mentorship.forms.meetings import CADENCES, CHANNELS
from mentorship.models import Relationship
from mentorship.rhythm import WHERE_FROM
from playbook.vocabulary import Cadence, HelpKind

CCC = [("", "I do not know"), ("yes", "Yes"), ("no", "No")]
CCC_VALUES = {"yes": True, "no": False, "": None}


class AgreementForm(forms.ModelForm):
    """How two people will work: what for, how, how often, and one result with a date (R-22)."""

    channel = forms.ChoiceField(label="How you reach each other", choices=CHANNELS)
    cadence = forms.ChoiceField(label="How often you meet", choices=CADENCES)
    cadence_days = forms.IntegerField(
        label="Every how many days?", min_value=1, max_value=366, required=False
    )
    support_offered = forms.MultipleChoiceField(
        label="What they are glad to do",
        choices=HelpKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    ccc_role = forms.ChoiceField(
        label="Do they take part in your evaluations, or sit on the competency committee?",
        choices=CCC,
        required=False,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Relationship
        fields = [
            "purpose",
            "channel",
            "cadence",
            "cadence_days",
            "outcome",
            "outcome_due_on",
            "mentee_part",
            "project_types",
            "support_offered",
            "review_on",
            "ccc_role",
        ]
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 2}),
            "outcome": forms.Textarea(attrs={"rows": 2}),
            "mentee_part": forms.Textarea(attrs={"rows": 2}),
            "project_types": forms.Textarea(attrs={"rows": 2}),
            "outcome_due_on": forms.DateInput,
            "review_on": forms.DateInput,
        }
        labels = {
            "purpose": "What is it for?",
            "outcome": "The result you want",
            "outcome_due_on": "By when",
            "mentee_part": "Your part",
            "project_types": "Projects that have gone well with them",
            "review_on": "When you look back at how this is going",
        }

    def __init__(self, *args, today, ends_on=None, rhythm="", **kwargs):
        """`rhythm`: what the program gave in its sketch, where the two have none of their own yet."""
        super().__init__(*args, **kwargs)
        self.today, self.ends_on = today, ends_on
        if rhythm and not self.instance.cadence:
            self.initial["cadence"], self.fields["cadence"].help_text = rhythm, WHERE_FROM
        mentor = self.instance.mentor.name
        for name in ("purpose", "outcome", "outcome_due_on"):
            self.fields[name].required = True
        for name in ("purpose", "outcome", "mentee_part", "project_types"):
            self.fields[name].reader, self.fields[name].reader_icon = f"You and {mentor}.", "people"
        self.fields["support_offered"].picks = self.fields["ccc_role"].picks = "chips"
        self.fields["cadence_days"].help_text = "Only for another rhythm."
        self.fields["outcome"].help_text = "One thing you can count or date."
        self.initial["ccc_role"] = {True: "yes", False: "no"}.get(self.instance.ccc_role, "")

    def clean_ccc_role(self):
        return CCC_VALUES[self.cleaned_data["ccc_role"]]

    def clean(self):
        cleaned = super().clean()
        days = cleaned.get("cadence_days")
        if cleaned.get("cadence") == Cadence.CUSTOM_DAYS and not days:
            self.add_error("cadence_days", "Type a number of days.")
        elif cleaned.get("cadence") != Cadence.CUSTOM_DAYS:
            cleaned["cadence_days"] = None
        due = cleaned.get("outcome_due_on")
        if due and due < self.today and "outcome_due_on" in self.changed_data:
            self.add_error("outcome_due_on", "That day has passed. Choose a later one.")
        return cleaned

    def hint(self):
        due = self.cleaned_data.get("outcome_due_on")
        if due and self.ends_on and due > self.ends_on:
            return "The result is due after your training ends. That may be what you want."
        return ""

    def _post_clean(self):
        """The action writes the row; the form only carries what was typed."""


class ChangeForm(forms.Form):
    words = forms.CharField(
        label="What would you change?", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, mentee, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].reader, self.fields["words"].reader_icon = (
            f"You and {mentee.full_name}.",
            "people",
        )
