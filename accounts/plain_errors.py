"""What to do instead, where Django's own sentence only says what is wrong."""

from django import forms
from django.core import validators

TOO_LONG = "Make it shorter: {limit_value} characters at most, and this is {show_value}."
BY_CODE = {
    "max_length": TOO_LONG,
    "min_length": "Make it longer: {limit_value} characters at least.",
    "ambiguous_timezone": "The clocks change in that hour, so it comes twice or not at all. Choose another one.",
    "null_characters_not_allowed": "A sign in there cannot be kept. Type it anew.",
}
# Other sentences may come under the same codes, so these are known by their words.
BY_WORDS = {
    str(validators.MinValueValidator.message): "Type {limit_value} or more.",
    str(validators.MaxValueValidator.message): "Type {limit_value} or less.",
    str(validators.EmailValidator.message): "Type a whole address, such as name@hospital.org.",
    str(forms.IntegerField.default_error_messages["invalid"]): "Type a number, without letters.",
    str(forms.DateField.default_error_messages["invalid"]): "Type a date, such as 06/30/2027.",
    str(forms.DateTimeField.default_error_messages["invalid"]): "Type a day and a time.",
}


def plain(error):
    """The sentence for a ValidationError of one message: ours for Django's own, else its own."""
    words = BY_CODE.get(error.code) or BY_WORDS.get(str(error.message))
    return words.format_map(error.params or {}) if words else error.messages[0]
