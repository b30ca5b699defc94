"""A mistake comes back in words that say what to do instead."""

import pytest
from django import forms
from django.template import Context, Template
from django.utils import timezone

from accounts.templatetags.ui import said


class Everything(forms.Form):
    number = forms.IntegerField(min_value=5, max_value=240, required=False)
    words = forms.CharField(max_length=5, required=False)
    address = forms.EmailField(required=False)
    day = forms.DateField(required=False)
    moment = forms.DateTimeField(required=False)
    own = forms.IntegerField(max_value=3, error_messages={"invalid": "Say how many."}, required=False)

    def clean_own(self):
        if self.cleaned_data["own"] == 2:
            raise forms.ValidationError("Not two.")


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("number", "500", "Type 240 or less."),
        ("number", "1", "Type 5 or more."),
        ("number", "x", "Type a number, without letters."),
        ("words", "much too long", "Make it shorter: 5 characters at most, and this is 13."),
        ("address", "nobody", "Type a whole address, such as name@hospital.org."),
        ("day", "soon", "Type a date, such as 06/30/2027."),
        ("moment", "soon", "Type a day and a time."),
        ("moment", "2027-03-14T02:30", "The clocks change in that hour"),
        ("moment", "2027-11-07T01:30", "The clocks change in that hour"),
        ("own", "x", "Say how many."),
        ("own", "2", "Not two."),
    ],
)
def test_the_sentence_says_what_to_do(field, typed, words):
    with timezone.override("America/New_York"):
        form = Everything({field: typed})
        assert said(form[field])[0].startswith(words)
        summary = Template("{% load ui %}{% errors form %}").render(Context({"form": form}))
    assert words in summary
