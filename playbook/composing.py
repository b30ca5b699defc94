"""A message in words: from its template and the parts somebody filled in to a letter."""

from dataclasses import dataclass

from playbook import load, shapes, wording
from playbook.models import MessageTemplate

TITLES = ("dr", "prof")
PART = ["key", "label", "hint", "example", "heading", "kind", "required", "joins", "max_words", "sentence"]
WHOLE = [
    *["key", "title", "purpose", "sender", "recipient", "offered_when", "subject", "greeting", "closing"],
    *["max_words", "max_lines", "over_limit", "max_minutes", "min_slots", "max_questions", "within_days"],
    *["ahead_days", "once", "forbidden_why", "source"],
]


@dataclass(frozen=True)
class Letter:
    subject: str
    greeting: str
    paragraphs: tuple[str, ...]
    closing: str
    sign_off: str

    @property
    def text(self):
        return "\n\n".join([self.greeting, *self.paragraphs, f"{self.closing}\n{self.sign_off}".strip()])

    @property
    def body(self):
        return "\n\n".join([self.greeting, *self.paragraphs])


def template(key):
    """The template as educators have it today; as it shipped when no row is there. KeyError when there is none."""
    row = MessageTemplate.objects.current().with_elements().filter(key=key).first()
    if row is None:
        return load.message(key)
    return shapes.Message(
        element=tuple(
            shapes.Element(**{name: getattr(part, name) for name in PART}, choices=tuple(part.choice_list))
            for part in row.parts
        ),
        headings=tuple(row.heading_list),
        forbidden=tuple(row.forbidden_phrases),
        **{name: getattr(row, name) for name in WHOLE},
    )


def paragraphs(template, values, *, without=()):
    """The words of each element in order. Empty ones are left out; an element that joins reads on in its paragraph."""
    found = []
    for element in template.element:
        words = " ".join(str(values.get(element.key) or "").split())
        if not words or element.key in without:
            continue
        said = wording.in_prose(sentence=element.sentence, value=words)
        if element.joins and found:
            found[-1] = f"{found[-1]} {said}"
        else:
            found.append(said)
    return tuple(found)


def is_titled(name):
    """Whether a name begins with Dr. or Prof."""
    words = name.split()
    return bool(words) and words[0].lower().rstrip(".") in TITLES


def greeting(template, name, *, by_first_name=False):
    """By surname with a title; by first name where that is the custom and no title stands before it."""
    words = [w for w in name.split(",")[0].split() if w]
    if by_first_name and not is_titled(name):
        return f"Dear {words[0]}," if words else "Hello,"
    if not words:
        return "Hello,"
    return wording.fill(template.greeting, {"surname": words[-1], "first_name": words[0]})
