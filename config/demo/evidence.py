"""What is said about the made-up programs, so that every part of a program's page has something to show.

Fernhollow is the community program that residents build on; Lakemoor supports newcomers well; in Brindle Bay sources
disagree and are old; about Saltmarsh nobody knows anything. Real programs get no facts here.
"""

from datetime import timedelta

from playbook.vocabulary import FactKind as K
from playbook.vocabulary import FactPart as P
from playbook.vocabulary import SourceKind as S
from programs.actions import suggestions
from programs.models import FactSuggestion, Program, ProgramFact

WEBSITE, PROGRAM, HEARD, USER = (
    (S.WEBSITE, "Website (made up for the demo)"),
    (S.PROGRAM, "Program handbook (made up for the demo)"),
    (S.INTERVIEW, "Interview day, two residents (made up for the demo)"),
    (S.USER, "An applicant of this season (made up for the demo)"),
)
# (kind, part, value, words, source, days ago, figures)
FACTS = {
    "F001": [
        (K.MENTORING_STRUCTURE, "", "partial", "Mentors are suggested in week one, not assigned.", PROGRAM, 120, {}),
        (K.PROTECTED_TIME, "", "partial", "Two faculty have protected time to mentor.", PROGRAM, 120, {}),
        (K.FACULTY_CREDIT, "", "no", "Mentoring does not count toward promotion.", HEARD, 200, {}),
        (K.ATTENDING_ACCESS, "", "yes", "Residents reach attendings directly, by phone.", HEARD, 120, {}),
        (K.VOLUME, "", "yes", "Busy medicine service with a step-down unit.", PROGRAM, 120, {}),
        (K.AUTONOMY, "", "yes", "Residents run the night float from PGY-2.", HEARD, 120, {}),
        (K.LOW_BUREAUCRACY, "", "yes", "One department head agrees to a project, within two weeks.", USER, 60, {}),
        (K.RESEARCH_SUPPORT, "", "no", "No statistician on site.", PROGRAM, 120, {}),
        (K.SUBSPECIALISTS, "", "partial", "Cardiology and nephrology weekly, the rest by phone.", WEBSITE, 300, {}),
        (K.IN_HOUSE_FELLOWSHIPS, "", "no", "No fellowships on site.", WEBSITE, 120, {}),
        (K.REVIEW_CADENCE, "", "yes", "Progress is reviewed twice a year.", PROGRAM, 120, {}),
        (K.BOARD_PASS_RATE, "", "yes", "First attempts of all who finished.", PROGRAM, 150,
         {"numerator": 26, "denominator": 30, "span_years": 3}),
        (K.FELLOWSHIP_MATCH, "", "yes", "Nephrology, one graduate.", PROGRAM, 150,
         {"place": "Lakemoor University Hospital (fictional)", "year": -1}),
        (K.FELLOWSHIP_MATCH, "", "yes", "All specialties together.", PROGRAM, 150,
         {"numerator": 4, "denominator": 30, "span_years": 3}),
        (K.VISA_SUPPORT, P.VISA_J1, "yes", "J-1 every year.", WEBSITE, 300, {}),
        (K.VISA_SUPPORT, P.VISA_H1B, "no", "H-1B is not offered.", WEBSITE, 300, {}),
        (K.IMG_SHARE, "", "yes", "Counted over all three years.", PROGRAM, 150, {"numerator": 11, "denominator": 24}),
        (K.ONBOARDING_PART, P.ONBOARDING_NOTES, "yes", "A note workshop in week one.", HEARD, 90, {}),
        (K.ONBOARDING_PART, P.ONBOARDING_CONSULTS, "partial", "Sign-out is shown, consults are not.", HEARD, 90, {}),
        (K.ONBOARDING_PART, P.ONBOARDING_TIME, "no", "No time is set aside.", HEARD, 90, {}),
        (K.MODEL_PRESENT, P.MODEL_TIERED, "no", "One advisor for everybody.", HEARD, 90, {}),
        (K.PROJECT_ACCESS, "", "partial", "Quality projects yes, research rarely.", HEARD, 120, {}),
        (K.ROLE_FLEXIBILITY, "", "yes", "A resident began the ultrasound hour.", HEARD, 120, {}),
        (K.LETTER_REACH, "", "partial", "Writers are known in the region.", USER, 120, {}),
    ],
    "F002": [
        (K.MENTORING_STRUCTURE, "", "yes", "Three mentors assigned by week two.", PROGRAM, 80, {}),
        (K.PROTECTED_TIME, "", "yes", "Two paid hours a month for each mentor.", PROGRAM, 80, {}),
        (K.FACULTY_CREDIT, "", "yes", "Counts toward promotion.", PROGRAM, 80, {}),
        (K.RESEARCH_SUPPORT, "", "yes", "A statistician and two coordinators.", WEBSITE, 200, {}),
        (K.SUBSPECIALISTS, "", "yes", "All of them, every week.", WEBSITE, 200, {}),
        (K.IN_HOUSE_FELLOWSHIPS, "", "yes", "Six fellowships.", WEBSITE, 200, {}),
        (K.AUTONOMY, "", "partial", "A fellow stands between resident and attending on most services.", HEARD, 100, {}),
        (K.LOW_BUREAUCRACY, "", "no", "Four offices sign a project, in about three months.", USER, 100, {}),
        (K.VOLUME, "", "yes", "A referral center.", WEBSITE, 200, {}),
        (K.ATTENDING_ACCESS, "", "partial", "Through the fellow by day, directly at night.", HEARD, 100, {}),
        (K.MODEL_PRESENT, P.MODEL_TIERED, "yes", "Senior, faculty and peer.", PROGRAM, 80, {}),
        (K.MODEL_PRESENT, P.MODEL_BRIDGE, "yes", "Weekly, then monthly, in the calendar before July.", PROGRAM, 80, {}),
        (K.MODEL_PRESENT, P.MODEL_NETWORKED, "yes", "A committee of faculty, chiefs and seniors.", WEBSITE, 200, {}),
        (K.MODEL_PRESENT, P.MODEL_TASK_OUTCOME, "partial", "For cardiology only.", HEARD, 100, {}),
        (K.BRIDGE_MONTHS, "", "yes", "Nine months.", PROGRAM, 80, {}),
        (K.COMMITTEE, "", "yes", "Meets every quarter.", WEBSITE, 200, {}),
        (K.COMMITTEE, P.COMMITTEE_ACTS, "yes", "Handover training was rebuilt after three complaints.", HEARD, 100, {}),
        (K.REVIEW_CADENCE, "", "yes", "International graduates are reviewed every quarter.", PROGRAM, 80, {}),
        (K.ONBOARDING_PART, P.ONBOARDING_REASONING, "yes", "Case rounds in the first two weeks.", PROGRAM, 80, {}),
        (K.ONBOARDING_PART, P.ONBOARDING_PRESENTING, "yes", "Scripts for morning rounds.", PROGRAM, 80, {}),
        (K.ONBOARDING_PART, P.ONBOARDING_NOTES, "yes", "Admission, progress and discharge.", PROGRAM, 80, {}),
        (K.ONBOARDING_PART, P.ONBOARDING_CONSULTS, "yes", "Practised with a senior.", PROGRAM, 80, {}),
        (K.BOARD_PASS_RATE, "", "yes", "First attempts.", WEBSITE, 200, {"percent": "96.5", "span_years": 5}),
        (K.FELLOWSHIP_MATCH, "", "yes", "Cardiology, three graduates.", WEBSITE, 200,
         {"place": "Lakemoor University Hospital (fictional)", "year": -1}),
        (K.VISA_SUPPORT, P.VISA_J1, "yes", "J-1 every year.", WEBSITE, 200, {}),
        (K.VISA_SUPPORT, P.VISA_H1B, "partial", "H-1B with Step 3 passed before ranking.", WEBSITE, 200, {}),
        (K.VISA_SUPPORT, P.VISA_F1, "yes", "F-1 with work permission for the first year.", WEBSITE, 200, {}),
        (K.CCC_LINK, "", "yes", "Mentors hear what the competency committee said.", HEARD, 100, {}),
        (K.LETTER_REACH, "", "yes", "Writers are known across the country.", USER, 100, {}),
        (K.PROJECT_ACCESS, "", "yes", "A list of open projects each month.", WEBSITE, 200, {}),
        (K.ROLE_FLEXIBILITY, "", "partial", "Roles are given by vote.", HEARD, 100, {}),
    ],
    "F003": [
        (K.MENTORING_STRUCTURE, "", "yes", "Everybody gets an advisor on the first day.", WEBSITE, 90, {}),
        (K.PROTECTED_TIME, "", "yes", "One paid hour a month.", WEBSITE, 90, {}),
        (K.PROTECTED_TIME, "", "no", "Mentors do it after clinic.", HEARD, 30, {}),
        (K.VOLUME, "", "yes", "Two intensive care units.", WEBSITE, 900, {}),
        (K.RESEARCH_SUPPORT, "", "yes", "A research office.", WEBSITE, 1500, {}),
        (K.COMMITTEE, "", "yes", "A working group for international graduates.", WEBSITE, 90, {}),
        (K.MODEL_PRESENT, P.MODEL_TIERED, "yes", "A peer and a faculty advisor.", WEBSITE, 90, {}),
        (K.ONBOARDING_PART, P.ONBOARDING_PAPERWORK, "yes", "One day: login, badge, benefits.", HEARD, 30, {}),
        (K.VISA_SUPPORT, P.VISA_J1, "yes", "J-1 is welcome.", WEBSITE, 90, {}),
        (K.VISA_SUPPORT, P.VISA_J1, "no", "Told that there is no sponsor this year.", USER, 20, {}),
    ],
}  # fmt: skip


