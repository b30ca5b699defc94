"""Changes to people. Each is atomic, may be repeated, and knows who does it."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from accounts.models import Profile, User

ABOUT_ONESELF = (
    "stage",
    "career_setting",
    "specialty_interest",
    "identity_line",
    "direction",
    "direction_reason",
    "time_zone",
    "theme",
)


@transaction.atomic
def save_profile(*, by, full_name, muted_kinds=None, **said):
    """Keep what somebody says about themselves. True when their stage changed, so that needs can be looked at again;
    no need is added or removed here.
    """
    profile = Profile.objects.select_for_update().get(pk=by.pk)
    stage_changed = "stage" in said and said["stage"] != profile.stage
    for name in ABOUT_ONESELF:
        if name in said:
            setattr(profile, name, said[name])
    if muted_kinds is not None:
        profile.muted_kinds = muted_kinds
    profile.save()
    User.objects.filter(pk=by.pk).update(full_name=full_name)
    return stage_changed


def choose_theme(*, by, theme):
    Profile.objects.filter(pk=by.pk).update(theme=theme)


@transaction.atomic
def welcome(*, by, stage, career_setting, specialty_interest, time_zone):
    """Keep the answers of the first visit, and when they were given first."""
    profile = Profile.objects.select_for_update().get(pk=by.pk)
    profile.stage, profile.career_setting = stage, career_setting
    profile.specialty_interest, profile.time_zone = specialty_interest, time_zone
    profile.welcomed_at = profile.welcomed_at or timezone.now()
    profile.save()


@transaction.atomic
def close_account(*, account, by):
    """No more sign-in, and every open session of theirs ends now. What they wrote stays."""
    User.objects.filter(pk=account.pk).update(is_active=False)
    account.is_active = False
    end_sessions(account)


def end_sessions(account):
    """Sign somebody out everywhere. Returns how many sessions ended."""
    keys = list(UserSession.objects.filter(user=account).values_list("session_key", flat=True))
    ended, _ = Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(user=account).delete()
    return ended


@transaction.atomic
def remove_second_step(*, account, by):
    """Forget apps, passkeys and recovery codes of somebody who lost them, and sign them out everywhere."""
    Authenticator.objects.filter(user=account).delete()
    end_sessions(account)
