"""How the inputs of forms are drawn: the plain ones here, without a template each, because a sheet has dozens of them.

What comes out is what Django's own templates write. Any other widget still goes through its template.
"""

from django.forms.renderers import TemplatesSetting
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

NOTHING = SafeString("")
PATH = "django/forms/widgets"


class Renderer(TemplatesSetting):
    def render(self, template_name, context, request=None):
        draw = DRAWN.get(template_name)
        return draw(context["widget"]) if draw else super().render(template_name, context, request)


def input_tag(widget):
    """<input> of a widget's context, or of one option of a choice."""
    value = NOTHING if widget["value"] is None else format_html(' value="{}"', str(widget["value"]))
    return format_html(
        '<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], value, _attrs(widget)
    )


def _textarea(widget):
    return format_html(
        '<textarea name="{}"{}>\n{}</textarea>', widget["name"], _attrs(widget), widget["value"] or ""
    )


def _select(widget):
    return format_html(
        '<select name="{}"{}>{}</select>',
        widget["name"],
        _attrs(widget),
        format_html_join("", "{}", ((_group(name, options),) for name, options, _ in widget["optgroups"])),
    )


def _group(name, options):
    drawn = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((str(option["value"]), _attrs(option), option["label"]) for option in options),
    )
    return format_html('<optgroup label="{}">{}</optgroup>', name, drawn) if name else drawn


def _attrs(widget):
    """True draws the name alone, False nothing."""
    return format_html_join(
        "",
        "{}",
        (
            (format_html(" {}", name) if value is True else format_html(' {}="{}"', name, str(value)),)
            for name, value in widget["attrs"].items()
            if value is not False
        ),
    )


INPUTS = ("input", "text", "number", "email", "password", "date", "datetime", "time", "checkbox", "hidden")
DRAWN = {f"{PATH}/{name}.html": input_tag for name in (*INPUTS, "tel", "url", "search")} | {
    f"{PATH}/textarea.html": _textarea,
    f"{PATH}/select.html": _select,
}
