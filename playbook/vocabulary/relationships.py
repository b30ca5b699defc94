"""Words for a relationship: where it came from, how it runs, where it stands, and what is said in it."""

from django.db.models import TextChoices


class Location(TextChoices):
    """V-12. Where the mentor is."""

    SAME_PROGRAM = "same_program", "In my program"
    SAME_INSTITUTION = "same_institution", "At my institution"
    LOCAL_OUTSIDE = "local_outside", "Nearby, elsewhere"
    EXTERNAL_REMOTE = "external_remote", "Far away"


class Cadence(TextChoices):
    """V-13. How often two people mean to meet. `Cadence.days` turns it into days."""

    WEEKLY = "weekly", "Every week"
    BIWEEKLY = "biweekly", "Every two weeks"
    MONTHLY = "monthly", "Every month"
    EVERY_2_MONTHS = "every_2_months", "Every two months"
    QUARTERLY = "quarterly", "Every three months"
    SEMIANNUAL = "semiannual", "Twice a year"
    NONE = "none", "No fixed rhythm"
    CUSTOM_DAYS = "custom_days", "Another rhythm"

    @staticmethod
    def days(cadence) -> int | None:
        """The days between two meetings, rounded up to a whole day.

        None when there is no fixed rhythm, when the number is kept beside the cadence (custom_days), and for
        an empty or unknown value, so that nobody is ever called late by mistake.
        """
        return _DAYS.get(cadence)


_DAYS = {
    Cadence.WEEKLY.value: 7,
    Cadence.BIWEEKLY.value: 14,
    Cadence.MONTHLY.value: 31,
    Cadence.EVERY_2_MONTHS.value: 62,
    Cadence.QUARTERLY.value: 92,
    Cadence.SEMIANNUAL.value: 184,
}


class Arrangement(TextChoices):
    """V-14. How many sit at the table."""

    ONE_TO_ONE = "one_to_one", "One to one"
    GROUP = "group", "In a group"


class Origin(TextChoices):
    """V-17. How it began."""

    ASSIGNED = "assigned", "Assigned by the program"
    CHOSEN_IN_PROGRAM = "chosen_in_program", "Chosen in the program"
    ORGANIC = "organic", "It grew out of working together"
    EVENT = "event", "Met at a talk or conference"
    INTRODUCED = "introduced", "Introduced by somebody"
    SCHEME = "scheme", "Through a mentoring scheme"
    EVALUATION = "evaluation", "Met while visiting the program"
    COLD = "cold", "Wrote without knowing them"
    ALUMNI_PEER = "alumni_peer", "A graduate or peer"


class RelationshipStatus(TextChoices):
    """V-18. Where it stands. Which moves are allowed is the business of mentorship/rules.py."""

    PROSPECT = "prospect", "Possible"
    ASKED = "asked", "Asked"
    TRIAL = "trial", "Trying it out"
    NOMINAL = "nominal", "On paper"
    ACTIVE = "active", "Active"
    STALLED = "stalled", "Gone quiet"
    REPAIRING = "repairing", "Being repaired"
    PAUSED = "paused", "Paused"
    DECLINED = "declined", "Declined"
    ENDED = "ended", "Ended"
    ALUMNI = "alumni", "Keeping in touch"


class RemoteReason(TextChoices):
    """V-19. Why somebody far away is the right person."""

    ADMIRED_PATH = "admired_path", "They walked a path I admire"
    DELICATE_LOCAL = "delicate_local", "It is hard to discuss at home"
    NICHE_RESEARCH = "niche_research", "Nobody here works on it"
    DRIFT_AFTER_TRAINING = "drift_after_training", "To keep a tie after training"
    OUTSIDE_VIEW = "outside_view", "A view from outside"


class Ring(TextChoices):
    """V-44. The two or three who carry most of it, and everybody else."""

    CORE = "core", "Core team"
    WIDER = "wider", "Wider circle"


class MessageState(TextChoices):
    """V-33. A message from first draft to the end of the matter."""

    DRAFT = "draft", "Draft"
    READY = "ready", "Ready to send"
    SENT = "sent", "Sent"
    ANSWERED_YES = "answered_yes", "They said yes"
    ANSWERED_NO = "answered_no", "They said no"
    REMINDED = "reminded", "Reminded once"
    GO_BETWEEN = "go_between", "Asked somebody to pass it on"
    NO_RESPONSE = "no_response", "No answer"
    CLOSED = "closed", "Closed"


class MeetingType(TextChoices):
    """V-34, first list."""

    FIRST = "first", "First meeting"
    REGULAR = "regular", "Regular meeting"
    BRIDGE = "bridge", "First-months check-in"
    FORMAL_REVIEW = "formal_review", "Formal review"
    STRATEGY = "strategy", "Strategy meeting"
    OBSERVATION = "observation", "Watching at work"
    MOCK_INTERVIEW = "mock_interview", "Mock interview"
    RESET = "reset", "Reset talk"


class MeetingOutcome(TextChoices):
    """V-34, second list. An emergency is a flag beside it: a cancellation that counts against nobody."""

    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    LATE = "late", "Held, but late"
    CANCELLED_BY_MENTOR = "cancelled_by_mentor", "Canceled by the mentor"
    CANCELLED_BY_MENTEE = "cancelled_by_mentee", "Canceled by the resident"
    NO_SHOW = "no_show", "Somebody did not come"


class Channel(TextChoices):
    """V-36. How two people reach each other."""

    EMAIL = "email", "Email"
    PHONE = "phone", "Phone"
    IN_PERSON = "in_person", "In person"
    TEXT = "text", "Text message"
    VIDEO = "video", "Video call"
    SOCIAL = "social", "Social media"


class TimeCategory(TextChoices):
    """V-41. Where the hours given to mentoring go."""

    MEETINGS = "meetings", "Meetings"
    PROJECT = "project", "Project work"
    EMAIL_FOLLOW_UP = "email_follow_up", "Email and follow-up"
    AWAY_NETWORKING = "away_networking", "Meeting people elsewhere"


class Model(TextChoices):
    """V-16. The six ways a program can arrange mentoring for international graduates."""

    TIERED = "tiered", "Several tiers of mentors"
    BRIDGE = "bridge", "A bridge through the first months"
    AFFINITY = "affinity", "Matched by shared background"
    NETWORKED = "networked", "A network with a committee"
    TASK_OUTCOME = "task_outcome", "Built around tasks and outcomes"
    EVALUATION_LINKED = "evaluation_linked", "Tied to evaluations"


class SchemeKind(TextChoices):
    """V-20. Places where mentors are found."""

    SOCIETY_MATCH = "society_match", "Society that pairs people"
    INTEREST_GROUP = "interest_group", "Interest group"
    DEPARTMENT_PROGRAM = "department_program", "Department program"
    FACULTY_OFFICE = "faculty_office", "Faculty office"
    CONFERENCE = "conference", "Conference"
    IMG_COMMITTEE = "img_committee", "Group for international graduates"
    ALUMNI_NETWORK = "alumni_network", "Alumni network"
    LOCAL_SOCIETY = "local_society", "State or local society"
    STUDENT_MATCH = "student_match", "Pairing for students"
    ONLINE_GROUP = "online_group", "Online group"
