"""The kinds of mail the apps owe. An app names its kinds once, in AppConfig.ready; nothing else can be sent."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

PATIENCE = timedelta(hours=72)  # how long a mail is tried before it counts as undeliverable


@dataclass(frozen=True)
class MailKind:
    """One kind of mail: where its words stand and who may stop it.

    `load(mails)` is called once per batch and returns {mail.pk: context}. A mail that is left out, or whose context
    is None, is no longer wanted and is cancelled. The context goes to `<template>_subject.txt`, `<template>.txt` and
    `<template>.html`; besides the words it may hold `reply_to` (an address), `attachments` (list of (name, bytes,
    mime type)) and `stop_url`.
    """

    name: str
    label: str
    template: str = ""
    load: Callable | None = field(default=None, compare=False)
    optional: bool = False  # the reader may mute this kind; it carries a one-click unsubscribe
    immediate: bool = False  # somebody just asked for it: leaves at any hour
    essential: bool = (
        False  # the reader asked for it to get in (a sign-in code): sent even after "stop all mail"
    )
    sealed: bool = False  # words with secrets, kept encrypted in the row instead of being rendered again
    expires_after: timedelta = PATIENCE

    @property
    def any_hour(self):
        return self.immediate or self.essential


_kinds: dict[str, MailKind] = {}


def register(kind):
    """Make a kind known. Registering the same name again replaces it (reloads, tests)."""
    if not kind.sealed and (not kind.template or kind.load is None):
        raise ValueError(f"Mail kind {kind.name!r} needs a template and a load function.")
    _kinds[kind.name] = kind
    return kind


def kinds(*, optional=None):
    """All kinds in the order of their labels; with `optional=True` those a reader may mute."""
    chosen = [kind for kind in _kinds.values() if optional is None or kind.optional == optional]
    return sorted(chosen, key=lambda kind: kind.label)


def named(name):
    """The kind of that name; KeyError with a sentence when no app registered it."""
    try:
        return _kinds[name]
    except KeyError:
        raise KeyError(f"No app registered a mail kind named {name!r}.") from None


def known(name):
    return name in _kinds
