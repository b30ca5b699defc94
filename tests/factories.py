"""Plain functions that make test data. Say what matters in the test; leave the rest to the maker."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

from accounts.models import User
from mentorship.models import Meeting, Mentor, Message, Need, Relationship
from playbook.vocabulary import Cadence, Channel, Function, RelationshipStatus, Role, Stage
from programs.models import Institution, Membership, Program, Specialty

PASSWORD = "a long password for tests"
_number = count(1)


def make_user(name="Sam Lee", *, email=None, verified=True, **fields):
    """An account with a verified address, so that it can sign in."""
    from allauth.account.models import EmailAddress

    user = User.objects.create_user(
        email or f"person{next(_number)}@example.org", PASSWORD, full_name=name, **fields
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=verified, primary=True)
    return user


def make_applicant(name="Ana Applicant"):
    user = make_user(name)
    user.profile.stage = Stage.GAP_OR_APPLICANT
    user.profile.save()
    return user


def make_specialty(**fields):
    number = next(_number)
    return Specialty.objects.get_or_create(
        code=fields.pop("code", "140"),
        defaults={
            "name": f"Internal Medicine {number}" if fields.get("code") else "Internal Medicine",
            **fields,
        },
    )[0]


def make_institution(**fields):
    number = next(_number)
    return Institution.objects.create(
        **{"code": f"{number:04}", "name": f"Hospital {number}", "state": "OH", **fields}
    )


def make_program(name="Internal Medicine", **fields):
    return Program.objects.create(
        **{
            "institution": fields.pop("institution", None) or make_institution(),
            "specialty": fields.pop("specialty", None) or make_specialty(),
            "name": name,
            "state": "OH",
            "training_years": 3,
            **fields,
        }
    )


def make_member(
    program, *, role=Role.RESIDENT, started_on=date(2025, 7, 1), user=None, state="active", **fields
):
    return Membership.objects.create(
        user=user or make_user(), program=program, role=role, started_on=started_on, state=state, **fields
    )


def make_need(owner, **fields):
    return Need.objects.create(
        **{
            "owner": owner,
            "bucket": "scholarly",
            "functions": [Function.PROJECT],
            "sentence": f"Submit one abstract to a regional meeting, number {next(_number)}",
            "measure_count": 1,
            "due_on": date(2027, 6, 30),
            **fields,
        }
    )


def make_mentor(name="Dr. Mae Mentor", **fields):
    return Mentor.objects.create(**{"name": name, "email": f"mentor{next(_number)}@example.org", **fields})


def make_relationship(mentee, mentor=None, *, status=RelationshipStatus.ACTIVE, **fields):
    """A pair. Active ones come with the agreement that the database asks for."""
    agreed = {
        "purpose": "Find and finish one project",
        "channel": Channel.EMAIL,
        "cadence": Cadence.QUARTERLY,
        "outcome": "One abstract submitted",
        "outcome_due_on": date(2027, 6, 30),
        "agreed_on": date(2025, 9, 1),
        "started_on": date(2025, 9, 1),
    }
    return Relationship.objects.create(
        **{
            "mentee": mentee,
            "mentor": mentor or make_mentor(added_by=mentee),
            "functions": [Function.CAREER],
            "status": status,
            **(agreed if status == RelationshipStatus.ACTIVE else {}),
            **fields,
        }
    )


def make_message(relationship, **fields):
    return Message.objects.create(**{"relationship": relationship, "template_key": "T-03", **fields})


def make_meeting(relationship, *, starts_at=None, **fields):
    starts_at = starts_at or datetime(2026, 1, 12, 17, 0, tzinfo=UTC) + timedelta(days=next(_number))
    return Meeting.objects.create(relationship=relationship, starts_at=starts_at, **fields)
