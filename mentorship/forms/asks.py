from django import forms

from mentorship import letters, numbers, rules
from mentorship.forms.meetings import MomentField
from playbook.vocabulary import ElementKind

SLOTS = [f"slot_{n}" for n in range(1, numbers.TIMES_OFFERED_AT_MOST + 1)]


class AskForm(forms.Form):
    """A field for each part of the template. A draft may be saved half done; `found` says what is still missing."""

    topic = forms.CharField(
        label="What it is about",
        max_length=80,
        required=False,
        help_text="Two or three words for the subject, such as “a cardiology project”.",
    )

    def __init__(self, *args, template, relationship, now, zone, **kwargs):
        super().__init__(*args, **kwargs)
        self.template, self.relationship, self.now, self.zone = template, relationship, now, zone
        self.mark_optional = False
        for element in template.element:
            self._add(element)

    def _add(self, element):
        if element.kind == ElementKind.SLOTS:
            for index, name in enumerate(SLOTS):
                self.fields[name] = MomentField(label=f"Time {index + 1}", required=False)
            return
        if element.kind == ElementKind.MINUTES:
            self.fields[element.key] = forms.IntegerField(
                label=element.label,
                required=False,
                min_value=numbers.ASK_MINUTES_AT_LEAST,
                max_value=60,
                initial=20,
                help_text=element.hint,
            )
            return
        attrs = {"rows": 2 if (element.max_words or 99) < 30 else 3}
        if element.max_words:
            attrs["data-words-max"] = str(element.max_words)
        field = forms.CharField(
            label=element.label, required=False, max_length=2000, widget=forms.Textarea(attrs=attrs)
        )
        field.help_text = f"{element.hint} For example: “{element.example}”"
        field.reader, field.reader_icon = f"{self.relationship.mentor.name}, once you send it.", "people"
        self.fields[element.key] = field

    def clean(self):
        cleaned = super().clean()
        for name in SLOTS:
            at = cleaned.get(name)
            if at and at <= self.now:
                self.add_error(name, "That time has passed. Choose a later one.")
        times = self.times()
        if len(times) != len(set(times)):
            self.add_error(SLOTS[-1], "Two of these are the same time.")
        return cleaned

    def times(self):
        return [at for name in SLOTS if (at := self.cleaned_data.get(name))]

    def parts(self):
        """The words as they stand, also of a draft with mistakes in other fields."""
        kept = {}
        for element in self.template.element:
            if element.kind != ElementKind.SLOTS and self.cleaned_data.get(element.key) not in (None, ""):
                kept[element.key] = self.cleaned_data[element.key]
        return kept

    def found(self):
        """How the draft stands (R-19)."""
        letter = letters.compose(
            self.template,
            self.parts(),
            mentor=self.relationship.mentor,
            topic=self.cleaned_data.get("topic", ""),
            times=self.times(),
            zone=self.zone,
        )
        return rules.valid_ask(self.template, self.parts(), times=len(self.times()), text=letter.text)

    def values(self):
        minutes = self.cleaned_data.get("minutes") or 20
        return {
            "parts": self.parts(),
            "topic": self.cleaned_data.get("topic", "").strip(),
            "minutes": min(max(minutes, numbers.ASK_MINUTES_AT_LEAST), 60),
            "times": self.times(),
        }

    @property
    def slot_fields(self):
        return [self[name] for name in SLOTS]

    @staticmethod
    def initial_of(draft):
        """What a saved draft shows when it is opened again."""
        times = [at.starts_at for at in draft.times.all()]
        return {**draft.parts, "topic": draft.topic, **dict(zip(SLOTS, times, strict=False))}


class SentForm(forms.Form):
    """The day somebody sent the words from their own mail."""

    sent_on = forms.DateField(label="Sent on", widget=forms.DateInput)

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["sent_on"].initial = today

    def clean_sent_on(self):
        if self.cleaned_data["sent_on"] > self.today:
            raise forms.ValidationError("Give the day you sent it, today or earlier.")
        return self.cleaned_data["sent_on"]
