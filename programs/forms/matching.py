"""The first day at the program somebody matched into."""

from django import forms

from programs.actions.matching import check_start
from programs.actions.members import Refused
from programs.forms.members import pgy_field

YEAR_CHOICES = [(n, "1 year" if n == 1 else f"{n} years") for n in range(1, 8)]


class MatchedForm(forms.Form):
    starts_on = forms.DateField(
        label="First day of training",
        error_messages={
            "required": "Choose the day it begins.",
            "invalid": "Type a date, such as 07/01/2027.",
        },
    )
    entry_pgy = pgy_field(
        label="You begin as", help_text="PGY-2 for an advanced track or after a preliminary year."
    )

    def __init__(self, *args, starts_on, today, program, **kwargs):
        super().__init__(*args, initial={"starts_on": starts_on, "entry_pgy": 1}, **kwargs)
        self.today, self.mark_optional = today, False
        if program.years_from(1) is None:
            self.fields["years"] = forms.TypedChoiceField(
                label="How long does it last?",
                choices=[("", "Choose"), *YEAR_CHOICES],
                coerce=int,
                help_text="No list we have says so, and your plan needs it.",
                error_messages={"required": "Choose how long this training lasts."},
            )

    def clean_starts_on(self):
        day = self.cleaned_data["starts_on"]
        try:
            check_start(day, self.today)
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from None
        return day
