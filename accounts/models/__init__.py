from accounts.models.links import LinkPurpose, SignedLink
from accounts.models.mail import MailState, OutgoingMail, PlannerTick, Suppression
from accounts.models.people import Profile, Theme, User
from accounts.models.trail import AccessEntry

__all__ = [
    "AccessEntry",
    "LinkPurpose",
    "MailState",
    "OutgoingMail",
    "PlannerTick",
    "Profile",
    "SignedLink",
    "Suppression",
    "Theme",
    "User",
]
