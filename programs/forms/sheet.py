"""What is typed and tapped on an interview sheet. All of it for the applicant's eyes alone."""

from django import forms
from django.core.exceptions import ValidationError

from playbook.vocabulary import Audience, Reading, TimeBasis
from programs import rules
from programs.actions.people import same_name
from programs.forms.parts import ONLY_YOU, Cues, OneOf

PEOPLE = range(1, 4)
SIGNS = [("has_name", "A name"), ("has_timeframe", "A date or number"), ("has_example", "A recent example")]
READINGS = [Reading.CONCRETE, Reading.PARTIAL, Reading.VAGUE, Reading.UNANSWERED]
LONGEST_TYPED = 5000


class AnswerForm(forms.Form):
    """One answer to one question. `suggested` is the reading by the rule, from what stands in the form right now."""

    mark_optional = False

    note = forms.CharField(
        label="What they said",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "enterkeyhint": "done"}),
    )
    signs = Cues("Did the answer have", SIGNS)
    speaker = forms.CharField(
        label="Who said it, without a name",
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "speakers"}),
    )
    heard_on = forms.DateField(
        label="Heard on", required=False, error_messages={"invalid": "Type a date, such as 10/12/2026."}
    )
    own_reading = OneOf("My reading", [])
    reading_reason = forms.CharField(
        label="Why", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, asked, answer=None, draft=None, speaker="", today, **kwargs):
        """`speaker`: who a new answer is likely from, the one heard last."""
        kwargs["initial"] = draft_as_initial(draft) if draft else answer_as_initial(answer, today, speaker)
        super().__init__(*args, **kwargs)
        self.asked, self.answer, self.today = asked, answer, today
        self.is_subspecialist = asked.audience == Audience.SUBSPECIALIST
        for name, label in (
            ("green", "Signs of substance"),
            ("red", "Signs of a vague answer"),
            ("opening", "Signs of an opening" if self.is_subspecialist else "Neither good nor bad"),
        ):
            cues = list(dict.fromkeys([*getattr(asked, name), *(getattr(answer, name) if answer else ())]))
            if cues:
                self.fields[name] = Cues(label, [(cue, cue) for cue in cues])
        if asked.is_about_outcomes:
            self.fields["cases"] = forms.IntegerField(
                label="How many people does it tell of",
                min_value=0,
                max_value=999,
                required=False,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
                error_messages=dict.fromkeys(
                    ("invalid", "min_value", "max_value"), "Type a number, such as 4, or leave it empty."
                ),
            )
        if asked.is_about_time:
            self.fields["time_basis"] = OneOf("On whose time", TimeBasis.choices)
        self._say_what_fits()
        for number in PEOPLE:
            self._add_person(number)

    def _say_what_fits(self):
        readings = [*READINGS, Reading.OPPORTUNITY] if self.is_subspecialist else READINGS
        self.fields["own_reading"].choices = [(r.value, r.label) for r in readings]
        who = {
            Audience.LEADERSHIP: "Program director, chief resident …",
            Audience.LEADERSHIP_IMG: "Program director, chief resident …",
            Audience.SUBSPECIALIST: "Cardiologist, part-time nephrologist …",
        }.get(self.asked.audience, "PGY-2, PGY-3 at lunch …")
        self.fields["speaker"].help_text = f"For example: {who}"
        for name in ("note", "reading_reason"):
            self.fields[name].reader = ONLY_YOU

    def _add_person(self, number):
        self.fields[f"person_{number}_name"] = forms.CharField(label="Name", max_length=120, required=False)
        self.fields[f"person_{number}_hint"] = forms.CharField(
            label="What they do", max_length=200, required=False
        )
        self.fields[f"person_{number}_is"] = Cues(
            "About this person",
            [
                ("resident", "A resident"),
                ("noted", "They know I note this"),
                ("prospect", "Worth asking after the Match"),
            ],
        )

    # ---- what stands in the form ----
    @property
    def people_fields(self):
        return [
            tuple(self[f"person_{number}_{part}"] for part in ("name", "hint", "is")) for number in PEOPLE
        ]

    @property
    def opens_people(self):
        return self.is_subspecialist or any(
            name.value() or hint.value() for name, hint, _ in self.people_fields
        )

    @property
    def opens_more_people(self):
        return any(name.value() or hint.value() for name, hint, _ in self.people_fields[1:])

    @property
    def opens_reading(self):
        return bool(self["own_reading"].value() or self["reading_reason"].value())

    def heard(self, found):
        """What was heard, from cleaned or initial values by field name."""
        signs = found.get("signs") or []
        return {
            "note": (found.get("note") or "").strip(),
            "green": found.get("green") or [],
            "red": found.get("red") or [],
            "opening": found.get("opening") or [],
            **{name: name in signs for name, _ in SIGNS},
        }

    @property
    def suggested(self):
        """The reading R-01 suggests. For a form that was sent it needs `is_valid()` first."""
        heard = self.heard(self.cleaned_data if self.is_bound else self.initial)
        return rules.suggest_reading(self.asked.audience, **heard)

    def clean(self):
        found = super().clean()
        heard = self.heard(found)
        if any(heard[name] for name, _ in SIGNS) and not heard["note"] and "note" not in self.errors:
            self.add_error("note", "Write down the name, the date or the example you heard.")
        self._check_reading(found, heard)
        for number in PEOPLE:
            self._check_person(number, found)
        return found

    def _check_reading(self, found, heard):
        own, why = found.get("own_reading"), (found.get("reading_reason") or "").strip()
        suggested = rules.suggest_reading(self.asked.audience, **heard)
        if not own or own == suggested.reading:
            found["reading_reason"] = ""
            return
        if suggested.reading == Reading.UNANSWERED and not self.errors:
            self.add_error(
                "note", "Nothing is written down yet. Add what they said, or take your reading out."
            )
        elif not why and "reading_reason" not in self.errors:
            words = "Say in a few words why you read it differently."
            if own == Reading.CONCRETE and suggested.comfort:
                words = "Warm words alone are hard to build on. Add the name, date or example, or say why it counts."
            self.add_error("reading_reason", words)

    def _check_person(self, number, found):
        name, hint, ticks = (found.get(f"person_{number}_{part}") or "" for part in ("name", "hint", "is"))
        if (hint or ticks) and not name and f"person_{number}_name" not in self.errors:
            self.add_error(f"person_{number}_name", "Add the name, or take the words about them away.")
        if name and not same_name(name):
            self.add_error(f"person_{number}_name", "Add the name after the title.")
        if name and "resident" in ticks and "noted" not in ticks:
            words = "Ask first. A resident's name is kept only when they know; say PGY-2 above instead."
            self.add_error(f"person_{number}_is", words)

    def clean_heard_on(self):
        day = self.cleaned_data["heard_on"] or self.today
        if day > self.today:
            raise ValidationError("This day has not come yet.")
        if day.year < 2000:
            raise ValidationError("Check the year.")
        return day

    # ---- what the action needs ----
    @property
    def is_nothing(self):
        """Save on an empty sheet: nothing to keep, and nobody named."""
        heard = self.heard(self.cleaned_data)
        return not any(heard.values()) and not self.people() and self.cleaned_data.get("cases") is None

    def values(self):
        found = self.cleaned_data
        return {
            **self.heard(found),
            "speaker": " ".join(found["speaker"].split()),
            "cases": found.get("cases"),
            "time_basis": found.get("time_basis") or TimeBasis.UNKNOWN.value,
            "reading": found.get("own_reading") or self.suggested.reading.value,
            "reading_reason": found.get("reading_reason", ""),
            "heard_on": found["heard_on"],
        }

    def people(self):
        return [
            {
                "name": " ".join(name.split()),
                "hint": self.cleaned_data.get(f"person_{number}_hint", ""),
                "is_resident": "resident" in ticks,
                "may_be_noted": "noted" in ticks,
                "is_prospect": "prospect" in ticks,
            }
            for number in PEOPLE
            if (name := self.cleaned_data.get(f"person_{number}_name"))
            for ticks in [self.cleaned_data.get(f"person_{number}_is") or []]
        ]

    @property
    def has_words(self):
        """Whether anything was typed or tapped, right or wrong. The day stands there by itself."""
        return any(
            value.strip() for name, values in self.typed().items() if name != "heard_on" for value in values
        )

    def typed(self):
        """Every field as it stands in the request, right or wrong, for a draft."""
        return {
            name: [value.replace("\0", "")[:LONGEST_TYPED] for value in self.data.getlist(name)[:30]]
            for name in self.fields
            if name in self.data
        }


def answer_as_initial(answer, today, speaker=""):
    if answer is None:
        return {"heard_on": today, "speaker": speaker}
    names = (
        "note",
        "green",
        "red",
        "opening",
        "speaker",
        "cases",
        "time_basis",
        "heard_on",
        "reading_reason",
    )
    initial = {name: getattr(answer, name) for name in names}
    initial["signs"] = [name for name, _ in SIGNS if getattr(answer, name)]
    initial["own_reading"] = answer.reading if answer.reading_reason else ""
    return initial


def draft_as_initial(draft):
    """A draft shows what was typed; lists stay lists where a field takes several."""
    several = {"green", "red", "opening", "signs"} | {f"person_{n}_is" for n in PEOPLE}
    return {
        name: values if name in several else (values or [""])[0]
        for name, values in draft.typed.items()
        if isinstance(values, list)
    }
