"""Words for places of training and for what an applicant learns about them."""

from django.db.models import TextChoices


class Setting(TextChoices):
    """V-43. The kind of hospital a program belongs to."""

    COMMUNITY = "community", "Community"
    UNIVERSITY = "university", "University"
    HYBRID = "hybrid", "Community with a university tie"
    UNKNOWN = "unknown", "Not known"


class SupportMode(TextChoices):
    """V-26. Whether mentoring is supplied or has to be built."""

    STRUCTURED = "structured", "The program arranges it"
    MIXED = "mixed", "Partly arranged"
    SELF_BUILT = "self_built", "Residents build it"
    UNKNOWN = "unknown", "Not known"


class FactKind(TextChoices):
    """V-38. What a dated, sourced statement about a program is about."""

    MENTORING_STRUCTURE = "mentoring_structure", "Mentoring structure"
    PROTECTED_TIME = "protected_time", "Protected time for mentors"
    FACULTY_CREDIT = "faculty_credit", "Credit for mentoring"
    RESEARCH_SUPPORT = "research_support", "Research support"
    LETTER_REACH = "letter_reach", "Reach of its letters"
    PROJECT_ACCESS = "project_access", "Projects to join"
    ROLE_FLEXIBILITY = "role_flexibility", "Freedom to take on roles"
    SUBSPECIALISTS = "subspecialists", "Subspecialists on site"
    IN_HOUSE_FELLOWSHIPS = "in_house_fellowships", "Fellowships on site"
    VOLUME = "volume", "Clinical volume"
    AUTONOMY = "autonomy", "Autonomy"
    LOW_BUREAUCRACY = "low_bureaucracy", "Little bureaucracy"
    ATTENDING_ACCESS = "attending_access", "Direct access to attendings"
    IMG_SHARE = "img_share", "Share of international graduates"
    MODEL_PRESENT = "model_present", "Mentoring model in place"
    ONBOARDING_PART = "onboarding_part", "Part of onboarding"
    BRIDGE_MONTHS = "bridge_months", "Months of bridge mentoring"
    COMMITTEE = "committee", "Mentoring committee"
    BOARD_PASS_RATE = "board_pass_rate", "Board pass rate"
    FELLOWSHIP_MATCH = "fellowship_match", "Fellowships entered"
    VISA_SUPPORT = "visa_support", "Visa support"
    REVIEW_CADENCE = "review_cadence", "How often progress is reviewed"
    CCC_LINK = "ccc_link", "Mentors and the competency committee"


class FactPart(TextChoices):
    """Which of several things within one kind of fact: visas apart, the parts of onboarding, the six models.

    Which parts a kind has stands in PARTS below.
    """

    VISA_J1 = "visa_j1", "J-1 visa"
    VISA_H1B = "visa_h1b", "H-1B visa"
    VISA_F1 = "visa_f1", "F-1 with work permission"
    ONBOARDING_REASONING = "onb_reasoning", "Reasoning and notes"
    ONBOARDING_PRESENTING = "onb_presenting", "Presenting, with sample scripts"
    ONBOARDING_NOTES = "onb_notes", "Note workshops"
    ONBOARDING_CONSULTS = "onb_consults", "Consults and sign-out"
    ONBOARDING_TIME = "onb_time", "Protected time for newcomers"
    ONBOARDING_PAPERWORK = "onb_paperwork", "Only login, paperwork and benefits"
    MODEL_TIERED = "tiered", "Several tiers of mentors"
    MODEL_BRIDGE = "bridge", "A bridge through the first months"
    MODEL_AFFINITY = "affinity", "Matched by shared background"
    MODEL_NETWORKED = "networked", "A network with a committee"
    MODEL_TASK_OUTCOME = "task_outcome", "Built around tasks and outcomes"
    MODEL_EVALUATION_LINKED = "evaluation_linked", "Tied to evaluations"
    COMMITTEE_ACTS = "acts_on_issues", "Changes things when an issue recurs"


