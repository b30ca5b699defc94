"""One residency with everybody in it, and a secret word in every private field.

The access table opens every door as each of these people; the canary sweep then looks for words that somebody
should not have read. Who may read which word stands in READERS.
"""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

from django.utils import timezone

from accounts.models import User
from plans.models import CheckIn, CheckInReader, Goal, Leave, Letter, Milestone, Output, Plan, PlanWindow
from playbook.vocabulary import MeetingOutcome, RelationshipStatus, Role
from programs.models import (
    Answer,
    AnswerDraft,
    Evaluation,
    FactSuggestion,
    Invitation,
    NamedPerson,
    NeedJudgement,
    OwnQuestion,
    PathCondition,
    ProgramFact,
    ProgramMessage,
    WebsiteCheck,
)
from tests import factories as make

PEOPLE = [
    "anonymous",
    "applicant",
    "resident",
    "other_resident",
    "mentor",
    "former_mentor",
    "director",
    "other_director",
    "coordinator",
    "admin",
    "deactivated",
]

# Secret word -> the people who may read it. Everybody else, on any page, in any file, may not.
READERS = {
    "canary-private-note": {"resident"},
    "canary-agreement": {"resident", "mentor"},
    "canary-agenda": {"resident", "mentor"},
    "canary-shared-notes": {"resident", "mentor"},
    "canary-mentee-notes": {"resident"},
    "canary-mentor-notes": {"mentor"},
    "canary-former-mentor-notes": {"former_mentor"},
    "canary-past-shared-notes": {"resident", "former_mentor"},
    "canary-need": {"resident", "mentor"},
    "canary-other-need": {"other_resident"},
    "canary-message": {"resident", "mentor"},
    "canary-goal": {"resident", "mentor"},
    "canary-output": {"resident", "mentor"},
    "canary-evidence": {"resident"},
    "canary-checkin-done": {"resident", "mentor"},
    "canary-checkin-next": {"resident", "mentor"},
    "canary-checkin-question": {"resident", "mentor"},
    "canary-note-to-self": {"resident"},
    "canary-reply": {"resident", "mentor"},
    "canary-identity": {"resident", "mentor"},
    "canary-direction": {"resident"},
    "canary-answer": {"applicant"},
    "canary-target-path": {"applicant"},
    "canary-sketch": {"applicant"},
    "canary-named-person": {"applicant"},
    "canary-program-note": {"applicant"},
    "canary-tag": {"applicant"},
    "canary-interview-place": {"applicant"},
    "canary-cue": {"applicant"},
    "canary-speaker": {"applicant"},
    "canary-reading-reason": {"applicant"},
    "canary-draft": {"applicant"},
    "canary-judgement": {"applicant"},
    "canary-path": {"applicant"},
    "canary-to-program": {"applicant"},
    "canary-website": {"applicant"},
    "canary-person-hint": {"applicant"},
    "canary-own-question": {"applicant"},
    "canary-approach": {"applicant"},
    "canary-recipient": {"applicant"},
    "canary-projects": {"applicant"},
    "canary-wording": {"applicant"},
    "canary-sketch-reason": {"applicant"},
    "canary-own-need": {"applicant"},
    "canary-dropped-reason": {"resident"},
    "canary-suggestion": {"director", "coordinator", "admin"},
}


def build():
    today = timezone.localdate()
    house = SimpleNamespace(today=today)
    _places_and_people(house)
    _relationships(house)
    _plan(house)
    _evaluation(house)
    return house


