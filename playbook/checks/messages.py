"""Checks of message templates. Their own examples have to keep their own rules."""

from playbook import wording

PLACEHOLDERS = {
    *("surname", "name", "first_name", "mentors", "topic", "minutes", "first_mail", "event", "item", "day"),
    *("colleague", "program_type", "decision_date"),
}
# Names that a message form needs for itself.
RESERVED = {"to", "subject", "greeting", "body", "closing", "state", "sent_on", "template", "relationship"}


def messages(book):
    """E009: headings fit. E010: no reserved name. E011: the example keeps its own rules. E012: limits can be met."""
    for message in book.messages:
        if not any(element.required for element in message.element):
            yield "E012", f"{message.key}: needs at least one required element"
        for element in message.element:
            if element.heading not in (message.headings or ("",)):
                yield (
                    "E009",
                    f"{message.key}.{element.key}: {element.heading or 'an empty heading'} is not listed",
                )
            if element.key in RESERVED or not element.key.isidentifier():
                yield "E010", f"{message.key}.{element.key}: this name cannot be used"
            if element.kind == "choice" and element.example not in element.choices:
                yield "E011", f"{message.key}.{element.key}: the example is not one of the choices"
            if element.max_words and wording.count_words(element.example) > element.max_words:
                yield (
                    "E011",
                    f"{message.key}.{element.key}: the example is longer than {element.max_words} words",
                )
            if element.sentence and "{value}" not in element.sentence:
                yield "E011", f"{message.key}.{element.key}: the sentence has no place for {{value}}"
        text = example_text(message)
        for phrase in wording.phrases_in(text, message.forbidden):
            yield "E011", f"{message.key}: its own example says {phrase}"
        if message.max_words and wording.count_words(text) > message.max_words:
            yield "E011", f"{message.key}: its own example is longer than {message.max_words} words"
        if message.forbidden and not message.forbidden_why:
            yield "E004", f"{message.key}: forbidden_why is empty"
        for found in wording.placeholders_in(f"{message.subject} {message.greeting} {message.closing}"):
            if found.strip("{}") not in PLACEHOLDERS:
                yield "E006", f"{message.key}: nothing fills {found}"
        kinds = {element.kind for element in message.element}
        if message.min_slots and "slots" not in kinds:
            yield "E012", f"{message.key}: asks for times but has no element for them"
        if message.max_questions and "questions" not in kinds:
            yield "E012", f"{message.key}: limits questions but has no element for them"


def example_text(message):
    """The message as its examples would write it: greeting, paragraphs, closing."""
    text = message.greeting
    for element in message.element:
        said = wording.in_prose(sentence=element.sentence, value=element.example)
        text += (" " if element.joins else "\n\n") + said
    return f"{text}\n\n{message.closing}"
