"""What an applicant writes to a program, and what came back."""

from django import forms

from playbook.vocabulary import Cadence, Reaction
from programs.actions.people import same_name
from programs.forms.parts import ONLY_YOU, Cues, NotLater, OneOf
from programs.rules.sketch import CADENCE, LABELS, OPEN_DOOR, SIGNS

READ_BY = "The person you send it to, once you send it. Until then only you."
READER_LINE = "letter_reader"
PEOPLE = range(1, 4)


class LetterForm(forms.Form):
    """A field for each part of the template, and who it goes to. A draft may be saved half done."""

    mark_optional = False

    recipient = forms.CharField(
        label="Who it goes to",
        max_length=120,
        required=False,
        help_text="With the title: Dr. Larkspur. Often the program director.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, template, **kwargs):
        super().__init__(*args, **kwargs)
        self.template = template
        for element in template.element:
            attrs = {"rows": 2 if (element.max_words or 99) < 40 else 3}
            if element.max_words:
                attrs["data-words-max"] = str(element.max_words)
            field = forms.CharField(
                label=element.label,
                required=False,
                max_length=2000,
                help_text=element.hint,
                widget=forms.Textarea(attrs=attrs),
            )
            field.reader, field.reader_at = READ_BY, READER_LINE  # said once under the parts
            self.fields[element.key] = field

    read_by, reader_line = READ_BY, READER_LINE

    def parts(self):
        """The words as they stand, also while another field has a mistake."""
        found = self.cleaned_data if self.is_bound else self.initial
        return {e.key: found[e.key] for e in self.template.element if found.get(e.key)}


class SentForm(forms.Form):
    """The day she sent it from her own mail, or said it in person."""

    sent_on = NotLater("I sent it on")

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sent_on"].today = self.fields["sent_on"].initial = today


class ReactionForm(forms.Form):
    """How they took what she hopes for."""

    mark_optional = False
    reaction = OneOf("When you told them, they", Reaction.choices)


NO_RHYTHM = (Cadence.NONE, Cadence.CUSTOM_DAYS)


class SketchReplyForm(forms.Form):
    """The reply to the wish for a sketch: when, what it holds, who is named, and how she reads it."""

    mark_optional = False

    replied_on = NotLater("They answered on")
    text = forms.CharField(
        label="What they wrote or said",
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    signs = Cues(
        "What it holds",
        [*SIGNS.items(), (OPEN_DOOR, "Only an open door")],
        help_text="Tick what is really there.",
    )
    cadence = forms.ChoiceField(
        label="How often they would meet you",
        choices=[("", "Not said"), *(c for c in Cadence.choices if c[0] not in NO_RHYTHM)],
        required=False,
        help_text="After the Match it stands in the agreements you begin.",
    )
    reading = OneOf("My reading", [(s, LABELS[s]) for s in ("workable", "partial", "self_build")])
    reason = forms.CharField(
        label="Why I read it differently",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, evaluation, today, **kwargs):
        kwargs["initial"] = {
            "replied_on": evaluation.sketch_replied_on or today,
            "text": evaluation.sketch_text,
            "signs": evaluation.sketch_signs,
            "cadence": evaluation.sketch_cadence,
            "reading": evaluation.sketch_reading,
            "reason": evaluation.sketch_override_reason,
        }
        super().__init__(*args, **kwargs)
        self.fields["replied_on"].today = today
        for name in ("text", "reason"):
            self.fields[name].reader = ONLY_YOU
        for number in PEOPLE:
            self.fields[f"person_{number}_name"] = forms.CharField(
                label=f"Person {number}", max_length=120, required=False
            )
            self.fields[f"person_{number}_hint"] = forms.CharField(
                label=f"What person {number} does", max_length=200, required=False
            )

    @property
    def people_fields(self):
        return [(self[f"person_{n}_name"], self[f"person_{n}_hint"]) for n in PEOPLE]

    @property
    def opens_more_people(self):
        """Whether what is typed or wrong stands beyond the first person's fields."""
        beyond = [field for pair in self.people_fields[1:] for field in pair]
        return any(field.value() or field.errors for field in beyond)

    def clean(self):
        found = super().clean()
        found["reason"] = " ".join((found.get("reason") or "").split())
        if found.get("reading") and not found["reason"]:
            self.add_error("reason", "Say in a few words why you read it differently.")
        if found.get("cadence") and CADENCE not in found.get("signs", []):
            found["signs"] = [*found.get("signs", []), CADENCE]
        if not found.get("reading"):
            found["reason"] = ""
        for number in PEOPLE:
            name = found.get(f"person_{number}_name") or ""
            if (name and not same_name(name)) or (found.get(f"person_{number}_hint") and not name):
                self.add_error(f"person_{number}_name", "Add the name.")
        return found

    def people(self):
        found = self.cleaned_data
        return [
            {"name": " ".join(found[f"person_{n}_name"].split()), "hint": found[f"person_{n}_hint"]}
            for n in PEOPLE
            if found.get(f"person_{n}_name")
        ]

    def values(self):
        names = ("replied_on", "text", "signs", "cadence", "reading", "reason")
        return {name: self.cleaned_data[name] for name in names}
