"""What every page needs around its own content: the doors in the bars, the More page's lists, and light or dark.

The bars hold five items or fewer. A person with several roles gets the first items of each, and the rest under More.
Nothing here asks the database until a template prints it, so a fragment costs no query for its navigation.
"""

from dataclasses import dataclass, replace
from functools import cache, cached_property

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject


@dataclass(frozen=True)
class Item:
    """One door: its URL name, the words on a wide bar, on a phone, its glyph, and a line for the More page.

    `under` names the doors (by prefix) that belong to it, so that it stays lit on the pages behind it.
    """

    door: str
    label: str
    icon: str
    short: str = ""
    note: str = ""
    under: tuple[str, ...] = ()
    url: str = ""
    current: bool = False

    @property
    def words(self):
        return self.short or self.label


OF_THE_PLAN = tuple(
    f"plans:{door}" for door in ("timeline", "plan", "leave", "milestone", "goal", "output", "letter")
)
MONTH = Item("home", "This month", "month", "Month")
SEASON = Item("home", "Season", "month")
HOME = Item("home", "Home", "home")
PLAN = Item("plans:timeline", "Plan", "plan", note="Three years in windows, with dates.", under=OF_THE_PLAN)
TEAM = Item(
    "mentorship:team",
    "Team",
    "team",
    note="Who helps with what, and what is missing.",
    under=("mentorship:",),
)
CHECKINS = Item(
    "plans:checkins", "Check-ins", "checks", note="What you sent each quarter.", under=("plans:checkin",)
)
PROGRAMS = Item(
    "programs:search",
    "Programs",
    "search",
    note="Find a residency program.",
    under=("programs:program", "programs:suggest"),
)
SAVED = Item(
    "programs:evaluations",
    "Saved programs",
    "saved",
    note="What you noted about programs. Only you see it.",
    under=(
        "programs:evaluation",
        "programs:matched",
        "programs:website",
        "programs:message",
        "programs:reply",
    ),
)
INTERVIEWS = Item(
    "programs:interviews",
    "Interviews",
    "cal",
    note="Days, places and your sheets.",
    under=("programs:interview", "programs:sheet", "programs:answer", "programs:question", "programs:person")
    + ("programs:website_check", "programs:message", "programs:reply"),
)
COMPARE = Item(
    "programs:compare",
    "Compare",
    "compare",
    note="Two to four programs side by side.",
    under=("programs:compare", "programs:weights"),
)
RANK_LIST = Item(
    "programs:rank_list", "Rank list", "rank", "Rank", "Your order, for you alone.", ("programs:rank_",)
)
JUDGING = (SAVED, INTERVIEWS, COMPARE, RANK_LIST)
# In an applicant's bar Programs is lit on the pages of a saved program too.
LOOKED_AT = replace(PROGRAMS, under=(*PROGRAMS.under, *SAVED.under))

COHORT = Item(
    "plans:cohorts",
    "Residents",
    "checks",
    note="Who needs a look, and why.",
    under=("plans:cohort", "plans:progress"),
)
MEMBERS = Item(
    "programs:members",
    "Program people",
    "people",
    "People",
    "Invite, approve, change roles.",
    ("programs:member_", "programs:members", "programs:invitations", "programs:invitation_"),
)
MENTEES = Item(
    "mentorship:mentees",
    "Mentees",
    "team",
    note="Everyone you mentor, on one page.",
    under=("mentorship:", "mentorship:mentee", "mentorship:past"),
)
ASKS = Item(
    "mentorship:asks",
    "Asks",
    "inbox",
    note="Who asked you, and for what.",
    under=("mentorship:asks", "mentorship:ask_answer"),
)
# Lit for every page that no other item of the bar claims: of equal claims the first item wins, of unequal the longer.
MORE = Item(
    "accounts:more",
    "More",
    "more",
    under=("accounts:", "account_", "mfa_", "usersessions_", "programs:", "mentorship:", "plans:")
    + ("mentorship:mentee", "mentorship:past", "mentorship:asks", "mentorship:ask_answer"),
)

