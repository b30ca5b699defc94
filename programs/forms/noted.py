"""What an applicant notes down: what a website says, and whom she heard of. Nobody else reads it."""

from django import forms
from django.core.exceptions import ValidationError

from programs.actions.people import NAME_TAKEN, same_name
from programs.forms.parts import ONLY_YOU, Cues, NotLater, OneOf

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
