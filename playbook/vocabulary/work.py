"""Words for what a resident makes and plans: outputs, letters, milestones."""

from django.db.models import TextChoices


class OutputType(TextChoices):
    """V-21, first list."""

    CASE_REPORT = "case_report", "Case report"
    CASE_SERIES = "case_series", "Case series"
    CHART_REVIEW = "chart_review", "Chart review"
    QI = "qi", "Quality improvement"
    RETROSPECTIVE = "retrospective", "Retrospective study"
    PROSPECTIVE = "prospective", "Prospective study"
    MULTICENTER = "multicenter", "Multicenter study"
    REVIEW = "review", "Review article"
    EDUCATION_RESEARCH = "education_research", "Education research"
    CURRICULUM = "curriculum", "Curriculum"
    WORKSHOP = "workshop", "Workshop"
    GRANT = "grant", "Grant"
    COMMITTEE = "committee", "Committee work"
    INVITED_TALK = "invited_talk", "Invited talk"
    TEACHING_AWARD = "teaching_award", "Teaching award"


class OutputStage(TextChoices):
    """V-21, second list, in working order; `dropped` stands outside it."""

    IDEA = "idea", "Idea"
    PROPOSAL = "proposal", "Proposal"
    IRB = "irb", "Ethics review"
    DATA = "data", "Collecting data"
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    ACCEPTED = "accepted", "Accepted"
    PRESENTED = "presented", "Presented"
    PUBLISHED = "published", "Published"
    DROPPED = "dropped", "Dropped"


class MilestoneKind(TextChoices):
    """V-22."""

    RELATIONSHIP = "relationship", "Mentor"
    MEETING = "meeting", "Meeting"
    OUTPUT = "output", "Project"
    EXAM = "exam", "Exam"
    AWAY_ROTATION = "away_rotation", "Away rotation"
    CONFERENCE = "conference", "Conference"
    LETTER = "letter", "Letter"
    APPLICATION = "application", "Application"
    CONTRACT = "contract", "Contract"
    DIRECTION = "direction", "Direction"
    REVIEW = "review", "Review"
    OTHER = "other", "Other"


class ItemState(TextChoices):
    """V-23. Derived from dates and evidence, never typed, except done and dropped."""

    UPCOMING = "upcoming", "Ahead"
    OPEN = "open", "Open now"
    DUE_SOON = "due_soon", "Due soon"
    OVERDUE = "overdue", "Past due"
    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped"


class LetterReach(TextChoices):
    """V-32, first list. How far the writer's name carries."""

    LOCAL = "local", "Known here"
    REGIONAL = "regional", "Known in the region"
    NATIONAL = "national", "Known nationally"


class LetterLane(TextChoices):
    """V-32, second list."""

    COMMUNITY = "community", "Community writer"
    ACADEMIC = "academic", "Academic writer"


class LetterState(TextChoices):
    """V-32, third list."""

    PLANNED = "planned", "Planned"
    ASKED = "asked", "Asked"
    AGREED = "agreed", "Promised"
    DECLINED = "declined", "Declined"
    SENT = "sent", "Sent"
