"""A whole field: label, hint, input, error, reader line. Drawn without templates: a sheet has dozens of fields."""

from django import forms, template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from accounts.templatetags.ui import control, icon, own_words, said, who
from accounts.widgets import input_tag

register = template.Library()
NOTHING = SafeString("")
HTML_DATES = {
    forms.DateInput: ("date", "%Y-%m-%d"),
    forms.DateTimeInput: ("datetime-local", "%Y-%m-%dT%H:%M"),
    forms.TimeInput: ("time", "%H:%M"),
}


@register.simple_tag
def whole_field(bound, shows_label=True, css=""):
    """Everything of a bound field in one <div>, in the order in which it is read. Hidden fields are only drawn."""
    if bound.is_hidden:
        return str(bound)
    kind = control(bound)
    draw = {"check": _check, "picks": _picks}.get(kind, _input)
    css = f"mb-3 {css}" if css else "mb-3"
    label_css = "visually-hidden" if shows_label is False else "form-label"
    return format_html(
        '<div id="div_{}" class="{}">{}</div>', bound.auto_id, css, draw(bound, kind, label_css)
    )


def _check(bound, kind, label_css):
    return format_html(
        '<div class="form-check">{}<label class="form-check-label" for="{}">{}</label></div>{}{}{}',
        _input_tag(bound, "form-check-input"), bound.id_for_label, own_words(bound.label),
        _hint(bound), _error(bound), _reader(bound),
    )  # fmt: skip


def _picks(bound, kind, label_css):
    described = described_by(bound)
    options = (
        (option.id_for_label, input_tag(option.data), option.choice_label) for option in bound.subwidgets
    )
    return format_html(
        '<fieldset class="field"{}><legend class="{}">{}{}</legend>{}<div class="picks{}">{}</div>{}{}</fieldset>',
        format_html(' aria-describedby="{}"', described) if described else NOTHING,
        label_css,
        own_words(bound.label),
        _optional(bound),
        _hint(bound),
        " picks-chips" if getattr(bound.field, "picks", "") == "chips" else "",
        format_html_join("", '<label class="pick" for="{}">{}<span>{}</span></label>', options),
        _error(bound),
        _reader(bound),
    )


def _input(bound, kind, label_css):
    return format_html(
        '<label class="{}" for="{}">{}{}</label>{}{}{}{}',
        label_css, bound.id_for_label, own_words(bound.label), _optional(bound), _hint(bound),
        _input_tag(bound, "form-select" if kind == "select" else "form-control"), _error(bound), _reader(bound),
    )  # fmt: skip


def _optional(bound):
    is_marked = not bound.field.required and getattr(bound.form, "mark_optional", True) is not False
    return SafeString(' <span class="optional">optional</span>') if is_marked else NOTHING


def _hint(bound):
    if not bound.help_text:
        return NOTHING
    words = mark_safe(str(bound.help_text))  # noqa: S308 - written by us, links and all
    return format_html('<div class="form-text mt-0 mb-2" id="{}_helptext">{}</div>', bound.auto_id, words)


def _error(bound):
    if not bound.errors:
        return NOTHING
    sentences = format_html_join(" ", "{}", ((error,) for error in said(bound)))
    return format_html(
        '<div class="invalid-feedback" id="{}_error">{}<span>{}</span></div>',
        bound.auto_id, icon("alert"), sentences,
    )  # fmt: skip


def _reader(bound):
    words = getattr(bound.field, "reader", "")
    if not words or getattr(bound.field, "reader_at", ""):
        return NOTHING  # none, or said once for a group of fields
    line = who(conditional_escape(words), getattr(bound.field, "reader_icon", "") or "lock")
    return format_html('<div class="mt-2" id="{}_reader">{}</div>', bound.auto_id, line)


def described_by(bound):
    """The ids of hint, error and reader line, in the order in which they are read. `reader_at` on a field: the id of
    the line that a group of fields shares.
    """
    own = f"{bound.auto_id}_reader" if getattr(bound.field, "reader", "") else ""
    there = (
        (f"{bound.auto_id}_helptext", bound.help_text),
        (f"{bound.auto_id}_error", bound.errors),
        (getattr(bound.field, "reader_at", "") or own, own),
    )
    return " ".join(name for name, present in there if present)


def _input_tag(bound, css):
    """The input with our class, its description wired, and the browser's own date picker."""
    widget = bound.field.widget
    for kind, (input_type, as_typed) in HTML_DATES.items():
        if isinstance(widget, kind) and widget.input_type == "text":
            widget.input_type, widget.format = input_type, as_typed
    if str(widget.attrs.get("placeholder", "")).lower() in (
        str(bound.label).lower(),
        "email address",
        "code",
    ):
        widget.attrs.pop("placeholder")  # a placeholder that repeats its label only gets in the way
    own = widget.attrs.get("class", "")
    attrs = {"class": " ".join(filter(None, [own, css, "is-invalid" if bound.errors else ""]))}
    if described := described_by(bound):
        attrs["aria-describedby"] = described
    return bound.as_widget(attrs=attrs)
