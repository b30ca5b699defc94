"""What a thing is (its glyph) and how it stands (its chip), and days in short. Used by lists and by the picture."""

from datetime import timedelta

from playbook.vocabulary import LetterState, MilestoneKind, OutputStage

GLYPHS = {
    MilestoneKind.RELATIONSHIP: "team",
    MilestoneKind.MEETING: "cal",
    MilestoneKind.OUTPUT: "doc",
    MilestoneKind.EXAM: "book",
    MilestoneKind.AWAY_ROTATION: "pin",
    MilestoneKind.CONFERENCE: "globe",
    MilestoneKind.LETTER: "mail",
    MilestoneKind.APPLICATION: "send",
    MilestoneKind.CONTRACT: "doc",
    MilestoneKind.DIRECTION: "flag",
    MilestoneKind.REVIEW: "checks",
}
YEARS_SAID = (
    "",
    "One year",
    "Two years",
    "Three years",
    "Four years",
    "Five years",
    "Six years",
    "Seven years",
)
SHORT = {"qi": "QI", "chart_review": "Charts", "education_research": "Education", "case_report": "Case"}
WORDS = {
    "ahead": "Ahead",
    "open": "Open",
    "soon": "Due soon",
    "late": "Late",
    "done": "Done",
    "dropped": "Not needed",
}
WORDS |= {"moving": "Moving", "stuck": "Stuck", "sent": "Sent", "none": "Not sent"}
OUTPUT_CHIPS = {
    OutputStage.IDEA: "ahead",
    OutputStage.DROPPED: "dropped",
    OutputStage.SUBMITTED: "done",
    OutputStage.ACCEPTED: "done",
    OutputStage.PRESENTED: "done",
    OutputStage.PUBLISHED: "done",
}
LETTER_CHIPS = {
    LetterState.PLANNED: ("open", "To ask"),
    LetterState.ASKED: ("wait", "Asked"),
    LetterState.AGREED: ("moving", "Promised"),
    LetterState.DECLINED: ("dropped", "Not this time"),
    LetterState.SENT: ("done", "Sent"),
}
CHECKIN_CHIPS = {"sent": "done", "open": "open", "late": "late", "none": "dropped", "ahead": "ahead"}


def short_day(day, today):
    """ "Dec 21", with the year when it is not this one."""
    words = f"{day:%b} {day.day}"
    return words if day.year == today.year else f"{words}, {day.year}"


def output_chip(output, today):
    """How a project stands: by its stage, and by its date while it is not handed in."""
    chip = OUTPUT_CHIPS.get(output.stage, "moving")
    if chip in ("moving", "ahead") and output.due_on:
        if output.due_on < today:
            return "late"
        if output.due_on - timedelta(days=30) < today:
            return "soon"
    return chip