def _places_and_people(h):
    start = date(h.today.year - 1, 7, 1)
    h.program, h.other_program = make.make_program("County Medicine"), make.make_program("Lakeside Medicine")
    h.applicant = make.make_applicant("Ana Applicant")
    h.resident, h.other_resident = make.make_user("Rae Resident"), make.make_user("Omar Other")
    h.mentor, h.former_mentor = make.make_user("Dr. Mae Mentor"), make.make_user("Dr. Fay Former")
    h.director, h.other_director = make.make_user("Dr. Dee Director"), make.make_user("Dr. Elsewhere")
    h.coordinator = make.make_user("Cory Coordinator")
    h.admin = make.make_user("Addie Admin", is_staff=True)
    h.deactivated = make.make_user("Dr. Gone")
    h.membership = make.make_member(h.program, user=h.resident, started_on=start)
    make.make_member(h.program, user=h.other_resident, started_on=start)
    make.make_member(h.program, user=h.director, role=Role.PROGRAM_DIRECTOR)
    make.make_member(h.program, user=h.deactivated, role=Role.PROGRAM_DIRECTOR)
    make.make_member(h.other_program, user=h.other_director, role=Role.PROGRAM_DIRECTOR)
    make.make_member(h.program, user=h.coordinator, role=Role.COORDINATOR)
    h.membership_asked = make.make_member(
        h.program, user=make.make_user("Nell Newcomer"), state="asked", started_on=start
    )
    h.invitation = Invitation.objects.create(
        program=h.program,
        email="invited@example.org",
        role=Role.RESIDENT,
        started_on=start,
        invited_by=h.director,
    )
    profile = h.resident.profile
    profile.identity_line, profile.direction, profile.direction_reason = (
        "canary-identity",
        "canary-direction",
        "canary-direction",
    )
    profile.save()
    for person in (h.mentor, h.former_mentor):
        person.profile.is_mentor = True
        person.profile.stage = "early_career"
        person.profile.save()
    for person in (h.director, h.other_director, h.coordinator, h.admin, h.deactivated):
        person.profile.stage = "early_career"
        person.profile.save()
    User.objects.filter(pk=h.deactivated.pk).update(is_active=False)


def _relationships(h):
    h.need = make.make_need(h.resident, sentence="Submit canary-need by June")
    make.make_need(h.other_resident, sentence="Publish canary-other-need by June")
    h.mentor_card = make.make_mentor("Dr. Mae Mentor", user=h.mentor, email=h.mentor.email, program=h.program)
    past_card = make.make_mentor(
        "Dr. Fay Former", user=h.former_mentor, email=h.former_mentor.email, program=h.program
    )
    h.relationship = make.make_relationship(
        h.resident,
        h.mentor_card,
        need=h.need,
        purpose="canary-agreement",
        outcome="canary-agreement",
        mentee_part="canary-agreement",
        private_note="canary-private-note",
    )
    h.past_relationship = make.make_relationship(
        h.resident,
        past_card,
        status=RelationshipStatus.ENDED,
        started_on=date(2025, 8, 1),
        ended_on=h.today - timedelta(days=60),
        purpose="Past purpose",
    )
    prospect = make.make_mentor("Dr. Pia Prospect", program=h.program)
    h.prospect_relationship = make.make_relationship(h.resident, prospect, status=RelationshipStatus.PROSPECT)
    h.message = make.make_message(h.prospect_relationship, parts={"why_you": "canary-message"})
    soon = datetime.combine(h.today + timedelta(days=9), datetime.min.time(), UTC) + timedelta(hours=17)
    ago = soon - timedelta(days=40)
    h.meeting = make.make_meeting(
        h.relationship,
        starts_at=soon,
        agenda_updates="canary-agenda",
        shared_notes="canary-shared-notes",
        mentee_notes="canary-mentee-notes",
        mentor_notes="canary-mentor-notes",
    )
    h.held_meeting = make.make_meeting(
        h.relationship,
        starts_at=ago,
        outcome=MeetingOutcome.HELD,
        confirmed_at=timezone.now(),
        confirmed_via="page",
    )
    h.past_meeting = make.make_meeting(
        h.past_relationship,
        starts_at=ago - timedelta(days=90),
        outcome=MeetingOutcome.HELD,
        confirmed_at=timezone.now(),
        confirmed_via="page",
        shared_notes="canary-past-shared-notes",
        mentor_notes="canary-former-mentor-notes",
    )