MOST = 5  # items in a bar
STAFFED = {"director", "coordinator", "chief"}
# In this order: what a director came for first, then one's own training, then mentoring.
BARS = (
    ({"director"}, (HOME, COHORT, MEMBERS)),
    ({"coordinator"}, (HOME, MEMBERS)),
    ({"resident"}, (MONTH, PLAN, TEAM, CHECKINS)),
    ({"applicant"}, (SEASON, LOOKED_AT, INTERVIEWS, COMPARE, RANK_LIST)),
    ({"mentor"}, (HOME, MENTEES, ASKS)),
)
NEEDS = Item("mentorship:needs", "What you need", "flag", note="It decides what we suggest.")
DIRECTORY = Item("mentorship:directory", "Mentors of your program", "people", note="Who helps with what.")
ABOUT_YOU = (
    Item(
        "accounts:profile",
        "Profile and reminders",
        "settings",
        note="Name, stage, time zone, which mail you get.",
    ),
    Item("programs:memberships", "Your programs", "school", note="Where you train or teach."),
    Item("accounts:looks", "Who looked", "look", note="Who opened your pages, and when."),
    Item("accounts:your_data", "Your data", "download", note="Take it along, or close your account."),
)
SIGNING_IN = (
    Item("account_email", "E-mail addresses", "mail", note="Where we write to you."),
    Item("account_change_password", "Password", "key", note="Change it."),
    Item("mfa_index", "Two-step sign-in", "shield", note="A passkey, an app, recovery codes."),
    Item("usersessions_list", "Where you are signed in", "device", note="End a session you no longer use."),
)
STAFF = (
    Item("admin:index", "Admin", "build", note="Programs, facts and people."),
    Item(
        "admin:accounts_outgoingmail_changelist", "Mail", "mail", note="Owed, sent, in doubt, undeliverable."
    ),
)
DEMO = (Item("accounts:mailbox", "Mailbox of the demo", "inbox", note="Every mail that was sent."),)


def navigation(request):
    """`nav` for the bars and the More page, `theme` for the html tag. Both wait until they are printed."""
    nav = Navigation(request)
    return {"nav": nav, "theme": SimpleLazyObject(lambda: nav.theme)}


class Navigation:
    def __init__(self, request):
        self.request = request
        self.user = getattr(request, "user", None)

    @cached_property
    def signed_in(self):
        return bool(self.user is not None and self.user.is_authenticated)

    @cached_property
    def theme(self):
        """ "light", "dark", or "" when the device decides."""
        return getattr(getattr(self.user, "profile", None), "theme", "") if self.signed_in else ""

    @cached_property
    def roles(self):
        """The person's roles; programs.access asks for them once per request."""
        from programs.access import roles_of

        return roles_of(self.user) if self.signed_in else set()

    @cached_property
    def _doors(self):
        """Every item the person's roles open, best first, each door once."""
        doors = {}
        for roles, items in BARS:
            if roles & self.roles:
                for item in items:
                    doors.setdefault(item.door, item)
        for item in (HOME, PROGRAMS):
            doors.setdefault(item.door, item)
        return self._reversed(doors.values())

    @cached_property
    def items(self):
        """At most five: the first four doors, and More. Exactly one is lit, if any fits.

        The five of an applicant's season fill the bar; More stands in the account menu as well.
        """
        if not self.signed_in:
            return []
        bar = self._doors[: self._room] + (self._reversed([MORE]) if self._room < MOST else [])
        lit = self._lit(bar)
        return [replace(item, current=True) if item is lit else item for item in bar]

    @property
    def _room(self):
        """How many doors stand in the bar beside More."""
        return MOST if self.roles == {"applicant"} else MOST - 1

    @cached_property
    def more(self):
        """Pairs of a heading and its items: what the bar could not hold, then everything about the person."""
        if not self.signed_in:
            return []
        groups = [
            ("Pages", self._doors[self._room :] + self._reversed(self._belonging)),
            ("You", self._reversed(ABOUT_YOU)),
            ("Signing in", self._reversed(SIGNING_IN)),
        ]
        if self.user.is_staff:
            groups.append(("Staff", self._reversed(STAFF)))
        if settings.MAIL_FOLDER is not None:
            groups.append(("Demo", self._reversed(DEMO)))
        return [(heading, items) for heading, items in groups if items]

    @property
    def _belonging(self):
        """What is for people who belong to a program today, and for those who look or looked at programs."""
        if "applicant" in self.roles:
            return [SAVED, NEEDS]
        belonging = [NEEDS, DIRECTORY] if "resident" in self.roles else []
        if self.roles & STAFFED and not belonging:
            belonging = [DIRECTORY]
        return belonging + (list(JUDGING) if self._has_looked else [])

    @property
    def _has_looked(self):
        """Whether there are saved programs of one's own: they stay, whatever a person becomes."""
        from programs.access import visible_evaluations

        return visible_evaluations(self.user).exists()

    def _lit(self, bar):
        match = getattr(self.request, "resolver_match", None)
        door = match.view_name if match else ""
        exact = next((item for item in bar if item.door == door), None)
        if exact or not door:
            return exact
        fits = [(len(prefix), item) for item in bar for prefix in item.under if door.startswith(prefix)]
        return max(fits, key=lambda fit: fit[0])[1] if fits else None

    @staticmethod
    def _reversed(items):
        """The items whose door is there. The demo's mailbox and the admin are not everywhere."""
        return [replace(item, url=url) for item in items if (url := _url_of(item.door))]


@cache
def _url_of(door):
    """The address of a door without arguments, or "". It never changes while a process runs."""
    try:
        return reverse(door)
    except NoReverseMatch:
        return ""
