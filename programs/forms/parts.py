"""Chips to tap, and the line under words that nobody else reads."""

from django import forms

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
