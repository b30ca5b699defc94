from django import forms

from accounts.names import clean_name
from mentorship import numbers
from mentorship.models import Mentor, Relationship
from playbook.vocabulary import Function, Location, Origin, Ring


class CardForm(forms.ModelForm):
    """A mentor's card: who they are and what they are good for."""

    functions = forms.MultipleChoiceField(
        label="What could they help with?",
        choices=Function.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Mentor
        fields = [
            "name",
            "email",
            "title",
            "functions",
            "position",
            "expertise",
            "channel",
            "time_basis",
            "capacity",
            "irb_experience",
        ]
        labels = {
            "title": "What they do, and where",
            "position": "Who are they?",
            "expertise": "What they know well",
            "channel": "How they like to be reached",
            "time_basis": "Their time for mentoring",
            "capacity": "How many people they can mentor",
            "irb_experience": "Knows the way through the ethics board (IRB)",
        }

    def __init__(self, *args, keeps_address=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].disabled = keeps_address
        self.fields["functions"].picks = "chips"
        self.fields["name"].help_text = "As you would write to them, with the title."
        self.fields[
            "email"
        ].help_text = "For asking and calendar files. Without one, you write to them yourself."
        self.fields["title"].help_text = "For example: cardiology, Brindle Bay Community Hospital."
        self.fields[
            "capacity"
        ].help_text = f"0 to {numbers.CAPACITY_AT_MOST}. Leave it empty when you do not know."

        if keeps_address:
            self.fields["email"].help_text = "They have an account and keep their address themselves."

    def _post_clean(self):
        """The action writes the row; the form only carries what was typed."""

    def clean_name(self):
        return clean_name(self.cleaned_data["name"])

    def clean_email(self):
        return self.cleaned_data["email"].strip().lower()

    def clean_capacity(self):
        capacity = self.cleaned_data["capacity"]
        if capacity is not None and capacity > numbers.CAPACITY_AT_MOST:
            raise forms.ValidationError(f"Type a number from 0 to {numbers.CAPACITY_AT_MOST}.")
        return capacity


class DirectoryForm(CardForm):
    """A card in a program's directory."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["functions"].required = True
        self.fields["functions"].error_messages["required"] = "Tick at least one kind of help."


class MentorForm(CardForm):
    """Somebody a resident would like in their team: the card, and the tie between the two (the five axes)."""

    location = forms.ChoiceField(label="Where are they?", choices=Location.choices, widget=forms.RadioSelect)
    origin = forms.ChoiceField(label="How do you know them?", choices=Origin.choices)
    need = forms.ModelChoiceField(
        label="For which need?", queryset=None, required=False, empty_label="No need in particular"
    )

    field_order = ["name", "email", "title", "functions", "need", "position", "location", "origin"]

    def __init__(self, *args, needs, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["need"].queryset = needs
        self.fields["need"].label_from_instance = lambda need: need.sentence
        self.fields["location"].picks = "chips"
        self.fields["location"].initial = Location.SAME_PROGRAM
        self.fields["origin"].initial = Origin.CHOSEN_IN_PROGRAM
        self.fields["functions"].required = True
        self.fields["functions"].error_messages["required"] = "Tick at least one kind of help."

    def card(self):
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def tie(self):
        return {name: self.cleaned_data[name] for name in ("functions", "need", "location", "origin")}


class TieForm(forms.ModelForm):
    """What somebody helps with, how close they are, and when to be in touch next."""

    functions = forms.MultipleChoiceField(
        label="What do they help with?",
        choices=Function.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one kind of help."},
    )
    ring = forms.ChoiceField(label="How close?", choices=Ring.choices, widget=forms.RadioSelect)

    class Meta:
        model = Relationship
        fields = ["functions", "ring", "need", "location", "arrangement", "next_contact_on"]
        widgets = {"next_contact_on": forms.DateInput}
        labels = {
            "need": "For which need?",
            "location": "Where are they?",
            "arrangement": "How you meet",
            "next_contact_on": "When to be in touch next",
        }

    def __init__(self, *args, needs, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["functions"].picks = self.fields["ring"].picks = "chips"
        self.fields[
            "ring"
        ].help_text = "Two or three people are your core. Everybody else is your wider circle."
        self.fields["need"].queryset = needs
        self.fields["need"].empty_label = "No need in particular"
        self.fields["need"].label_from_instance = lambda need: need.sentence

    def _post_clean(self):
        """The action writes the row; the form only carries what was typed."""


class PrivateNoteForm(forms.Form):
    private_note = forms.CharField(
        label="Words for yourself", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[
            "private_note"
        ].reader = "Only you. Not your mentors, not your program director, not an admin."
