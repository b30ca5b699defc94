import re
from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from accounts.names import clean_name
from playbook.vocabulary import Role
from programs.actions.invitations import Invitee
from programs.calendar import academic_year_start, next_academic_year_start
from programs.models import Membership
from programs.models.people import ROLE_CHOICES
from programs.numbers import INVITATIONS_AT_ONCE, YEARS_AHEAD, YEARS_BACK

PGY_CHOICES = [(n, f"PGY-{n}") for n in range(1, 8)]
STAFF_READ = "The directors and coordinators of this program."


class StartField(forms.DateField):
    """The day a place begins, within a working life."""

    def __init__(self, **options):
        errors = {"required": "Choose the day it begins.", "invalid": "Type a date, such as 07/01/2026."}
        super().__init__(**{"label": "First day", "error_messages": errors, **options})

    def clean(self, value):
        day = super().clean(value)
        today = timezone.localdate()
        if day and not today - timedelta(days=366 * YEARS_BACK) < day < today + timedelta(
            days=366 * YEARS_AHEAD
        ):
            raise ValidationError("Check the year.")
        return day


def nearest_start(today):
    """The academic year most people mean: the coming one from April on, else the one that runs."""
    coming = next_academic_year_start(today)
    return coming if (coming - today).days < 100 else academic_year_start(today)


def pgy_field(**options):
    return forms.TypedChoiceField(
        coerce=int,
        choices=PGY_CHOICES,
        initial=1,
        **{
            "label": "PGY on that day",
            "help_text": "An advanced track begins at PGY-2. For residents and chiefs only.",
            **options,
        },
    )


class AskForm(forms.Form):
    """What somebody tells a program when they ask to belong to it."""

    role = forms.ChoiceField(label="You are there as", choices=ROLE_CHOICES, initial=Role.RESIDENT)
    started_on = StartField(help_text="The first day of training or of this role, there.")
    entry_pgy = pgy_field(required=False, empty_value=1)

    mark_optional = False

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, initial={"started_on": nearest_start(today)}, **kwargs)


class MemberForm(forms.Form):
    """Role and dates of a place, as staff correct them."""

    mark_optional = False
    role = forms.ChoiceField(label="Role")
    started_on = StartField()
    entry_pgy = pgy_field(required=False, empty_value=1)
    ends_on = forms.DateField(
        label="Planned last day",
        required=False,
        help_text="Leave it empty if nobody knows yet. A leave of absence moves it.",
        error_messages={"invalid": "Type a date, such as 06/30/2029."},
    )

    def __init__(self, *args, roles, membership, **kwargs):
        initial = {name: getattr(membership, name) for name in ("role", "started_on", "entry_pgy", "ends_on")}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["role"].choices = [choice for choice in ROLE_CHOICES if choice[0] in roles]

    def clean(self):
        data = super().clean()
        start, end = data.get("started_on"), data.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", "Choose a day after the first one.")
        return data


class EndForm(forms.Form):
    ended_on = forms.DateField(
        label="Ends on",
        help_text="From this day on the program's pages are closed to them. What they wrote stays theirs.",
        error_messages={"required": "Choose the day.", "invalid": "Type a date, such as 06/30/2029."},
    )

    def clean_ended_on(self):
        day = self.cleaned_data["ended_on"]
        if day > timezone.localdate() + timedelta(days=366 * YEARS_AHEAD):
            raise ValidationError("Check the year.")
        return day


class InviteForm(forms.Form):
    """One person or a class: a line each."""

    role = forms.ChoiceField(label="They come as", initial=Role.RESIDENT)
    started_on = StartField()
    people = forms.CharField(
        label="People, one line each",
        strip=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text="Name, e-mail, PGY. For example: Robin Samplewood, robin@hospital.example, 1. "
        f"Up to {INVITATIONS_AT_ONCE} lines; a column pasted from a spreadsheet works too.",
        error_messages={"required": "Type at least one line with an e-mail address."},
    )

    def __init__(self, *args, roles, program, today, **kwargs):
        super().__init__(*args, initial={"started_on": nearest_start(today)}, **kwargs)
        self.program = program
        self.fields["role"].choices = [choice for choice in ROLE_CHOICES if choice[0] in roles]
        self.fields["people"].reader = f"{STAFF_READ} Each person gets a mail with your name in it."
        self.fields["people"].reader_icon = "people"

    def clean_people(self):
        """The lines as invitees, each address once. Every wrong line is named; nothing is kept until all are right."""
        lines = [
            (n, line) for n, line in enumerate(self.cleaned_data["people"].splitlines(), 1) if line.strip()
        ]
        if not lines:
            raise ValidationError(self.fields["people"].error_messages["required"])
        if len(lines) > INVITATIONS_AT_ONCE:
            raise ValidationError(f"These are {len(lines)} lines. Send {INVITATIONS_AT_ONCE} at a time.")
        wrong, people = [], {}
        for number, line in lines:
            try:
                person = read_line(line)
                people.setdefault(person.email, person)
            except ValidationError as error:
                wrong.append(f"Line {number}: {' '.join(error.messages)}")
        if wrong:
            raise ValidationError(wrong)
        return list(people.values())

    def clean(self):
        data = super().clean()
        people, role = data.get("people"), data.get("role")
        if people and role:
            here = Membership.objects.current(timezone.localdate()).filter(program=self.program, role=role)
            there = set(
                here.filter(user__email__in=[p.email for p in people]).values_list("user__email", flat=True)
            )
            if there:
                self.add_error(
                    "people", [f"{address} has this role here already." for address in sorted(there)]
                )
        return data


def read_line(line):
    """One pasted line as an Invitee. ValidationError says in words what is missing."""
    parts = [part.strip(" \t\"'") for part in re.split(r"[,;\t<>]", line)]
    parts = [part for part in parts if part]
    places = [i for i, part in enumerate(parts) if "@" in part]
    if not places:
        raise ValidationError("add an e-mail address.")
    if len(places) > 1:
        raise ValidationError("one e-mail address per line.")
    email = parts[places[0]].lower()
    try:
        validate_email(email)
    except ValidationError:
        raise ValidationError(f"{email[:60]} is not an e-mail address.") from None
    if len(email) > 254:
        raise ValidationError("this e-mail address is too long.")
    name = clean_name(", ".join(parts[: places[0]]))
    if len(name) > 120:
        raise ValidationError("this name is too long.")
    return Invitee(email=email, full_name=name, entry_pgy=_pgy(parts[places[0] + 1 :]))


def _pgy(rest):
    """ "PGY-2", "pgy2" and "2" are 2; nothing is 1."""
    if not rest:
        return 1
    found = re.fullmatch(r"(?:pgy[\s-]*)?([1-7])", rest[0], re.IGNORECASE)
    if found is None or len(rest) > 1:
        raise ValidationError("after the address, only the PGY as a number from 1 to 7.")
    return int(found.group(1))
