"""The boxes and buttons of a choice. Drawn here without a template each, because a sheet has dozens of them."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()
NOTHING = SafeString("")


@register.simple_tag
def pick_input(option):
    """The <input> of one option of a bound field, as its widget's own template draws it."""
    widget = option.data
    value = NOTHING if widget["value"] is None else format_html(' value="{}"', str(widget["value"]))
    attrs = ((name, value) for name, value in widget["attrs"].items() if value is not False)
    drawn = (
        format_html(" {}", name) if value is True else format_html(' {}="{}"', name, str(value))
        for name, value in attrs
    )
    return format_html(
        '<input type="{}" name="{}"{}{}>',
        widget["type"],
        widget["name"],
        value,
        format_html_join("", "{}", ((one,) for one in drawn)),
    )