PARTS = {
    FactKind.VISA_SUPPORT: (FactPart.VISA_J1, FactPart.VISA_H1B, FactPart.VISA_F1),
    FactKind.ONBOARDING_PART: tuple(part for part in FactPart if part.value.startswith("onb_")),
    FactKind.MODEL_PRESENT: (
        FactPart.MODEL_TIERED,
        FactPart.MODEL_BRIDGE,
        FactPart.MODEL_AFFINITY,
        FactPart.MODEL_NETWORKED,
        FactPart.MODEL_TASK_OUTCOME,
        FactPart.MODEL_EVALUATION_LINKED,
    ),
    FactKind.COMMITTEE: (FactPart.COMMITTEE_ACTS,),
}


class TimeBasis(TextChoices):
    """V-39. On whose time mentoring happens."""

    PROTECTED = "protected", "Protected time"
    CREDITED = "credited", "Credited work"
    VOLUNTEER = "volunteer", "Own time"
    UNKNOWN = "unknown", "Not known"


class SourceKind(TextChoices):
    """V-45. Where a statement or a row of content comes from."""

    ARTICLE = "article", "Article"
    SOCIETY = "society", "Society"
    PROGRAM = "program", "Program"
    WEBSITE = "website", "Website"
    INTERVIEW = "interview", "Interview"
    USER = "user", "A user"


class Audience(TextChoices):
    """V-10. Who a question is put to."""

    LEADERSHIP = "leadership", "Program leaders"
    RESIDENT = "resident", "Residents"
    SUBSPECIALIST = "subspecialist", "Subspecialists"
    LEADERSHIP_IMG = "leadership_img", "Program leaders, for international graduates"
    IMG_RESIDENT = "img_resident", "International graduates in the program"
    MENTOR = "mentor", "A mentor"
    SELF = "self", "Yourself"


class Reading(TextChoices):
    """V-11. What an answer was worth."""

    CONCRETE = "concrete", "Concrete"
    PARTIAL = "partial", "Partly concrete"
    VAGUE = "vague", "Vague"
    OPPORTUNITY = "opportunity", "An opening"
    UNANSWERED = "unanswered", "Not answered"


class Reaction(TextChoices):
    """V-42. How a program took a plain statement of what somebody needs."""

    LEANED_IN = "leaned_in", "Leaned in"
    NEUTRAL = "neutral", "Neutral"
    SIDESTEPPED = "sidestepped", "Sidestepped"


class Verdict(TextChoices):
    """V-28. What an evaluation adds up to. `workable_self_build` and `not_enough` never share a look."""

    GOOD_FIT = "good_fit", "Good fit"
    WORKABLE = "workable", "Workable"
    WORKABLE_SELF_BUILD = "workable_self_build", "Workable, if you build it"
    SERIOUS_DOUBT = "serious_doubt", "Serious doubt"
    NOT_ENOUGH = "not_enough", "Not enough for this goal"
    INCOMPLETE = "incomplete", "Not enough known yet"


class Feasibility(TextChoices):
    """V-29. Whether one need can be met at one program."""

    SECURED = "secured", "Secured"
    WINNABLE = "winnable", "Can be won"
    UNLIKELY = "unlikely", "Unlikely"
    UNKNOWN = "unknown", "Not known"


class SeasonTrack(TextChoices):
    """Whose season a date belongs to: the residency match, or one of the two cycles of fellowships."""

    RESIDENCY = "residency", "Residency"
    FELLOWSHIP_JULY = "fellowship_july", "Fellowship, July cycle"
    FELLOWSHIP_DECEMBER = "fellowship_december", "Fellowship, December cycle"


class TierPriority(TextChoices):
    """V-27. Where a program belongs on a list. Two ends are kept while the question is open."""

    LOWER = "lower", "Lower"
    MID = "mid", "Middle"
    HIGH = "high", "High"
