"""What a program's director or coordinator tells the editors about the program's own page."""

from django import forms
from django.utils import timezone

from playbook.vocabulary import FactKind
from programs.forms.figures import PART_CHOICES, check_statement, names_somebody
from programs.models import FactSuggestion, ProgramFact
from programs.models.evidence import a_year, not_in_the_future

Kind = FactSuggestion.Kind
EDITORS = "Our editors. Once accepted, everybody who opens the page of your program."
VALUES = [choice for choice in ProgramFact.Value.choices if choice[0] != ProgramFact.Value.UNKNOWN]
COUNTED = {FactKind.BOARD_PASS_RATE, FactKind.FELLOWSHIP_MATCH, FactKind.IMG_SHARE}
FIGURES = ("numerator", "denominator", "percent", "span_years", "place", "year")
ASKED_OF_A_STATEMENT = (
    ("value", "Choose one."),
    ("source", "Say where this can be checked."),
    ("as_of", "Type a date, such as 07/01/2026."),
)


def _count(label, **options):
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=100_000, **options)


class SuggestionForm(forms.Form):
    """A missing fact; or, with `about`, a correction of that fact or a reply to it."""

    kind = forms.ChoiceField(
        label="What would you like to do?",
        choices=[(Kind.CORRECTION, "Say how it is now"), (Kind.REPLY, "Answer it in your own words")],
        initial=Kind.CORRECTION,
        widget=forms.RadioSelect,
    )
    fact_kind = forms.ChoiceField(
        label="What it is about",
        choices=[("", "Choose"), *FactKind.choices],
        error_messages={"required": "Choose what it is about."},
    )
    part = forms.ChoiceField(
        label="Which one",
        choices=PART_CHOICES,
        required=False,
        help_text="For visas, parts of onboarding, mentoring models.",
    )
    value = forms.ChoiceField(label="Is it there?", choices=VALUES, widget=forms.RadioSelect, required=False)
    words = forms.CharField(
        label="In one or two sentences",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Say what people do here, never who they are.",
        error_messages={"required": "Say it in one or two sentences."},
    )
    numerator = _count("So many")
    denominator = _count("of so many")
    percent = forms.DecimalField(
        label="Or percent", required=False, min_value=0, max_value=100, max_digits=5, decimal_places=2
    )
    span_years = forms.IntegerField(label="Over how many years", required=False, min_value=1, max_value=30)
    place = forms.CharField(label="Where they went", max_length=120, required=False)
    year = forms.IntegerField(label="In which year", required=False, validators=[a_year])
    source = forms.CharField(
        label="Where this can be checked",
        max_length=300,
        required=False,
        help_text="A page, a handbook, minutes: what you could show if somebody asks.",
    )
    source_url = forms.URLField(label="Link", max_length=200, required=False, assume_scheme="https")
    as_of = forms.DateField(label="As of", required=False, validators=[not_in_the_future])

    mark_optional = False

    def __init__(self, *args, about=None, **kwargs):
        super().__init__(*args, initial={"as_of": timezone.localdate()}, **kwargs)
        self.about = about
        self.fields["words"].reader, self.fields["words"].reader_icon = EDITORS, "people"
        left_out = ["kind"]
        if about is not None:
            left_out = ["fact_kind", "part"]
            self.fields["value"].initial = about.value
            if about.kind not in COUNTED:
                left_out += FIGURES
            elif about.kind != FactKind.FELLOWSHIP_MATCH:
                left_out += ["place", "year"]
        for name in left_out:
            del self.fields[name]

    @property
    def figures(self):
        return [self[name] for name in FIGURES if name in self.fields]

    @property
    def figures_open(self):
        return self.about is not None or any(field.errors or field.value() for field in self.figures)

    def clean(self):
        """A statement stands with value, source, date and figures that fit; a reply is words alone."""
        typed = super().clean()
        if names_somebody(typed.get("words")):
            self.add_error("words", "Leave the name out: write what the person does here.")
        if typed.get("kind") == Kind.REPLY:
            for name in set(self.errors) - {"words"}:
                del self.errors[name]
            return {"kind": Kind.REPLY, "words": typed.get("words", "")}
        for name, words in ASKED_OF_A_STATEMENT:
            if not typed.get(name) and not self.errors.get(name):
                self.add_error(name, words)
        if self.about is None:
            typed["kind"] = Kind.NEW
        else:
            typed |= {"fact_kind": self.about.kind, "part": self.about.part}
        check_statement(self, typed | {"kind": typed.get("fact_kind")})
        return typed
