"""The people the page bench signs in as, made with the product's own actions on top of the bulk data."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from accounts.models import User
from config.demo.history import add_readers, make_plan, make_tie, plan_next_meeting
from mentorship.models import Mentor, Message, OfferedTime, Relationship
from plans.models import Milestone
from playbook.vocabulary import Role
from programs.calendar import add_months
from programs.models import Institution, Membership, Program, Specialty

COHORT = 100
MENTEES = 20


@dataclass(frozen=True)
class Subjects:
    resident: User
    director: User
    mentor: User
    program: Program
    milestone: Milestone
    ask: Message


def make(today):
    """A program with a hundred residents, its director, and a mentor with twenty mentees."""
    tag = uuid4().hex[:8]
    specialty, _ = Specialty.objects.get_or_create(code="140", defaults={"name": "Internal Medicine"})
    institution = Institution.objects.create(
        code=f"B{tag[:5]}", name=f"Bench Hospital {tag} (fictional)", state="OH"
    )
    program = Program.objects.create(
        institution=institution, specialty=specialty, name="Internal Medicine", state="OH", is_fictional=True
    )
    director, mentor = _user(f"director-{tag}"), _user(f"mentor-{tag}")
    mentor.profile.is_mentor = True
    mentor.profile.save(update_fields=["is_mentor"])
    _member(director, program, Role.PROGRAM_DIRECTOR, today - timedelta(days=900))
    cards = [
        _card(program, f"Dr. Bench {n}", f"bench-{n}-{tag}", mentor if n == 0 else None) for n in range(4)
    ]
    residents = [_resident(program, number, tag, cards, today) for number in range(COHORT)]
    asked = Relationship.objects.create(
        mentee=residents[-1],
        mentor=_card(program, "Dr. Asked", f"asked-{tag}"),
        functions=["project"],
        status="asked",
    )
    ask = Message.objects.create(
        relationship=asked,
        template_key="T-03",
        parts={"who": "A bench resident.", "goals": "One abstract by June.", "why_you": "Your talk."},
        state="sent",
        sent_on=today,
        sent_by="app",
    )
    for days in (3, 5):
        OfferedTime.objects.create(message=ask, starts_at=_noon(today + timedelta(days=days)))
    milestone = Milestone.objects.filter(plan__resident=residents[0]).first()
    return Subjects(residents[0], director, mentor, program, milestone, ask)


def _resident(program, number, tag, cards, today):
    user = _user(f"resident-{number}-{tag}")
    start = add_months(today.replace(day=1), -(5 + number % 30))
    membership = _member(user, program, Role.RESIDENT, start)
    plan = make_plan(membership, today, leave_overdue=number % 4, late_checkins=number % 7 == 0, seed=number)
    first = cards[0] if number < MENTEES else cards[1]
    tie = make_tie(user, first, ("career",), start + timedelta(days=40), today)
    make_tie(user, cards[2], ("project",), start + timedelta(days=60), today)
    plan_next_meeting(tie, today + timedelta(days=3 + number % 20))
    add_readers(plan)
    return user


def _user(name):
    return User.objects.create_user(f"{name}@bench.example", None, full_name=name.replace("-", " ").title())


def _member(user, program, role, start):
    return Membership.objects.create(user=user, program=program, role=role, state="active", started_on=start)


def _card(program, name, key, user=None):
    return Mentor.objects.create(
        program=program, user=user, name=name, email=f"{key}@bench.example", functions=["career", "project"]
    )


def _noon(day):
    from config.demo.history import at

    return at(day)
