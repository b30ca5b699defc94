"""Read the playbook: content that educators write, as frozen objects that code may trust.

A misspelt field, a missing one or one of the wrong type raises ContentError, which names the file and the place.
What the fields say is judged in checks.py. Rows that an admin may have edited since are in models.py.
"""

import tomllib
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from pathlib import Path
from types import UnionType
from typing import get_args, get_origin, get_type_hints

from playbook import shapes
from playbook.vocabulary import Audience, QuestionBank

CONTENT = Path(__file__).parent / "content"


class ContentError(ValueError):
    """A content file does not have the shape it should."""


@cache
def playbook() -> shapes.Playbook:
    """Everything that ships with this version, read once."""
    return read(CONTENT)


def questions() -> tuple[shapes.Question, ...]:
    return playbook().questions


def messages() -> tuple[shapes.Message, ...]:
    return playbook().messages


def message(key: str) -> shapes.Message:
    """KeyError when there is no such template."""
    return _by(playbook().messages, key)


def plans() -> tuple[shapes.Plan, ...]:
    return playbook().plans


def plan(key: str) -> shapes.Plan:
    """KeyError when there is no such template."""
    return _by(playbook().plans, key)


def schemes() -> tuple[shapes.Scheme, ...]:
    return playbook().schemes


def seasons() -> tuple[shapes.Season, ...]:
    return playbook().seasons


def needs() -> shapes.Needs:
    return playbook().needs


def bucket(key: str) -> shapes.Bucket:
    """KeyError when there is no such bucket."""
    return _by(playbook().needs.bucket, key)


def functions_for_bucket(key: str) -> tuple[str, ...]:
    """The functions of a mentor who can help with this kind of need."""
    return bucket(key).functions


def default_needs(*, stage: str, career_setting: str = "", img_gaps: tuple[str, ...] = ()):
    """What to propose to somebody at this stage; needs for a gap only when the person named that gap."""
    return tuple(
        need
        for need in playbook().needs.default
        if (need.img_gap in img_gaps if need.img_gap else stage in need.stages)
        and (not need.career_settings or career_setting in need.career_settings)
    )


def read(folder: Path) -> shapes.Playbook:
    """Read a whole folder of content. ContentError when a file is missing or has the wrong shape."""
    return shapes.Playbook(
        questions=_in_order(_many(folder, "questions", "question", shapes.Question)),
        messages=_many(folder, "messages", "message", shapes.Message),
        plans=tuple(
            _build(shapes.Plan, _toml(path), path.name) for path in sorted((folder / "plans").glob("*.toml"))
        ),
        schemes=_tables(folder / "schemes.toml", "scheme", shapes.Scheme),
        needs=_build(shapes.Needs, _toml(folder / "needs.toml"), "needs.toml"),
        seasons=_tables(folder / "seasons.toml", "season", shapes.Season),
    )


def _in_order(questions):
    """By bank, then by audience, then as written. Unknown ones come last, for a check to complain about."""
    places = [
        {value: place for place, value in enumerate(words.values)} for words in (QuestionBank, Audience)
    ]
    return tuple(sorted(questions, key=lambda q: (places[0].get(q.bank, 99), places[1].get(q.audience, 99))))


def _many(folder, name, table, shape):
    return tuple(
        row for path in sorted((folder / name).glob("*.toml")) for row in _tables(path, table, shape)
    )


def _tables(path, table, shape):
    data = _toml(path)
    if set(data) != {table}:
        raise ContentError(
            f"{path.name}: only [[{table}]] belongs here, found {', '.join(sorted(data)) or 'nothing'}"
        )
    return _value(data[table], tuple[shape, ...], path.name)


def _toml(path):
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ContentError(f"{path.name} is missing") from None
    except tomllib.TOMLDecodeError as error:
        raise ContentError(f"{path.name}: {error}") from error


def _build(shape, row, where):
    where = f"{where}: {row.get('key') or row.get('code') or row.get('number') or shape.__name__}"
    hints, known = get_type_hints(shape), {field.name: field for field in fields(shape)}
    for name in row.keys() - known.keys():
        raise ContentError(f"{where}: there is no field called {name}")
    for name, field in known.items():
        if field.default is MISSING and name not in row:
            raise ContentError(f"{where}: {name} is missing")
    return shape(**{name: _value(value, hints[name], f"{where}, {name}") for name, value in row.items()})


def _value(value, hint, where):
    if get_origin(hint) is UnionType:
        hint = get_args(hint)[0]
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        if not isinstance(value, list) or (
            is_dataclass(inner) and not all(isinstance(v, dict) for v in value)
        ):
            raise ContentError(f"{where}: a list is expected")
        return tuple(
            _build(inner, v, where) if is_dataclass(inner) else _value(v, inner, where) for v in value
        )
    if type(value) is not hint:
        raise ContentError(f"{where}: {hint.__name__} is expected, found {value!r}")
    return value.strip() if hint is str else value


def _by(rows, key):
    for row in rows:
        if row.key == key:
            return row
    raise KeyError(key)
