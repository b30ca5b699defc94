"""The small parts of every page, each rendered once; and the names they may be given."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template
from django.utils import timezone

from accounts.templatetags import ui

SPRITE = (Path(settings.BASE_DIR) / "static/icons.svg").read_text()
GLYPHS = set(re.findall(r'id="i-([\w-]+)"', SPRITE))
TEMPLATES = sorted(Path(settings.BASE_DIR).glob("templates/**/*.*"))


def render(source, **context):
    return Template("{% load ui crispy_forms_tags %}" + source).render(Context(context))


def test_icon_is_hidden_unless_it_speaks():
    assert render('{% icon "done" %}') == (
        '<svg class="icon" aria-hidden="true"><use href="/static/icons.svg#i-done"/></svg>'
    )
    assert 'role="img" aria-label="Not &lt;covered&gt;"' in render(
        '{% icon "x" label=said %}', said="Not <covered>"
    )


@pytest.mark.parametrize("state", sorted(ui.CHIPS))
def test_every_chip_has_a_glyph_of_the_sprite_and_words(state):
    glyph, _css, words = ui.CHIPS[state]
    assert glyph in GLYPHS
    html = render("{% chip state %}", state=state)
    assert f"#i-{glyph}" in html and words in html


def test_chip_takes_its_own_words_and_escapes_them():
    html = render('{% chip "soon" label plain=True %}', label="Due <Dec> 21")
    assert 'class="chip is-soon is-plain"' in html and "Due &lt;Dec&gt; 21" in html


def test_an_unknown_state_is_an_error_not_a_blank():
    with pytest.raises(KeyError):
        ui.chip("overdue")


def test_reader_line_keeps_its_markup_and_escapes_names():
    html = render('{% who "people" id="w" %}Read by <b>{{ name }}</b>{% endwho %}', name="<Dr>")
    assert '<p class="who" id="w">' in html and "<b>&lt;Dr&gt;</b>" in html and "#i-people" in html


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Dr. Imre Oakhollow", "IO"), ("Pilar Fernmoor, MD", "PF"), ("June", "J"), ("", ""), (None, "")],
)
def test_initials(name, expected):
    assert ui.initials(name) == expected


def test_face_of_nobody_is_dashed():
    assert ">IO<" in render("{% face name %}", name="Imre Oakhollow")
    assert "face-ring" in render("{% face name ring=True %}", name="Imre Oakhollow")
    assert "face-gap" in render('{% face "" %}')


def test_strip_says_in_words_what_it_draws():
    checkins = [SimpleNamespace(strip_class=state) for state in ["sent", "sent", "late", *["ahead"] * 9]]
    html = render("{% strip checkins large=True %}", checkins=checkins)
    assert html.count("<i ") == 12
    assert "2 of 12 check-ins sent" in html
    assert 'aria-label="Quarterly check-ins: 2 sent, 1 late, 9 ahead"' in html


@pytest.mark.parametrize(
    ("value", "expected"),
    [(date(2026, 12, 31), "Thu, Dec 31"), (date(2027, 6, 30), "Wed, Jun 30, 2027"), (None, "")],
)
def test_day_names_the_year_only_when_it_is_another(value, expected):
    assert ui.day(value, date(2026, 11, 22)) == expected


def test_moments_stand_in_the_readers_zone():
    at = datetime(2026, 12, 31, 18, 42, tzinfo=UTC)
    with timezone.override("America/New_York"):
        assert ui.moment(at, date(2026, 1, 1)) == "Thu, Dec 31, 1:42 PM"
        assert ui.clock(at) == "1:42 PM"
        assert ui.clock(None) == ui.moment(None) == ""


def test_crumbs_link_what_has_an_address():
    html = render('{% crumbs "Team" "/team/" "Dr. Oakhollow" %}')
    assert html == '<p class="eyebrow"><a href="/team/">Team</a> · <span>Dr. Oakhollow</span></p>'


@pytest.mark.parametrize(
    ("agent", "expected"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0",
            "Firefox on Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1",
            "Safari on an iPhone",
        ),
        ("", "A browser"),
    ],
)
def test_browser_is_named_for_its_owner(agent, expected):
    assert ui.browser(agent) == expected


@pytest.mark.parametrize(
    ("tags", "expected"),
    [("undo:/plan/1/undo/", "/plan/1/undo/"), ("undo:https://elsewhere.example/", ""), ("", ""), (None, "")],
)
def test_undo_goes_to_a_path_of_ours_only(tags, expected):
    assert ui.undo_url(SimpleNamespace(extra_tags=tags)) == expected


# ---- fields ------------------------------------------------------------------------------------------------------
class WishForm(forms.Form):
    goal = forms.CharField(label="Goal for this year?", help_text="A verb and a number.")
    words = forms.CharField(label="Words", widget=forms.Textarea, required=False)
    due = forms.DateField(label="Due")
    how = forms.ChoiceField(label="How", choices=[("v", "Video"), ("p", "Phone")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Read and agreed")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].reader = "Only you."


def field(form, name):
    return render("{{ field|as_crispy_field }}", field=form[name])


def test_parts_of_a_field_come_in_reading_order_and_are_described_in_it():
    html = field(WishForm({}), "goal")
    order = [html.index(part) for part in ("<label", 'id="id_goal_helptext"', "<input", 'id="id_goal_error"')]
    assert order == sorted(order)
    assert 'aria-describedby="id_goal_helptext id_goal_error"' in html and "Fill this in." in html
    assert 'aria-invalid="true"' in html and "is-invalid" in html


def test_a_field_of_words_says_who_reads_them():
    html = field(WishForm(), "words")
    assert 'aria-describedby="id_words_reader"' in html
    assert 'id="id_words_reader"' in html and "Only you." in html and "#i-lock" in html


def test_fields_that_share_their_readers_point_at_one_line():
    form = WishForm()
    form.fields["words"].reader_at = "all_readers"
    html = field(form, "words")
    assert 'aria-describedby="all_readers"' in html and "Only you." not in html


def test_the_optional_field_is_marked_and_the_needed_one_is_not():
    assert "optional" in field(WishForm(), "words")
    assert "optional" not in field(WishForm(), "goal")
    form = WishForm()
    form.mark_optional = False
    assert "optional" not in field(form, "words")


def test_dates_use_the_browsers_own_picker_and_keep_their_value():
    html = field(WishForm(initial={"due": date(2026, 12, 31)}), "due")
    assert 'type="date"' in html and 'value="2026-12-31"' in html


def test_radios_are_picks_under_one_legend():
    html = field(WishForm({}), "how")
    assert "<legend" in html and html.count('class="pick"') == 2 and "Choose one." in html


def test_a_single_checkbox_stands_before_its_label():
    html = field(WishForm({}), "agreed")
    assert html.index("<input") < html.index("<label") and "Tick this to go on." in html


def test_the_summary_counts_and_links_to_each_field():
    html = render("{% errors form %}", form=WishForm({"due": "soon"}))
    assert "Four answers need a change" in html
    assert '<a href="#id_goal">Goal for this year: Fill this in.</a>' in html
    assert '<a href="#id_how_0">' in html
    assert render("{% errors form %}", form=WishForm()) == ""


def test_crispy_prints_the_summary_by_itself():
    assert 'class="errors"' in render("{% crispy form %}", form=WishForm({}))


# ---- names used in templates ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_name_only_glyphs_and_states_that_exist(path):
    text = path.read_text()
    assert set(re.findall(r"{% icon ['\"]([\w-]+)['\"]", text)) <= GLYPHS
    assert set(re.findall(r"{% chip ['\"]([\w-]+)['\"]", text)) <= set(ui.CHIPS)
    assert set(re.findall(r"{% who ['\"]([\w-]+)['\"]", text)) <= GLYPHS


def test_navigation_names_only_glyphs_that_exist():
    from config import context

    items = [item for item in vars(context).values() if isinstance(item, context.Item)]
    items += [*context.ABOUT_YOU, *context.SIGNING_IN, *context.STAFF]
    assert {item.icon for item in items} <= GLYPHS
