"""What an applicant adds to her sheet: a question of her own, and what she hopes for."""

from django import forms
from django.core.exceptions import ValidationError

from programs.forms.parts import ONLY_YOU, OneOf
from programs.questions import AUDIENCES


class OwnQuestionForm(forms.Form):
    """A question of one's own, for one of the audiences on the sheet."""

    mark_optional = False

    wording = forms.CharField(
        label="Your own question",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Type the question as you would say it."},
    )
    audience = OneOf("Who you would ask", [])

    def __init__(self, *args, sheet, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wording"].reader = ONLY_YOU
        self.fields["audience"].choices = [(tab.audience, AUDIENCES[tab.audience]) for tab in sheet.tabs]
        self.fields["audience"].required = True

    def clean_wording(self):
        words = " ".join(self.cleaned_data["wording"].split())
        if not any(letter.isalpha() for letter in words):
            raise ValidationError("Type the question as you would say it.")
        return words


class GoalForm(forms.Form):
    """What one hopes for after residency, as it goes into the questions."""

    mark_optional = False

    target_path = forms.CharField(
        label="What you hope for after residency",
        max_length=80,
        help_text="For example: cardiology fellowship, or hospitalist. Your questions are asked with it.",
        error_messages={"required": "Type what you hope for, such as cardiology fellowship."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["target_path"].reader = ONLY_YOU