def _plan(h):
    start = h.membership.started_on
    h.plan = Plan.objects.create(
        resident=h.resident,
        membership=h.membership,
        template_key="three_year_community",
        starts_on=start,
        years=3,
    )
    window = PlanWindow.objects.create(
        plan=h.plan,
        number=1,
        theme="Find mentors",
        first_month=1,
        last_month=36,
        starts_on=start,
        ends_on=start.replace(year=start.year + 3) - timedelta(days=1),
    )
    h.leave = Leave.objects.create(
        plan=h.plan, starts_on=start + timedelta(days=30), ends_on=start + timedelta(days=36)
    )
    dates = {"opens_on": h.today - timedelta(days=30), "due_on": h.today + timedelta(days=60)}
    h.milestone = Milestone.objects.create(
        plan=h.plan, window=window, code="P-12", title="Submit the project", **dates
    )
    h.done_milestone = Milestone.objects.create(
        plan=h.plan,
        window=window,
        code="P-01",
        title="List mentors",
        done_on=h.today,
        evidence="canary-evidence",
        **dates,
    )
    h.dropped_milestone = Milestone.objects.create(
        plan=h.plan,
        window=window,
        code="P-15",
        title="Away rotation",
        dropped_on=h.today,
        dropped_reason="canary-dropped-reason",
        **dates,
    )
    h.goal = Goal.objects.create(plan=h.plan, title="canary-goal", target=2)
    h.output = Output.objects.create(
        plan=h.plan,
        title="canary-output",
        type="qi",
        relationship=h.relationship,
        due_on=h.today + timedelta(days=30),
    )
    h.letter = Letter.objects.create(plan=h.plan, writer=h.mentor_card, worked_together=True)
    quarter = {"opens_on": h.today - timedelta(days=100), "due_on": h.today - timedelta(days=86)}
    h.sent_checkin = CheckIn.objects.create(
        plan=h.plan,
        quarter=1,
        late_on=h.today - timedelta(days=72),
        done="canary-checkin-done",
        next="canary-checkin-next",
        questions="canary-checkin-question",
        note_to_self="canary-note-to-self",
        sent_at=timezone.now() - timedelta(days=90),
        **quarter,
    )
    h.checkin_reader = CheckInReader.objects.create(
        checkin=h.sent_checkin, relationship=h.relationship, read_at=timezone.now(), reply="canary-reply"
    )
    h.checkin = CheckIn.objects.create(
        plan=h.plan,
        quarter=2,
        opens_on=h.today - timedelta(days=9),
        due_on=h.today + timedelta(days=5),
        late_on=h.today + timedelta(days=19),
    )


def _evaluation(h):
    h.evaluation = Evaluation.objects.create(
        applicant=h.applicant,
        program=h.program,
        target_path="canary-target-path",
        note="canary-program-note",
        tags=["canary-tag"],
        interview_at=timezone.now() + timedelta(days=3),
        interview_place="canary-interview-place",
        rank=1,
        priorities_sent_on=h.today - timedelta(days=20),
        sketch_asked_on=h.today - timedelta(days=19),
        sketch_replied_on=h.today - timedelta(days=16),
        sketch_text="canary-sketch",
        sketch_reading="partial",
        sketch_override_reason="canary-sketch-reason",
    )
    h.other_evaluation = Evaluation.objects.create(
        applicant=h.applicant, program=h.other_program, target_path="canary-target-path", rank=2
    )
    h.answer = Answer.objects.create(
        evaluation=h.evaluation,
        question_key="Q-L1",
        wording="Who mentors residents in canary-wording?",
        audience="leadership",
        speaker="canary-speaker",
        note="canary-answer",
        green=["canary-cue"],
        has_name=True,
        reading="partial",
        reading_reason="canary-reading-reason",
        heard_on=h.today,
    )
    h.named_person = NamedPerson.objects.create(
        evaluation=h.evaluation,
        name="canary-named-person",
        hint="canary-person-hint",
        approach="canary-approach",
        project_types="canary-projects",
    )
    h.named_person.answers.add(h.answer)
    AnswerDraft.objects.create(
        evaluation=h.evaluation,
        question_key="Q-R1",
        audience="resident",
        typed={"note": "canary-draft"},
    )
    h.applicant_need = make.make_need(h.applicant, sentence="Meet canary-own-need every quarter")
    NeedJudgement.objects.create(
        evaluation=h.evaluation,
        need_ref=h.applicant_need.pk,
        note="canary-judgement",
        value="winnable",
        reason="canary-judgement",
    )
    h.path_condition = PathCondition.objects.create(
        evaluation=h.evaluation, path="canary-path", key="vague_leaders", holds=True, answer=h.answer
    )
    ProgramMessage.objects.create(
        evaluation=h.evaluation,
        template_key="T-01",
        recipient="canary-recipient",
        parts={"long_goal": "canary-to-program"},
    )
    OwnQuestion.objects.create(
        evaluation=h.evaluation, audience="leadership", wording="Who covers for canary-own-question?"
    )
    WebsiteCheck.objects.create(
        evaluation=h.evaluation, url="https://example.org/canary-website", checked_on=h.today
    )
    h.fact = ProgramFact.objects.create(
        program=h.program,
        kind="research_support",
        value="no",
        detail="No statistician on site.",
        source_kind="program",
        source="Program leaders",
        as_of=h.today - timedelta(days=60),
    )
    h.suggestion = FactSuggestion.objects.create(
        program=h.program,
        about=h.fact,
        kind=FactSuggestion.Kind.REPLY,
        words="canary-suggestion",
        suggested_by=h.coordinator,
    )
