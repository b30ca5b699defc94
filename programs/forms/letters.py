"""What an applicant writes to a program, what came back, what its website says, whom she noted."""

from django import forms
from django.core.exceptions import ValidationError

from playbook.vocabulary import Cadence, Reaction
from programs.actions.people import NAME_TAKEN, same_name
from programs.forms.parts import ONLY_YOU, Cues, OneOf
from programs.rules.sketch import CADENCE, LABELS, OPEN_DOOR, SIGNS

READ_BY = "The person you send it to, once you send it. Until then only you."
READER_LINE = "letter_reader"
PEOPLE = range(1, 4)


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


FOUND = [("yes", "Yes, it is there"), ("no", "Looked, not found"), ("", "Not looked yet")]
AS_BOOL = {"yes": True, "no": False}


class WebsiteForm(forms.Form):
    """Three things to look for on a program's pages."""

    mark_optional = False

    url = forms.URLField(
        label="Page",
        assume_scheme="https",
        max_length=200,
        error_messages={
            "required": "Paste the address of the page.",
            "invalid": "Paste the whole address, such as https://hospital.org/residency.",
        },
    )
    checked_on = NotLater("Looked on")
    names_support = OneOf("Names who supports residents, or a group that does", FOUND)
    explains_structure = OneOf("Explains how mentoring is set up", FOUND)
    shows_outcomes = OneOf("Shows outcomes: boards, fellowships, jobs", FOUND)
    THINGS = ("names_support", "explains_structure", "shows_outcomes")

    def __init__(self, *args, check, program, today, **kwargs):
        words = {True: "yes", False: "no", None: ""}
        kwargs["initial"] = {
            "url": check.url if check else program.website,
            "checked_on": today,
            **{name: words[getattr(check, name)] if check else "" for name in self.THINGS},
        }
        super().__init__(*args, **kwargs)
        self.fields["checked_on"].today = today
        self.fields["url"].reader = ONLY_YOU

    def clean_url(self):
        url = self.cleaned_data["url"]
        if not url.startswith(("https://", "http://")):
            raise ValidationError(self.fields["url"].error_messages["invalid"])
        return url

    def values(self):
        found = self.cleaned_data
        return {
            "url": found["url"],
            "checked_on": found["checked_on"],
            **{name: AS_BOOL.get(found[name]) for name in self.THINGS},
        }


class PersonForm(forms.Form):
    """What is noted about somebody named, and whether to ask them after the Match."""

    mark_optional = False

    name = forms.CharField(label="Name", max_length=120, error_messages={"required": "Add the name."})
    hint = forms.CharField(label="What they do", max_length=200, required=False)
    approach = forms.CharField(
        label="How they like to be approached",
        max_length=200,
        required=False,
        help_text="An e-mail with a draft, a knock on the door, through the coordinator …",
    )
    project_types = forms.CharField(
        label="Kinds of projects",
        max_length=200,
        required=False,
        help_text="Case reports, quality work, chart studies …",
    )
    ticks = Cues(
        "About this person",
        [
            ("is_prospect", "Worth asking after the Match"),
            ("is_resident", "A resident"),
            ("may_be_noted", "They know I note this"),
        ],
    )
    same_as = forms.ModelChoiceField(
        queryset=None, label="Same person as", required=False, empty_label="Nobody else noted here"
    )

    read_by, reader_line = ONLY_YOU, "person_reader"

    def __init__(self, *args, person, heard=None, **kwargs):
        ticks = ("is_prospect", "is_resident", "may_be_noted")
        kwargs["initial"] = {
            name: getattr(person, name) or (heard or {}).get(name, "")
            for name in ("name", "hint", "approach", "project_types")
        } | {"ticks": [name for name in ticks if getattr(person, name)]}
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["same_as"].queryset = person.evaluation.people.exclude(pk=person.pk)
        self.fields["same_as"].label_from_instance = lambda other: other.name
        for name in ("hint", "approach", "project_types"):
            self.fields[name].reader, self.fields[name].reader_at = ONLY_YOU, self.reader_line

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        if not same_name(name):
            raise ValidationError("Add the name after the title.")
        others = self.person.evaluation.people.exclude(pk=self.person.pk)
        if same_name(name) in {same_name(other.name) for other in others} and not self.data.get("same_as"):
            raise ValidationError(NAME_TAKEN)
        return name

    def clean(self):
        found = super().clean()
        ticks = found.get("ticks") or []
        if "is_resident" in ticks and "may_be_noted" not in ticks:
            self.add_error("ticks", "Ask first. A resident's name is kept only when they know.")
        return found

    def values(self):
        found, ticks = self.cleaned_data, self.cleaned_data["ticks"]
        return {name: found[name] for name in ("name", "hint", "approach", "project_types")} | {
            name: name in ticks for name in ("is_prospect", "is_resident", "may_be_noted")
        }
