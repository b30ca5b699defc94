"""From a row to the finished mail: words, headers, bytes. All that can fail fails here, before anything is sent."""

from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import get_template

from accounts.outbox import bounces, mime, sealing, unsubscribing
from accounts.outbox.mailkinds import named


@dataclass(slots=True)
class Letter:
    """One mail, ready for the wire."""

    to: str
    subject: str
    text: str
    html: str
    message_id: str
    date: datetime
    reply_to: str = ""
    return_address: str = ""  # who hears when it cannot be delivered; "" is the sender
    headers: dict = field(default_factory=dict)
    attachments: list = field(default_factory=list)

    def as_django(self, connection=None):
        message = EmailMultiAlternatives(
            subject=self.subject,
            body=self.text,
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[self.to],
            reply_to=[self.reply_to] if self.reply_to else None,
            headers={"Message-ID": self.message_id, "Date": mime.mail_date(self.date), **self.headers},
            connection=connection,
        )
        if self.html:
            message.attach_alternative(self.html, "text/html")
        for name, content, mime_type in self.attachments:
            message.attach(name, content, mime_type)
        return message


def address_of(mail):
    """Where a mail goes today: a person's current address, or the one it was written for."""
    return mail.recipient.email if mail.recipient_id else mail.address


def load_batch(mails):
    """{mail.pk: context, None (no longer wanted) or an exception}; one load per kind, one by one if that fails."""
    by_kind = {}
    for mail in mails:
        by_kind.setdefault(mail.kind, []).append(mail)
    contexts = {}
    for name, group in by_kind.items():
        contexts.update(_load(name, group))
    return contexts


def _load(name, group):
    try:
        kind = named(name)
        if kind.sealed:
            return {mail.pk: _unsealed(mail) for mail in group}
        found = kind.load(group)
        return {mail.pk: found.get(mail.pk) for mail in group}
    except Exception as error:
        if len(group) == 1:
            return {group[0].pk: error}
        # One row that cannot be loaded must not hold up its neighbours.
        return {pk: found for mail in group for pk, found in _load(name, [mail]).items()}


def _unsealed(mail):
    try:
        return sealing.unseal(mail.data.get("sealed"))
    except sealing.CannotOpen as error:
        return error


def write(mail, context):
    """Render one mail. Raises whatever a template raises."""
    kind = named(mail.kind)
    to = address_of(mail)
    if kind.sealed:
        subject, text, html = context["subject"], context["text"], context["html"]
        headers, stop_url = {}, ""
    else:
        headers, stop_url = {}, ""
        if kind.optional or mail.recipient_id is None:
            stop_url = unsubscribing.url(mail)
            headers = {
                "List-Unsubscribe": f"<{stop_url}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            }
        words = {
            "site_name": settings.SITE_NAME,
            "site_url": settings.SITE_URL,
            "stop_url": stop_url,
            "stop_label": "Stop mails like this" if mail.recipient_id else "Stop all mail to me",
            "recipient": mail.recipient if mail.recipient_id else None,
            **context,
        }
        subject = get_template(f"{kind.template}_subject.txt").render(words)
        words["subject"] = subject = " ".join(subject.split())
        text = get_template(f"{kind.template}.txt").render(words)
        html = get_template(f"{kind.template}.html").render(words)
    return Letter(
        to=to,
        subject=" ".join(subject.split()),
        text=text,
        html=html,
        message_id=mail.message_id,
        date=mail.message_date,
        reply_to=context.get("reply_to", ""),
        return_address=bounces.return_address(mail),
        headers={"Auto-Submitted": "auto-generated", **headers},
        attachments=context.get("attachments", []),
    )
