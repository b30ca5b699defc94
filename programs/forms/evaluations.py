"""What an applicant writes about a saved program. Nobody else reads any of it."""

from django import forms

from programs.actions.evaluations import TAG_LENGTH, tidy_tags
from programs.forms.parts import ONLY_YOU
from programs.numbers import TAGS_AT_MOST


class EvaluationForm(forms.Form):
    """Note, tags, aim, and when the interview is, in the reader's own time zone."""

    target_path = forms.CharField(
        label="Your aim here",
        max_length=80,
        required=False,
        help_text="For example: cardiology fellowship, hospitalist, primary care.",
    )
    note = forms.CharField(
        label="Note", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    tags = forms.CharField(
        label="Tags",
        max_length=(TAG_LENGTH + 2) * TAGS_AT_MOST,
        required=False,
        help_text=f"With commas between them: near home, big IMG class. Up to {TAGS_AT_MOST}.",
    )
    interview_at = forms.DateTimeField(label="Day and time", required=False)
    interview_minutes = forms.IntegerField(label="Minutes", min_value=5, max_value=720, required=False)
    interview_place = forms.CharField(
        label="Where", max_length=200, required=False, help_text="A room, a phone number or a video link."
    )

    read_by, reader_line = ONLY_YOU, "words_reader"  # said once under the three of them

    def __init__(self, *args, evaluation, **kwargs):
        kwargs["initial"] = {
            "target_path": evaluation.target_path,
            "note": evaluation.note,
            "tags": ", ".join(evaluation.tags),
            "interview_at": evaluation.interview_at,
            "interview_minutes": evaluation.interview_minutes,
            "interview_place": evaluation.interview_place,
        }
        super().__init__(*args, **kwargs)
        self.mark_optional = False
        for name in ("target_path", "note", "tags"):
            self.fields[name].reader, self.fields[name].reader_at = ONLY_YOU, self.reader_line

    def clean_tags(self):
        typed = self.cleaned_data["tags"].split(",")
        long = next((tag.strip() for tag in typed if len(" ".join(tag.split())) > TAG_LENGTH), None)
        if long is not None:
            raise forms.ValidationError(f"A tag has at most {TAG_LENGTH} letters. Shorten “{long}”.")
        tags = tidy_tags(typed)
        if len({" ".join(tag.split()).casefold() for tag in typed if tag.strip()}) > TAGS_AT_MOST:
            raise forms.ValidationError(f"At most {TAGS_AT_MOST} tags fit. Leave one out.")
        return tags

    def clean_interview_at(self):
        moment = self.cleaned_data["interview_at"]
        if moment is not None and not 2000 <= moment.year <= 2100:
            raise forms.ValidationError("Check the year.")
        return moment

    def clean(self):
        data = super().clean()
        if data.get("interview_place") and not data.get("interview_at") and "interview_at" not in self.errors:
            self.add_error("interview_at", "Add the day and the time, or take the place away.")
        data["interview_minutes"] = data.get("interview_minutes") or 60
        return data
