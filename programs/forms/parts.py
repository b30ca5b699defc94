"""Chips to tap, and the line under words that nobody else reads."""

from django import forms
from django.core.exceptions import ValidationError

ONLY_YOU = "Only you can read this. No program, director or admin, ever."


class Cues(forms.MultipleChoiceField):
    """Chips to tick, any number of them."""

    picks = "chips"

    def __init__(self, label, choices, **options):
        super().__init__(
            label=label,
            choices=choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            **options,
        )


class OneOf(forms.ChoiceField):
    """Chips of which one holds."""

    picks = "chips"

    def __init__(self, label, choices, **options):
        super().__init__(
            label=label, choices=choices, required=False, widget=forms.RadioSelect, initial="", **options
        )


class NotLater(forms.DateField):
    """A day that has come."""

    def __init__(self, label, **options):
        errors = {"required": "Give the day.", "invalid": "Type a date, such as 10/12/2026."}
        super().__init__(label=label, error_messages=errors, **options)
        self.today = None

    def clean(self, value):
        day = super().clean(value)
        if day and self.today and day > self.today:
            raise ValidationError("Give today or an earlier day.")
        if day and day.year < 2000:
            raise ValidationError("Check the year.")
        return day
