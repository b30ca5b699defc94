"""How a draft stands against its message template: what is there, what is missing, what keeps it from being sent."""

from collections.abc import Callable
from dataclasses import dataclass, field

from playbook import wording


@dataclass(frozen=True)
class Draft:
    """Per element and heading what is there; what is missing, what blocks, what only deserves a hint."""

    filled: dict[str, bool]
    headings: dict[str, bool]
    missing: tuple[str, ...]
    blocked: tuple[str, ...]
    hints: tuple[str, ...]
    words: int
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def ready(self) -> bool:
        return not self.missing and not self.blocked


def has_words(element, parts: dict) -> bool:
    return bool(str(parts.get(element.key) or "").strip())


def judge(
    template,
    parts: dict,
    *,
    text: str = "",
    is_filled: Callable = has_words,
    errors: dict | None = None,
    hints: tuple[str, ...] = (),
    of_phrases: str = "is better left out.",
) -> Draft:
    """Judge a draft. `parts` are the words by element key, `text` the whole mail, whose words are counted.

    `is_filled(element, parts)` says whether an element has what it needs; `errors` and `hints` are findings of the
    caller's own, which come first and last. `of_phrases` says what is wrong with a forbidden phrase.
    """
    filled = {e.key: is_filled(e, parts) for e in template.element}
    errors, said = dict(errors or {}), []
    for key, words in parts.items():
        if not isinstance(words, str):
            continue
        if wording.placeholders_in(words):
            errors[key] = "A blank is still in there. Fill it in or take it out."
        for phrase in wording.phrases_in(words, template.forbidden)[:1]:
            errors[key] = f"“{phrase}” {of_phrases} {template.forbidden_why}"
    blocked = list(dict.fromkeys(errors.values()))
    count = wording.count_words(text or " ".join(str(words) for words in parts.values()))
    if template.max_words and count > template.max_words:
        over = f"{count} words. {template.max_words} get read."
        (blocked if template.over_limit == "block" else said).append(over)
    return Draft(
        filled=filled,
        headings={
            heading: all(
                filled[e.key] and e.key not in errors
                for e in template.element
                if e.heading == heading and e.required
            )
            for heading in template.headings
        },
        missing=tuple(e.label for e in template.element if e.required and not filled[e.key]),
        blocked=tuple(blocked),
        hints=(*said, *hints),
        words=count,
        errors=errors,
    )
