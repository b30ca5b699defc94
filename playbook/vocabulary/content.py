"""Words the playbook itself needs, for sorting its own content."""

from django.db.models import TextChoices


class QuestionBank(TextChoices):
    """When a question is asked. The audience says to whom."""

    INTERVIEW = "interview", "Visiting a program"
    FIRST_MEETING = "first_meeting", "First meeting with a mentor"
    BRIDGE = "bridge", "Check-in in the first months"
    CAREER = "career", "Talking about a career"
    CURRENT_MENTOR = "current_mentor", "Asking a current mentor"
    SELF = "self", "Asking oneself"


class QuestionKind(TextChoices):
    """What a row of a bank is."""

    QUESTION = "question", "A question"
    CHECKLIST = "checklist", "A list to go through"
    TIP = "tip", "Not to be asked; shown as a tip"


class ElementKind(TextChoices):
    """What one part of a message holds, so that a form can ask for it well."""

    TEXT = "text", "Words"
    QUESTIONS = "questions", "One question on each line"
    MINUTES = "minutes", "A number of minutes"
    DATE = "date", "A date"
    SLOTS = "slots", "Times to choose from, one on each line"
    LINK = "link", "A link"
    CHOICE = "choice", "One of several"


class OverLimit(TextChoices):
    """What happens to a message that is too long."""

    WARN = "warn", "Warn, may still be sent"
    BLOCK = "block", "Not ready until it is shorter"


class TemplateKind(TextChoices):
    """A base plan stands alone; an overlay adds to one."""

    BASE = "base", "Base plan"
    OVERLAY = "overlay", "Overlay"


class Block(TextChoices):
    """Which year of training a window belongs to, so that a plan can be longer or shorter than its template.

    The first and final years stay at the two ends; the middle year repeats, or is left out.
    """

    FIRST = "first", "First year"
    MIDDLE = "middle", "Middle years"
    FINAL = "final", "Final year"


class AppliesWhen(TextChoices):
    """Whom a plan item or an overlay is for."""

    ALWAYS = "always", "Everybody"
    FELLOWSHIP = "fellowship", "Heading for a fellowship"
    COMPETITIVE = "competitive", "Heading for a competitive field"
    PRACTICE = "practice", "Heading for practice"
    ACADEMIC = "academic", "Heading for academic medicine"
    IMG = "img", "International graduates who asked for it"
    APPLICANT = "applicant", "Applicants, before training begins"
    SOCIETY = "society", "Paired by a society"
    SELF_BUILT = "self_built", "Programs where residents build their own mentoring"
    NO_HOME_DEPARTMENT = "no_home_department", "No department of the field at home"
    LIFE = "life", "Nobody yet for life outside work"


class CountsFrom(TextChoices):
    """The day that is the first day of month 1."""

    START = "start", "Start of training"
    JOINING = "joining", "Day of joining"


class Unit(TextChoices):
    """What a repeating item counts in."""

    MONTH = "month", "Months"
    WEEK = "week", "Weeks"


class Evidence(TextChoices):
    """The record that can show an item is done. `BY_HAND` means that only words can."""

    PROSPECTS_SAVED = "prospects_saved", "Possible mentors saved"
    PROSPECTS_MET = "prospects_met", "Every possible mentor met once"
    PLAN_SHARED = "plan_shared", "Plan shared with the director"
    KIT_MADE = "kit_made", "One-pager with its questions"
    RELATIONSHIP_ACTIVE = "relationship_active", "An active mentor for this"
    RELATIONSHIP_WITH_IDEA = "relationship_with_idea", "An active mentor for this, and an idea written down"
    OUTPUT_STAGE = "output_stage", "A project at this stage or later"
    OUTPUTS_IN_YEAR = "outputs_in_year", "Projects drafted this year"
    OUTPUTS_CLOSED = "outputs_closed", "Every open project brought to an end"
    DIRECTION_WRITTEN = "direction_written", "A direction and its reason"
    CLINICAL_WITNESS = "clinical_witness", "A mentor who has seen the clinical work"
    OUTSIDE_RELATIONSHIP = "outside_relationship", "A mentor elsewhere, on trial or active"
    OUTSIDE_ASK_SENT = "outside_ask_sent", "A first mail or a request for an introduction sent"
    AWAY_ROTATION = "away_rotation", "Away rotation finished"
    LETTERS_ASKED = "letters_asked", "Letters asked for"
    LETTERS_SENT = "letters_sent", "Letters sent, and a mock interview held"
    LETTER_LANE = "letter_lane", "A letter planned in this lane"
    APPLICATION_OR_CONTRACT = "application_or_contract", "Application final, or contract reviewed"
    TIES_TO_ALUMNI = "ties_to_alumni", "Relationships moved to keeping in touch"
    CHECKIN_SAVED = "checkin_saved", "Check-in saved"
    REVIEW_SIGNED = "review_signed", "Review agreed"
    NEEDS_REVIEWED = "needs_reviewed", "Needs looked at again"
    RELATIONSHIP_REVIEWED = "relationship_reviewed", "Relationship looked at again"
    MEETING_HELD = "meeting_held", "A meeting of this type held"
    EXAM_DATE = "exam_date", "Exam dated or passed"
    FEEDBACK_TRANSLATED = "feedback_translated", "Feedback turned into actions"
    MESSAGE_SENT = "message_sent", "This message sent"
    EVALUATION_PART = "evaluation_part", "This part of an evaluation filled in"
    BY_HAND = "by_hand", "A few words"


class GoalCounts(TextChoices):
    """The records that move a default goal."""

    STRONG_LETTERS = "strong_letters", "Strong letters"
    OUTPUTS = "outputs", "Projects"
    CHECKINS = "checkins", "Check-ins"


class GoalPer(TextChoices):
    """How long a goal's counter runs before it begins again."""

    TRAINING = "training", "In all"
    YEAR = "year", "Each year"
