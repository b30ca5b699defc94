from django import forms

from mentorship import numbers
from playbook.vocabulary import Cadence, Channel, MeetingType

CHANNELS = [("", "Choose one"), *Channel.choices]
CADENCES = [("", "Choose one"), *Cadence.choices]
PLACE_HELP = "A room, a phone number or a video link. Both of you see it."


class MomentField(forms.DateTimeField):
    """A day and time in the reader's zone, in this lifetime."""

    widget = forms.DateTimeInput

    def to_python(self, value):
        moment = super().to_python(value)
        if moment is not None and not 2000 <= moment.year <= 2100:
            raise forms.ValidationError("Check the year.")
        return moment


class MeetingForm(forms.Form):
    """When, how long and where. Also for moving one."""

    starts_at = MomentField(label="When")
    minutes = forms.IntegerField(label="Minutes", min_value=5, max_value=240, initial=30)
    place = forms.CharField(label="Where", max_length=200, required=False, help_text=PLACE_HELP)
    kind = forms.ChoiceField(label="What kind", choices=MeetingType.choices, initial=MeetingType.REGULAR)

    def __init__(self, *args, now, moving=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.now = now
        if moving:
            del self.fields["kind"]

    def clean_starts_at(self):
        if self.cleaned_data["starts_at"] <= self.now:
            raise forms.ValidationError(
                "That time has passed. To write down a meeting you had, use the other button."
            )
        return self.cleaned_data["starts_at"]


class HeldForm(forms.Form):
    """A meeting that took place and was not planned here."""

    starts_at = MomentField(label="When did you meet?")
    minutes = forms.IntegerField(label="Minutes", min_value=5, max_value=240, initial=30)
    kind = forms.ChoiceField(label="What kind", choices=MeetingType.choices, initial=MeetingType.REGULAR)

    def __init__(self, *args, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_starts_at(self):
        if self.cleaned_data["starts_at"] > self.now:
            raise forms.ValidationError("That is still ahead. Plan it instead.")
        return self.cleaned_data["starts_at"]


class CloseFirstForm(forms.Form):
    """A first meeting is done when the two know how and how often they will be in touch (R-22)."""

    channel = forms.ChoiceField(label="How will you reach each other?", choices=CHANNELS)
    cadence = forms.ChoiceField(label="How often will you meet?", choices=CADENCES)
    cadence_days = forms.IntegerField(
        label="Every how many days?",
        min_value=1,
        max_value=366,
        required=False,
        help_text="Only for another rhythm.",
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("cadence") == Cadence.CUSTOM_DAYS and not cleaned.get("cadence_days"):
            self.add_error("cadence_days", "Type a number of days.")
        elif cleaned.get("cadence") != Cadence.CUSTOM_DAYS:
            cleaned["cadence_days"] = None
        return cleaned


class AgendaForm(forms.Form):
    updates = forms.CharField(
        label="What is new", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    questions = forms.CharField(
        label="Your questions", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    decisions = forms.CharField(
        label="What needs deciding", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, mentor, **kwargs):
        super().__init__(*args, **kwargs)
        self.mark_optional = False
        hints = {
            "updates": "Two or three lines since last time.",
            "questions": "Three or four at most.",
            "decisions": "Leave it empty when nothing is.",
        }
        for name, hint in hints.items():
            field = self.fields[name]
            field.help_text, field.reader, field.reader_icon = hint, f"You and {mentor.name}.", "people"
            field.widget.attrs["data-words-max"] = "60"


class NotesForm(forms.Form):
    """Notes both read, and notes only the writer reads. `own` names the field of the writer."""

    shared_notes = forms.CharField(
        label="Notes for both of you",
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    own_notes = forms.CharField(
        label="Your own notes", required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args, other, **kwargs):
        super().__init__(*args, **kwargs)
        self.mark_optional = False
        self.fields["shared_notes"].reader = f"You and {other}."
        self.fields["shared_notes"].reader_icon = "people"
        self.fields["own_notes"].reader = f"Only you. Not {other}, not the program."


class KitForm(forms.Form):
    questions = forms.MultipleChoiceField(
        label="Which questions will you bring?", widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args, bank, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["questions"].choices = bank
        self.fields[
            "questions"
        ].help_text = f"Three or four. More than {numbers.KIT_QUESTIONS_AT_MOST} do not fit."
        self.mark_optional = False
