"""Looking at words: pure functions over plain text, for checking content here and messages to the right."""

import re

# Reproach and promises that no page and no message may make, wherever they come from.
BANNED = (
    "guarantee",
    "guaranteed",
    "chance of matching",
    "chances of matching",
    "odds of matching",
    "match rate",
    "at risk",
    "ferpa",
)


def count_words(text: str) -> int:
    """Words as a person counts them: runs of anything between spaces."""
    return len(text.split())


def phrases_in(text: str, phrases) -> list[str]:
    """Those of the phrases that stand in the text as whole words, in any case, with any apostrophe or spacing."""
    plain = _plain(text)
    return [phrase for phrase in phrases if re.search(rf"(?<!\w){re.escape(_plain(phrase))}(?!\w)", plain)]


def placeholders_in(text: str) -> list[str]:
    """What was left to fill in: {goal}, [name] or ___, as written. An empty answer means the text is ready."""
    return re.findall(r"\{[^{}\n]{1,40}\}|\[[^\[\]\n]{1,40}\]|_{3,}", text)


def fill(text: str, values: dict[str, str]) -> str:
    """Put values in the place of {names}; a name without a value stays, so that a later check sees it."""
    return re.sub(r"\{(\w+)\}", lambda found: values.get(found[1]) or found[0], text)


def in_prose(*, sentence: str, value: str) -> str:
    """A bare value as a sentence; several lines become one list in a row. Empty when there is no value."""
    lines = [line.strip().rstrip(";") for line in value.splitlines() if line.strip()]
    if not lines or not sentence:
        return value.strip()
    return sentence.replace("{value}", "; ".join(lines))


def _plain(text):
    return " ".join(text.lower().replace("\u2019", "'").split())
