import email
from email import policy

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts import links, outbox
from accounts.models.links import LinkPurpose
from accounts.outbox import unsubscribing

NEWEST = 50


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def mail_stop(request):
    """Stop all mail to the address the link was made for, or take that back."""
    link = links.current(request, LinkPurpose.STOP_MAIL)
    if link is None:
        return links.gone(request)
    if request.method == "POST":
        if "start" in request.POST:
            outbox.start_again(link.address)
        else:
            outbox.stop(link.address)
        return redirect("accounts:mail_stop")
    return render(
        request,
        "accounts/mail_stop.html",
        {"address": _masked(link.address), "stopped": outbox.is_stopped(link.address)},
    )


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def mail_unsubscribe(request, token):
    """One click (RFC 8058): a POST is enough, without cookie or token of ours. Every token gets the same answer."""
    if request.method == "POST":
        unsubscribing.stop_by_token(token)
    # No token of ours on the page: it needs none, and with it every answer would differ and set a cookie.
    context = {"done": request.method == "POST", "csrf_token": ""}
    response = render(request, "accounts/mail_unsubscribe.html", context)
    response["Referrer-Policy"] = "no-referrer"
    return response


@login_not_required
@require_safe
def mailbox(request):
    """The demo's mailbox: everything that was sent, newest first."""
    mails = [_headers(path) for path in sorted(_folder().glob("*.eml"), reverse=True)[:NEWEST]]
    return render(request, "accounts/mailbox.html", {"mails": mails})


@login_not_required
@require_safe
def mailbox_mail(request, name):
    path = next((path for path in _folder().glob("*.eml") if path.stem == name), None)
    if path is None:
        raise Http404
    message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    part = message.get_body(preferencelist=("plain", "html"))
    try:
        words = part.get_content() if part is not None else ""
    except LookupError:  # a character set nobody knows
        words = ""
    attached = [item.get_filename() or item.get_content_type() for item in message.iter_attachments()]
    context = {
        "mail": _headers(path),
        "words": words,
        "attached": attached,
    }
    return render(request, "accounts/mailbox_mail.html", context)


def _folder():
    """The demo's mail folder; in production there is neither folder nor page."""
    if settings.MAIL_FOLDER is None:
        raise Http404
    return settings.MAIL_FOLDER


def _headers(path):
    with path.open("rb") as file:
        message = email.message_from_binary_file(file, policy=policy.default)
    return {
        "name": path.stem,
        "to": str(message["To"] or ""),
        "subject": str(message["Subject"] or "(no subject)"),
        "at": getattr(message["Date"], "datetime", None),
    }


def _masked(address):
    """Enough to recognize one's own address, not enough to learn it from a forwarded link."""
    name, _, domain = address.partition("@")
    return f"{name[:1]}…@{domain}"