def create(people, today):
    """The facts of the made-up programs, and what the staff of one of them said about theirs."""
    programs = {
        p.institution.code: p for p in Program.objects.filter(is_fictional=True).select_related("institution")
    }
    for code, facts in FACTS.items():
        for kind, part, value, words, (source_kind, source), days, figures in facts:
            if "year" in figures:
                figures = figures | {"year": today.year + figures["year"]}
            ProgramFact.objects.create(
                program=programs[code],
                kind=kind,
                part=part,
                value=value,
                detail=words,
                source_kind=source_kind,
                source=source,
                as_of=today - timedelta(days=days),
                **figures,
            )
    _answer_back(people, programs["F001"], today)


def _answer_back(people, program, today):
    """One reply accepted, one correction left as it is, one that waits."""
    director, coordinator, editor = people["larkspur"], people["quill"], people["admin"]
    correction = {
        "value": "yes",
        "source": "Minutes of the department (made up)",
        "as_of": today - timedelta(days=10),
    }
    reply = suggestions.suggest(
        program=program,
        about=program.facts.get(kind=K.FACULTY_CREDIT),
        kind=FactSuggestion.Kind.REPLY,
        words="The department votes on this in spring.",
        by=director,
    )
    suggestions.accept(suggestion=reply, by=editor)
    declined = suggestions.suggest(
        program=program,
        about=program.facts.get(kind=K.RESEARCH_SUPPORT),
        kind=FactSuggestion.Kind.CORRECTION,
        fact_kind=K.RESEARCH_SUPPORT,
        words="A statistician can be asked through the university.",
        by=coordinator,
        **correction,
    )
    suggestions.decline(suggestion=declined, by=editor, reason="Is there an agreement we could link to?")
    suggestions.suggest(
        program=program,
        about=None,
        kind=FactSuggestion.Kind.NEW,
        fact_kind=K.VISA_SUPPORT,
        part=P.VISA_F1,
        words="F-1 with work permission, for the first year.",
        by=director,
        **correction,
    )
