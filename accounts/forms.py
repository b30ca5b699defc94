from allauth.core import context
from django import forms
from django.core.exceptions import ValidationError

from accounts import links, names, outbox, zones
from accounts.models import Profile
from accounts.models.links import LinkPurpose
from accounts.models.people import Theme
from playbook.vocabulary import CareerSetting, Stage, UrgentNeed


class NameField(forms.CharField):
    """A person's own name."""

    def __init__(self, **options):
        super().__init__(**{"label": "Your name", "max_length": 120, **options})
        self.widget.attrs.setdefault("autocomplete", "name")

    def clean(self, value):
        return names.clean_name(super().clean(value))


class SignupForm(forms.Form):
    """What sign-up asks besides e-mail and password."""

    field_order = ["full_name", "email", "password1"]
    full_name = NameField(error_messages={"required": "Type your name, as your program knows you."})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["full_name"].reader = "Your program, your mentors, and anybody you write to."
        self.fields["full_name"].reader_icon = "people"
        self._take_the_invited_address()

    def _take_the_invited_address(self):
        """Somebody who came by an invitation is asked for nothing the mail knows; they may type another address."""
        link = links.current(context.request, LinkPurpose.JOIN_PROGRAM) if context.request else None
        if link is not None:
            self.initial.setdefault("email", link.address)

    def signup(self, request, user):
        """The adapter has written the name with the account, because no account may be without one."""


class ProfileForm(forms.ModelForm):
    """What a person says about themselves, and how we may reach them."""

    mark_optional = False
    full_name = NameField(error_messages={"required": "Type your name, as your program knows you."})
    time_zone = forms.ChoiceField(
        label="Time zone",
        choices=zones.choices,
        help_text="Reminders arrive in your own morning.",
        error_messages={"invalid_choice": "Choose a time zone from the list."},
    )
    wanted_kinds = forms.MultipleChoiceField(
        label="Mail you get",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Mail about signing in, and answers you asked for, come in any case.",
    )

    class Meta:
        model = Profile
        fields = [
            "stage",
            "career_setting",
            "specialty_interest",
            "identity_line",
            "direction",
            "direction_reason",
            "time_zone",
            "theme",
        ]
        widgets = {"career_setting": forms.RadioSelect, "theme": forms.RadioSelect}
        labels = {
            "stage": "Where you are now",
            "career_setting": "The working life you have in mind",
            "specialty_interest": "Specialty that interests you",
            "identity_line": "You in one line",
            "direction": "Fellowship or job you lean toward",
            "direction_reason": "Why",
            "theme": "Light or dark",
        }
        help_texts = {
            "stage": "A new stage suggests new needs. The needs you have stay.",
            "career_setting": "Decides which questions and parts of a plan come first. Change it any time.",
            "identity_line": "Opens a first message, for example: PGY-2 interested in quality work on sepsis.",
            "specialty_interest": "Even if you are not sure yet.",
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, instance=user.profile, **kwargs)
        self.fields["full_name"].initial = user.full_name
        self.fields["theme"].picks = self.fields["career_setting"].picks = "chips"
        self.fields["theme"].required = False
        self.fields["theme"].choices = [(str(value), label) for value, label in Theme.choices]
        self._readers()
        if not self._listed(own := user.profile.time_zone):
            self.fields["time_zone"].choices = [("Now", [(own, own)]), *zones.choices()]
        kinds = outbox.kinds(optional=True)
        self.fields["wanted_kinds"].choices = [(kind.name, kind.label) for kind in kinds]
        self.fields["wanted_kinds"].initial = [
            k.name for k in kinds if k.name not in user.profile.muted_kinds
        ]
        if not kinds:
            del self.fields["wanted_kinds"]

    def _listed(self, zone):
        return any(zone == name for _, group in zones.choices() for name, _ in group)

    def _readers(self):
        only_you = "Only you."
        for name, words, glyph in [
            ("full_name", "Your program, your mentors, and anybody you write to.", "people"),
            ("identity_line", "You, and mentors you work with or write to.", "people"),
            ("specialty_interest", only_you, "lock"),
            ("direction", only_you, "lock"),
            ("direction_reason", only_you, "lock"),
        ]:
            self.fields[name].reader, self.fields[name].reader_icon = words, glyph

    def muted_kinds(self):
        """Every optional kind that was left unticked, and muted ones this form does not know."""
        offered = {name for name, _ in getattr(self.fields.get("wanted_kinds"), "choices", [])}
        kept = set(self.instance.muted_kinds) - offered
        return sorted(kept | (offered - set(self.cleaned_data.get("wanted_kinds", []))))


class ThemeForm(forms.Form):
    theme = forms.ChoiceField(choices=[(str(value), label) for value, label in Theme.choices], required=False)
    next = forms.CharField(required=False)


class WelcomeForm(forms.Form):
    """The first page after signing up: under a minute, and all of it can be changed later."""

    stage = forms.ChoiceField(label="Where are you now?", choices=Stage)
    career_setting = forms.ChoiceField(
        label="The working life you have in mind",
        choices=CareerSetting,
        widget=forms.RadioSelect,
        initial=CareerSetting.UNDECIDED,
        help_text="Decides which questions come first.",
    )
    specialty_interest = forms.CharField(label="Specialty that interests you", max_length=80, required=False)
    urgent = forms.ChoiceField(
        label="What would help most right now?", choices=UrgentNeed, widget=forms.RadioSelect, required=False
    )
    time_zone = forms.ChoiceField(label="Time zone", choices=zones.choices)

    def __init__(self, *args, profile, **kwargs):
        known = {
            name: getattr(profile, name)
            for name in ("stage", "career_setting", "specialty_interest", "time_zone")
        }
        super().__init__(*args, initial=known, **kwargs)
        self.fields["career_setting"].picks = "chips"
        self.fields["specialty_interest"].reader = "Only you."

    def clean_specialty_interest(self):
        words = " ".join(self.cleaned_data["specialty_interest"].split())
        if words and not any(c.isalpha() for c in words):
            raise ValidationError("Type a specialty, such as cardiology, or leave it empty.")
        return words


class CloseForm(forms.Form):
    """The last question before an account closes."""

    sure = forms.BooleanField(
        label="I have read this: close my account for good",
        error_messages={"required": "Tick this box if you want to go on."},
    )
