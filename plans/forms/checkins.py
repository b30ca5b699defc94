from django import forms
from django.utils.html import format_html, format_html_join

from plans import numbers
from playbook.vocabulary import Function

MENTORS_READ = ("done", "next", "questions")
ONLY_YOU = format_html("<b>{}</b> Not your mentors, not your program director, not an admin.", "Only you.")


class CheckInForm(forms.Form):
    """The quarter in three parts, and who gets it. A draft may be incomplete; `is_valid` is asked only to send."""

    wins = forms.MultipleChoiceField(
        label="Wins to include",
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
    )
    done = forms.CharField(
        label="Anything to add?", required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=4000
    )
    next = forms.CharField(
        label="Your next one or two steps",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        error_messages={"required": "Say in a line what comes next."},
    )
    questions = forms.CharField(
        label="What would you like to ask?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text="A line each. One that can be answered in ten minutes works best.",
    )
    note_to_self = forms.CharField(
        label="A note to yourself", required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=4000
    )
    readers = forms.MultipleChoiceField(
        label="Mentors",
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
    )
    words_for_director = forms.BooleanField(
        label="Let my program director read these words too", required=False
    )

    def __init__(self, *args, wins, ties, **kwargs):
        super().__init__(*args, **kwargs)
        self.ties = {str(tie.pk): tie for tie in ties}
        self.fields["wins"].choices = [(win.line, two_lines(win.text, win.detail)) for win in wins]
        self.fields["readers"].choices = [
            (key, two_lines(tie.mentor.name, helps_with(tie))) for key, tie in self.ties.items()
        ]
        if not wins:
            self.fields["done"].label = "What got done?"
        who = reader_line([tie.mentor.name for tie in self.chosen])
        for name in MENTORS_READ:
            self.fields[name].reader, self.fields[name].reader_icon = who, "people"
        self.fields["note_to_self"].reader = ONLY_YOU
        self.fields["done"].widget.attrs["data-words-max"] = numbers.CHECKIN_MAX_WORDS

    def clean_questions(self):
        words = self.cleaned_data["questions"]
        asked = max(len([line for line in words.splitlines() if line.strip()]), words.count("?"))
        if asked > numbers.CHECKIN_MAX_QUESTIONS:
            raise forms.ValidationError("Two questions get answered. Keep the two that matter most.")
        return words

    def clean(self):
        data = super().clean()
        if not (data.get("done") or data.get("wins")):
            self.add_error("done", "Say in a line what is done, or keep one of the wins above.")
        return data

    @property
    def chosen(self):
        """The relationships ticked, valid or not: for the button's words and for drafts."""
        keys = self["readers"].value() or []
        return [self.ties[str(key)] for key in keys if str(key) in self.ties]

    @property
    def read_by_mentors(self):
        """The fields whose reader line names who is ticked."""
        return [self[name] for name in MENTORS_READ]

    def typed(self):
        """What a draft keeps, as it stands in the fields."""
        known = {key for key, _ in self.fields["wins"].choices}
        words = {
            name: (self[name].value() or "")[:4000] for name in ("done", "next", "questions", "note_to_self")
        }
        return words | {
            "wins": [win for win in self["wins"].value() or [] if win in known],
            "words_for_director": bool(self["words_for_director"].value()),
        }


def two_lines(title, detail):
    """A choice with a quieter second line."""
    if not detail:
        return title
    return format_html('{}<br><span class="small soft">{}</span>', title, detail)


def helps_with(tie):
    """ "Career, projects"."""
    return ", ".join(Function(name).label for name in tie.functions)


def reader_line(people):
    """ "Read by Dr. A and Dr. B, the people ticked below." """
    if not people:
        return "Nobody is ticked below, so only you read it."
    shown = [format_html("<b>{}</b>", name) for name in people]
    first = format_html_join(", ", "{}", ((name,) for name in shown[:-1]))
    said = format_html("{} and {}", first, shown[-1]) if first else shown[-1]
    return format_html("Read by {}, ticked below.", said)


class ReplyForm(forms.Form):
    """A mentor's line back."""

    reply = forms.CharField(label="A line back", required=False, max_length=500)

    def __init__(self, *args, resident, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reply"].reader = format_html("Read by {}. Nobody else.", resident)
        self.fields["reply"].reader_icon = "people"
