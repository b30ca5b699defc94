from django import forms

from plans.actions.starting import EARLIER_DONE, EARLIER_OPEN
from playbook.vocabulary import MilestoneKind
from programs.calendar import academic_year_start, add_months, next_academic_year_start, training_month
from programs.forms.matching import YEAR_CHOICES

PGY_CHOICES = [(n, f"PGY-{n}") for n in range(1, 8)]
DIRECTOR_SEES = "Only you. Your program director sees its dates and its state, not these words."


class PlanStartForm(forms.Form):
    """When training began, how long it lasts, and the year it began with."""

    starts_on = forms.DateField(
        label="First day of training",
        error_messages={"required": "Enter the day your training began or will begin."},
    )
    years = forms.TypedChoiceField(
        label="Length of training",
        choices=YEAR_CHOICES,
        coerce=int,
        error_messages={"required": "Choose how long this training lasts."},
    )
    entry_pgy = forms.TypedChoiceField(
        label="You began, or will begin, as",
        choices=PGY_CHOICES,
        coerce=int,
        help_text="PGY-2 for an advanced track or after a preliminary year.",
    )
    earlier = forms.ChoiceField(
        label="Windows that are over already",
        required=False,
        choices=[
            (EARLIER_OPEN, "Keep their items open, with two months to catch up"),
            (EARLIER_DONE, "Count their items as done before this plan"),
        ],
        widget=forms.RadioSelect,
        help_text="Matters only when your training began a while ago.",
    )

    def __init__(self, *args, membership, today, **kwargs):
        starts_on = suggested_start(membership, today)
        begun = training_month(starts_on, today)
        kwargs["initial"] = {
            "starts_on": starts_on,
            "years": suggested_years(membership, starts_on),
            "entry_pgy": membership.entry_pgy,
            "earlier": EARLIER_DONE if begun > 12 else EARLIER_OPEN,
        } | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.mark_optional = False
        if kwargs["initial"]["years"] is None:
            self.fields["years"].choices = [("", "Choose"), *YEAR_CHOICES]
            self.fields["years"].help_text = "No list we have says how long this one lasts, so you do."

    def clean_earlier(self):
        return self.cleaned_data["earlier"] or EARLIER_OPEN


def suggested_start(membership, today):
    """The day the membership began, or the July 1 it was meant for."""
    if membership.started_on:
        return membership.started_on
    start = academic_year_start(today)
    return start if (today - start).days < 300 else next_academic_year_start(today)


def suggested_years(membership, starts_on):
    """To the planned end of training when it is known; else what the program lasts from this PGY on; None when nobody
    knows.
    """
    if membership.ends_on and membership.ends_on > starts_on:
        for years in range(1, 8):
            if add_months(starts_on, 12 * years) >= membership.ends_on:
                return years
    return membership.program.years_from(membership.entry_pgy)


class LeaveForm(forms.Form):
    """First and last day away. No reason is asked for."""

    starts_on = forms.DateField(
        label="First day away", error_messages={"required": "Enter the first day away."}
    )
    ends_on = forms.DateField(label="Last day away", error_messages={"required": "Enter the last day away."})

    def clean(self):
        data = super().clean()
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day comes after the first one.")
        return data


class MilestoneForm(forms.Form):
    title = forms.CharField(
        label="What is to be done?", max_length=160, error_messages={"required": "Say it in a few words."}
    )
    kind = forms.ChoiceField(label="Kind", choices=MilestoneKind.choices, initial=MilestoneKind.OTHER)
    opens_on = forms.DateField(label="Begins", error_messages={"required": "Enter the day it begins."})
    due_on = forms.DateField(label="Due", error_messages={"required": "Enter the day it is due."})
    done_when = forms.CharField(label="How anybody can tell that it is done", max_length=240, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].reader = DIRECTOR_SEES
        self.fields["done_when"].reader = "Only you."

    def clean(self):
        data = super().clean()
        opens, due = data.get("opens_on"), data.get("due_on")
        if opens and due and due < opens:
            self.add_error("due_on", "It is due after it begins. Choose a later day.")
        return data


class DoneForm(forms.Form):
    evidence = forms.CharField(
        label="What shows that it is done?",
        max_length=300,
        help_text="A few words: a name, a date, where it is kept. No patient data.",
        error_messages={"required": "Say in a few words what shows that it is done."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["evidence"].reader = "Only you. Your program director sees that it is done, and when."


class DropForm(forms.Form):
    reason = forms.CharField(
        label="Why is it not for you?",
        max_length=200,
        error_messages={"required": "Say in a few words why it is not for you."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].reader = "Only you. Your program director sees that it was put aside."
