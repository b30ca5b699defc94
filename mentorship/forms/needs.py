from django import forms

from mentorship import rules
from mentorship.models import Need
from playbook import load

OTHER = "other"
UNDECIDED = "undecided"


class NeedForm(forms.ModelForm):
    """One need in a bucket: what about, one sentence, and how to tell when it has come (R-43)."""

    topic = forms.ChoiceField(label="What is it about?", widget=forms.RadioSelect, required=False)
    topic_other = forms.CharField(label="In your own words", max_length=80, required=False)
    measure_count = forms.IntegerField(label="How many", min_value=1, max_value=999, required=False)
    priority = forms.TypedChoiceField(
        label="When does it matter?",
        choices=Need.Priority.choices,
        coerce=int,
        initial=Need.Priority.MIDDLE,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Need
        fields = ["sentence", "measure_count", "measure_unit", "due_on", "target_specialty", "priority"]
        widgets = {"sentence": forms.Textarea(attrs={"rows": 2}), "due_on": forms.DateInput}
        labels = {
            "sentence": "What should come of it, in one sentence?",
            "measure_unit": "Of what",
            "due_on": "By when",
            "target_specialty": "Which field?",
        }

    field_order = [
        "topic",
        "topic_other",
        "sentence",
        "measure_count",
        "measure_unit",
        "due_on",
        "target_specialty",
    ]

    def __init__(self, *args, bucket, today, ends_on=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.bucket, self.today, self.ends_on = load.bucket(bucket), today, ends_on
        topics = [(topic.key, topic.title) for topic in self.bucket.topic]
        self.fields["topic"].choices = [*topics, (OTHER, "Something else")]
        self.fields["topic"].picks = self.fields["priority"].picks = "chips"
        own = self.instance.topic
        self.initial["topic"] = own if own in dict(topics) else (OTHER if own else None)
        self.initial["topic_other"] = "" if own in dict(topics) else own
        self.fields["sentence"].help_text = f"For example: {self.bucket.example[0].sentence}"
        self.fields["sentence"].reader = (
            "Only you."
            if self.bucket.visibility == "own"
            else "You, and mentors who help with it. Your program never reads it."
        )
        self.fields["sentence"].reader_icon = "lock" if self.bucket.visibility == "own" else "people"
        self.fields[
            "measure_count"
        ].help_text = "A number, a date, or both. That is how you can tell it is done."
        self.fields["measure_unit"].help_text = "Letters, projects, talks."
        if bucket != "pathway":
            del self.fields["target_specialty"]
        else:
            self.fields["target_specialty"].required = False
            self.fields["target_specialty"].help_text = "Leave it empty when you are undecided."

    def clean_sentence(self):
        return " ".join(self.cleaned_data["sentence"].split())

    def clean_due_on(self):
        due = self.cleaned_data["due_on"]
        if due and due < self.today and due != self.initial.get("due_on"):
            raise forms.ValidationError("That day has passed. Choose a later one.")
        return due

    def clean_target_specialty(self):
        return self.cleaned_data["target_specialty"].strip() or UNDECIDED

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("topic") == OTHER and not cleaned.get("topic_other", "").strip():
            self.add_error("topic_other", "Name it in a few words.")
        if "sentence" not in cleaned or self.errors.keys() & {"measure_count", "due_on"}:
            return cleaned
        found = rules.measurable(
            cleaned["sentence"], count=cleaned.get("measure_count"), due=cleaned.get("due_on")
        )
        if found.value is False:
            has_measure = cleaned.get("measure_count") or cleaned.get("due_on")
            self.add_error(
                "sentence" if has_measure or "number" not in found.why else "measure_count", found.why
            )
        return cleaned

    def _post_clean(self):
        """The action writes the row; the form only carries what was typed."""

    def values(self):
        """What the action takes."""
        topic = self.cleaned_data["topic"]
        fields = {name: self.cleaned_data[name] for name in self.Meta.fields if name in self.cleaned_data}
        words = self.cleaned_data["topic_other"].strip() if topic == OTHER else topic
        return {**fields, "topic": words, "bucket": self.bucket.key}

    def hint(self):
        """A date after training is allowed, and said."""
        due = self.cleaned_data.get("due_on")
        if due and self.ends_on and due > self.ends_on:
            return "That date is after your training ends."
        return rules.measurable(
            self.cleaned_data["sentence"], count=self.cleaned_data.get("measure_count"), due=due
        ).why
