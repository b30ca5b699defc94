from django import forms

from mentorship.models import Mentor, Relationship
from mentorship.rules.needs import measurable
from plans.models import Goal, Letter, Output
from playbook.vocabulary import LetterState

OPEN_GOAL = (
    "You, and mentors beside the check-ins you send them. Your program director once you share the plan."
)
STATUS_ONLY = "You. Your program director sees type and stage, not the title."


class GoalForm(forms.ModelForm):
    """A measurable aim: a number, and a day where there is one (R-43)."""

    class Meta:
        model = Goal
        fields = ["title", "counts", "target", "target_high", "per", "due_on"]
        labels = {
            "title": "What do you aim for?",
            "counts": "What counts towards it",
            "target": "How many",
            "target_high": "At most",
            "per": "Counted",
            "due_on": "By",
        }
        error_messages = {
            "title": {"required": "Say in one sentence what should come of it."},
            "target": {"required": "A number makes it possible to tell when it is reached."},
        }

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.fields["title"].reader, self.fields["title"].reader_icon = OPEN_GOAL, "people"
        self.fields["target"].widget.attrs["min"] = 1

    def clean_title(self):
        title = self.cleaned_data["title"]
        found = measurable(title, count=1, due=None)
        if found.value is False:
            raise forms.ValidationError(found.why)
        if self.plan.goals.filter(title=title).exclude(pk=self.instance.pk).exists() and self.instance.pk:
            raise forms.ValidationError("You have a goal with these words already.")
        return title

    def clean(self):
        data = super().clean()
        low, high = data.get("target"), data.get("target_high")
        if low is not None and low < 1:
            self.add_error("target", "A goal aims at one or more.")
        if low and high and high < low:
            self.add_error("target_high", f"At most is {low} or more.")
        return data


class OutputForm(forms.ModelForm):
    """A project, its stage and its date."""

    class Meta:
        model = Output
        fields = ["title", "type", "stage", "venue", "relationship", "starts_on", "due_on"]
        labels = {
            "title": "Working title",
            "venue": "Where it is meant for",
            "relationship": "Mentor",
            "starts_on": "Begun",
            "due_on": "Due",
        }
        error_messages = {"title": {"required": "A working title is enough."}}

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        choices = Relationship.objects.filter(mentee=plan.resident_id).select_related("mentor")
        choices = choices.working() if not self.instance.relationship_id else choices
        self.fields["relationship"].queryset = choices
        self.fields["relationship"].label_from_instance = lambda tie: tie.mentor.name
        self.fields["relationship"].empty_label = "Nobody yet"
        self.fields["title"].reader, self.fields["title"].reader_icon = STATUS_ONLY, "people"

    def clean_title(self):
        title = self.cleaned_data["title"]
        if self.instance.pk and self.plan.outputs.filter(title=title).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("You have a project with this title already.")
        return title

    def clean(self):
        data = super().clean()
        first, last = data.get("starts_on"), data.get("due_on")
        if first and last and last < first:
            self.add_error("due_on", "It is due after it began. Choose a later day.")
        return data


BASES = [
    ("project", "We did a project together"),
    ("rotation", "I rotated with them"),
    ("clinic", "Months in their clinic"),
]


class LetterForm(forms.ModelForm):
    """Who writes and on what basis. The letter itself never comes here."""

    basis = forms.MultipleChoiceField(
        label="What did you do together?", choices=BASES, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Letter
        fields = ["writer", "basis", "worked_together", "lane", "reach", "state", "due_on"]
        labels = {
            "writer": "Who writes it",
            "worked_together": "They know my work well enough for a strong letter",
            "lane": "Kind of writer",
            "reach": "How far the name carries",
            "state": "Where it stands",
            "due_on": "Needed by",
        }
        error_messages = {"writer": {"required": "Choose one of your mentors. Add them to your team first."}}

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        own = Mentor.objects.filter(relationships__mentee=plan.resident_id).distinct()
        self.fields["writer"].queryset = own
        self.fields["writer"].empty_label = "Choose a mentor"
        if self.instance.pk:
            self.fields["writer"].disabled = True
        self.fields["state"].choices = LetterState.choices

    def clean(self):
        data = super().clean()
        if data.get("worked_together") and not data.get("basis"):
            self.add_error("basis", "A strong letter rests on shared work. Tick what you did together.")
        writer = data.get("writer")
        taken = writer and self.plan.letters.filter(writer=writer).exclude(pk=self.instance.pk).exists()
        if taken and self.instance.pk:
            self.add_error("writer", "There is a letter from them already.")
        return data
