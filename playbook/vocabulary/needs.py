"""Words for what kind of help is wanted, and when it is not working."""

from django.db.models import TextChoices


class Function(TextChoices):
    """V-03. What a mentor does for somebody. One relationship may hold several."""

    CAREER = "career", "Career"
    PROJECT = "project", "Projects"
    DAY_TO_DAY = "day_to_day", "Day to day"
    PATHWAY = "pathway", "Fellowship or competitive path"
    CLINICAL = "clinical", "Clinical skill"
    LEADERSHIP = "leadership", "Leadership"
    BUSINESS = "business", "Business and contracts"
    LIFE = "life", "Life outside work"
    NAVIGATION = "navigation", "Finding your way in the system"
    SPONSORSHIP = "sponsorship", "Sponsor"


class NeedBucket(TextChoices):
    """V-04. The four kinds of need. Their topics and examples are in content/needs.toml."""

    CAREER_DIRECTION = "career_direction", "Career direction"
    SCHOLARLY = "scholarly", "Projects and scholarship"
    DAY_TO_DAY = "day_to_day", "Daily growth"
    PATHWAY = "pathway", "Fellowship or competitive path"


class Domain(TextChoices):
    """V-05. The part of a working life a need belongs to."""

    ACADEMIC = "academic", "Academic"
    CLINICAL = "clinical", "Clinical"
    BUSINESS_FINANCE = "business_finance", "Business and money"
    LEADERSHIP = "leadership", "Leadership"
    PERSONAL_FAMILY = "personal_family", "Life and family"


class UrgentNeed(TextChoices):
    """V-06. The one thing that would help most right now."""

    RESEARCH = "research", "A project to work on"
    STUDY_STRATEGY = "study_strategy", "How to study and pass exams"
    SPECIALTY_EXPLORATION = "specialty_exploration", "Choosing a specialty"
    NETWORKING_LETTERS = "networking_letters", "People to know, and letters"
    SUPPORT = "support", "Somebody to talk to"


class HelpKind(TextChoices):
    """V-35. What a mentor did, or is glad to do."""

    INTRODUCE = "introduce", "Introduce me to people"
    RECOMMEND = "recommend", "Recommend me"
    REFINE = "refine", "Sharpen my plans"
    GUIDE = "guide", "Guide a decision"
    COACH = "coach", "Coach a skill"
    REVIEW = "review", "Read my drafts"
    ADVOCATE = "advocate", "Speak up for me"


class Sign(TextChoices):
    """V-15. Private signs that a relationship is in trouble."""

    REPEATED_CANCEL = "repeated_cancel", "Meetings keep being canceled"
    RUSHED = "rushed", "Meetings feel rushed"
    GOALS_FORGOTTEN = "goals_forgotten", "My goals are forgotten from one meeting to the next"
    VALUES_IGNORED = "values_ignored", "What matters to me is passed over"
    NO_MOVEMENT = "no_movement", "Nothing has moved"
    UNRESPONSIVE = "unresponsive", "Messages go unanswered"
    DISMISSIVE_FEEDBACK = "dismissive_feedback", "Feedback that only puts me down"
    CONFLICT_OF_INTEREST = "conflict_of_interest", "Their interest and mine pull apart"
    BOUNDARY = "boundary", "A line was crossed"
    CANNOT_BE_CANDID = "cannot_be_candid", "I cannot speak openly"


class LadderStep(TextChoices):
    """V-40. What to do about such signs, gentlest first."""

    EXPECTATIONS_CHECK = "expectations_check", "Check what each of us expects"
    RESET_TALK = "reset_talk", "Talk about how we work"
    RECHECK = "recheck", "Look again after a while"
    ADD_MENTOR = "add_mentor", "Add another mentor"
    TAPER = "taper", "Meet less often"
    ENDED = "ended", "Close it kindly"
