"""Fields that are drawn without templates: the same as Django draws, and no word of anybody becomes markup."""

import re

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.template import Context, Template

from accounts.widgets import DRAWN

EVIL = "\"><script>x</script>'&"


class EverythingForm(forms.Form):
    line = forms.CharField(label=EVIL, initial=EVIL, required=False)
    text = forms.CharField(widget=forms.Textarea, initial=f"\n{EVIL}")
    one = forms.ChoiceField(choices=[("1", EVIL), (EVIL, "x"), (EVIL, [("2", EVIL)])], initial=EVIL)
    some = forms.MultipleChoiceField(label=EVIL, choices=[(EVIL, EVIL)], widget=forms.CheckboxSelectMultiple)
    tick = forms.BooleanField(label=EVIL)
    count = forms.IntegerField(localize=True, initial=1234567)
    day = forms.DateField(
        initial="2026-01-01", widget=forms.DateInput(attrs={"data-x": EVIL, "hidden": True, "z": False})
    )
    known = forms.NullBooleanField(required=False)
    secret = forms.CharField(widget=forms.PasswordInput, initial=EVIL)
    typed = forms.TypedChoiceField(choices=[(None, "None"), (0, "zero"), (1.5, "f")], initial=0)
    kept = forms.CharField(widget=forms.HiddenInput, initial=EVIL)


NAMES = list(EverythingForm.base_fields)
TYPED = {name: EVIL for name in NAMES} | {"known": "true", "typed": "0"}


def plain(html):
    """Without what HTML does not mean: the space between tags and the order of attributes."""
    tags = re.sub(r"\s+", " ", html).replace("> ", ">").replace(" <", "<")
    return re.sub(r"<(\w+) ([^>]*)>", lambda m: f"<{m[1]} {sorted(re.findall(ATTRIBUTE, m[2]))}>", tags)


ATTRIBUTE = r'[\w-]+(?:="[^"]*")?'


@pytest.mark.parametrize("data", [None, TYPED], ids=["empty", "typed"])
@pytest.mark.parametrize("name", NAMES)
def test_an_input_is_what_django_draws(name, data):
    bound = EverythingForm(data)[name]
    widget = bound.field.widget
    attrs = bound.build_widget_attrs({"id": bound.auto_id}, widget)

    theirs = widget.render(bound.html_name, bound.value(), attrs, renderer=TemplatesSetting())

    assert plain(str(bound.as_widget())) == plain(theirs)
    assert widget.template_name in DRAWN or name == "some"


@pytest.mark.parametrize("data", [None, TYPED], ids=["empty", "typed"])
def test_no_word_in_a_field_becomes_markup(data):
    form = EverythingForm(data)
    for field in form.fields.values():
        field.reader = EVIL
    page = Template("{% load crispy_forms_tags %}{% for one in form %}{{ one|as_crispy_field }}{% endfor %}")

    html = page.render(Context({"form": form}))

    assert "<script" not in html and html.count("&lt;script&gt;") > len(NAMES)
