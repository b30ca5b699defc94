"""The demo's programs and their people."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts.models import User
from config.demo import cast
from mentorship.models import Mentor
from playbook.vocabulary import Role, Setting, Stage
from programs.calendar import academic_year_start, add_months
from programs.models import Institution, Membership, Program, Specialty


def make_places(today):
    """Two programs, each marked as made up."""
    specialty, _ = Specialty.objects.get_or_create(code="140", defaults={"name": "Internal Medicine"})
    home = make_program(
        "F001", "Fernhollow Community Hospital (fictional)", specialty, Setting.COMMUNITY, "Fernhollow"
    )
    away = make_program(
        "F002", "Lakemoor University Hospital (fictional)", specialty, Setting.UNIVERSITY, "Lakemoor"
    )
    return home, away


def make_program(code, name, specialty, setting, city):
    institution = Institution.objects.create(code=code, name=name, state="OH")
    return Program.objects.create(
        institution=institution,
        specialty=specialty,
        name="Internal Medicine",
        city=city,
        state="OH",
        setting=setting,
        training_years=3,
        is_fictional=True,
    )


def make_people():
    """The people of the cast, with verified addresses and one password. Returns them by key."""
    password = make_password(cast.PASSWORD)
    others = [cast.Person(cast.key_of(name), name) for name, *_ in cast.COHORT]
    return {person.key: _account(person, password) for person in [*cast.LEADS, *others]}


def _account(person, password):
    user = User(email=person.email, full_name=person.name, password=password, is_staff=person.key == "admin")
    user.save()
    if person.key != "noor":  # the newcomer meets the first visit
        user.profile.welcomed_at = timezone.now()
        user.profile.save(update_fields=["welcomed_at"])
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def make_members(people, home, away, today):
    """Everybody's place in the programs; the director approved them. Returns the residencies by person's key."""
    director = people["larkspur"]
    year = academic_year_start(today)
    since = year.replace(year=year.year - 6)
    for key, program, role in [
        ("larkspur", home, Role.PROGRAM_DIRECTOR),
        ("quill", home, Role.COORDINATOR),
        ("oakhollow", home, Role.MENTOR),
        ("fernmoor", home, Role.MENTOR),
        ("fernmoor", away, Role.PROGRAM_DIRECTOR),
    ]:
        _member(people[key], program, role, since, director)
        _stage(people[key], Stage.EARLY_CAREER)
    _stage(people["admin"], Stage.EARLY_CAREER)
    for key in ("maya", "sami"):
        _stage(people[key], Stage.GAP_OR_APPLICANT)
    for key in ("oakhollow", "fernmoor"):
        people[key].profile.is_mentor = True
        people[key].profile.save()
    return {
        key: _member(people[key], home, Role.RESIDENT, start, director)
        for key, start in _starts(today).items()
    }


def _starts(today):
    """First day of training by person. Most began on 1 July; a few began off cycle, so that on any day of the year
    one check-in is open and two are late."""
    july = academic_year_start(today)
    years = {"ada": 1, "ines": 1, "theo": 3}
    years |= {cast.key_of(name): pgy for name, pgy, _ in cast.COHORT}
    starts = {key: july.replace(year=july.year - pgy + 1) for key, pgy in years.items()}
    starts["robin"] = add_months(today + timedelta(days=7), -18)
    for name, pgy, story in cast.COHORT:
        if story == "late check-in":
            starts[cast.key_of(name)] = add_months(today - timedelta(days=20), -12 * pgy + 9)
    return starts


def _member(user, program, role, started_on, director):
    return Membership.objects.create(
        user=user,
        program=program,
        role=role,
        state=Membership.State.ACTIVE,
        started_on=started_on,
        decided_by=director,
    )


def _stage(user, stage):
    user.profile.stage = stage
    user.profile.save(update_fields=["stage"])


def make_cards(people, home):
    """The program's directory of mentors. Returns the cards by key."""
    return {
        card.key: Mentor.objects.create(
            program=home,
            user=people.get(card.key),
            added_by=people["larkspur"],
            name=card.name,
            email=f"{card.key}@demo.example",
            title=card.title,
            expertise=card.expertise,
            position=card.position,
            functions=list(card.functions),
            capacity=card.capacity,
            time_basis=card.time_basis,
        )
        for card in cast.CARDS
    }
