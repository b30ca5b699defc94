"""What we ask allauth to do differently: mail goes through the outbox, names are asked for, secrets rest sealed."""

import base64
import hashlib
import uuid
from datetime import timedelta

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.sites.shortcuts import get_current_site
from django.db import IntegrityError, transaction

from accounts import hooks, outbox

# A code that has run out must not arrive; links outlive a weekend without mail.
EXPIRES_IN = {"account/email/login_code": timedelta(minutes=10)}
LINKS_EXPIRE_IN = timedelta(days=3)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account is closed. Ask your program or an admin.",
        "email_password_mismatch": "This e-mail and password do not go together. Check both, or get a code by mail.",
        "too_many_login_attempts": "Too many tries for this account. Wait five minutes, or get a code by mail.",
        "incorrect_code": "That is not the code we sent. Check the newest mail.",
        "incorrect_password": "That is not your password.",
        "enter_current_password": "Type the password you use now.",
        "unverified_primary_email": "Confirm this address first: open the link we sent to it.",
        "rate_limited": "That was a lot in a short time. Wait a few minutes, then try again.",
    }

    def save_user(self, request, user, form, commit=True):
        """Write the new account with its name. Two presses at once make one account and the same answer."""
        user = super().save_user(request, user, form, commit=False)
        user.full_name = form.cleaned_data.get("full_name", "")
        if not commit:
            return user
        try:
            with transaction.atomic():
                user.save()
        except IntegrityError:
            raise ImmediateHttpResponse(self.respond_email_verification_sent(request, None)) from None
        return user

    def send_account_already_exists_mail(self, email):
        """Take as long as making an account takes, so that the clock does not tell who has one."""
        make_password(uuid.uuid4().hex)
        super().send_account_already_exists_mail(email)

    def send_mail(self, template_prefix, email, context):
        """Owe the mail, then try it at once: a mail server that is down costs nobody a page or a mail."""
        from allauth.core import context as current

        known = {
            "request": current.request,
            "email": email,
            "current_site": get_current_site(current.request),
        }
        message = self.render_mail(template_prefix, email, known | context)
        html = next(
            (words for words, kind in getattr(message, "alternatives", []) if kind == "text/html"), ""
        )
        mail = outbox.put_sealed(
            email,
            message.subject,
            message.body,
            html,
            key=f"account:{uuid.uuid4()}",
            expires_in=EXPIRES_IN.get(template_prefix, LINKS_EXPIRE_IN),
        )
        outbox.deliver_now(mail)

    @transaction.atomic
    def confirm_email(self, request, email_address):
        """Confirm the address, and let the other apps connect what they hold under it, or neither."""
        confirmed = super().confirm_email(request, email_address)
        if confirmed:
            outbox.proved(email_address.email)
            hooks.address_verified(user=email_address.user, address=email_address.email)
        return confirmed

    def get_login_redirect_url(self, request):
        return hooks.path_after_sign_in(request.user) or super().get_login_redirect_url(request)


class MFAAdapter(DefaultMFAAdapter):
    """Authenticator keys and recovery seeds rest encrypted, so a copy of the database signs nobody in."""

    def generate_authenticator_name(self, user, type):
        """ "Passkey", "Passkey 2": a name to recognize it by until its owner gives a better one."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return "Passkey" if number == 1 else f"Passkey {number}"

    def encrypt(self, text):
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return _box().decrypt(encrypted_text.encode()).decode()


def _box():
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(b"accounts.second-factor" + key.encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
