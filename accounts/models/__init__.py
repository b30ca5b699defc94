from accounts.models.links import SignedLink
from accounts.models.mail import OutgoingMail, PlannerTick, Suppression
from accounts.models.people import Profile, User
from accounts.models.trail import AccessEntry

__all__ = ["AccessEntry", "OutgoingMail", "PlannerTick", "Profile", "SignedLink", "Suppression", "User"]
