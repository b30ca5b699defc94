"""An applicant with sixty programs of thirty answers each, and a catalogue as large as the whole country's."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from django.db import connection

from accounts.models import User
from mentorship.models import Need
from playbook.models import Question
from playbook.vocabulary import Function, NeedBucket, Stage
from programs.models import Answer, Evaluation, NamedPerson, Preferences, Program, ProgramFact

EVALUATIONS, ANSWERS = 60, 30
ALL_PROGRAMS = 13_500
READINGS = ("concrete", "partial", "vague", "concrete", "opportunity")
FACTS = ("mentoring_structure", "protected_time", "research_support", "letter_reach", "project_access")


@dataclass(frozen=True)
class Season:
    applicant: User
    evaluations: list

    def some(self, count):
        """The query of the compare page for so many programs."""
        return "&".join(f"e={evaluation.pk}" for evaluation in self.evaluations[:count])


def make(today):
    """Somebody in the middle of the season. Facts and answers stand on made-up programs only."""
    tag = uuid4().hex[:8]
    applicant = User.objects.create_user(f"applicant-{tag}@bench.example", None, full_name="Bench Applicant")
    applicant.profile.stage = Stage.GAP_OR_APPLICANT
    applicant.profile.save(update_fields=["stage"])
    Preferences.objects.create(user=applicant)
    Need.objects.bulk_create(
        Need(
            owner=applicant,
            bucket=bucket,
            functions=[Function.PROJECT],
            sentence=f"Finish {n} small projects before the end of PGY-2",
            measure_count=n,
            priority=n,
        )
        for n, bucket in ((1, NeedBucket.SCHOLARLY), (2, NeedBucket.PATHWAY), (3, NeedBucket.DAY_TO_DAY))
    )
    fill_the_catalogue()
    programs = list(
        Program.objects.filter(is_fictional=True, name__startswith="Bench").order_by("pk")[:EVALUATIONS]
    )
    evaluations = Evaluation.objects.bulk_create(
        Evaluation(applicant=applicant, program=program, target_path="cardiology fellowship", rank=n)
        for n, program in enumerate(programs, 1)
    )
    _hear(evaluations, today)
    _say(programs, today)
    return Season(applicant, evaluations)


def fill_the_catalogue():
    """Made-up programs beside the real ones, until there are as many as the country has."""
    missing = ALL_PROGRAMS - Program.objects.count()
    if missing <= 0:
        return
    skipped = {"id", "name", "is_fictional", "sort_name", "search_text", "acgme_code", "imported_in_id"}
    same = [f.column for f in Program._meta.concrete_fields if f.column not in skipped]
    columns = ", ".join(f'"{column}"' for column in same)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO programs_program ({columns}, name, is_fictional, sort_name, search_text) "  # noqa: S608
            f"SELECT {columns}, 'Bench ' || name || ' ' || n, true, sort_name || ' bench ' || n, "
            "search_text || 'bench ' || n || ' ' "
            "FROM (SELECT *, row_number() OVER () AS n FROM programs_program p "
            "CROSS JOIN generate_series(1, 4)) copied WHERE n <= %s",
            [missing],
        )
        cursor.execute(
            "VACUUM (ANALYZE) programs_program" if connection.get_autocommit() else "ANALYZE programs_program"
        )


def _hear(evaluations, today):
    questions = list(Question.objects.current().in_bank("interview").to_ask())
    answers = Answer.objects.bulk_create(
        Answer(
            evaluation=evaluation,
            question_key=questions[n % len(questions)].key,
            wording=questions[n % len(questions)].wording,
            feeds=questions[n % len(questions)].feeds,
            audience=questions[n % len(questions)].audience,
            speaker=f"person {n // len(questions)}",
            note="They said a few sentences about it, with a name and a month.",
            green=questions[n % len(questions)].green[:1],
            has_name=True,
            has_timeframe=bool(n % 2),
            reading=READINGS[n % len(READINGS)],
            heard_on=today - timedelta(days=n),
        )
        for evaluation in evaluations
        for n in range(ANSWERS)
    )
    people = NamedPerson.objects.bulk_create(
        NamedPerson(evaluation=evaluation, name=f"Dr. Bench {n}", is_prospect=True)
        for evaluation in evaluations
        for n in range(3)
    )
    through = NamedPerson.answers.through
    firsts = answers[::ANSWERS]
    through.objects.bulk_create(
        through(namedperson_id=person.pk, answer_id=firsts[place // 3].pk)
        for place, person in enumerate(people)
    )


def _say(programs, today):
    ProgramFact.objects.bulk_create(
        ProgramFact(
            program=program,
            kind=kind,
            value=("yes", "partial", "no")[(place + n) % 3],
            detail="As the bench made it up.",
            source_kind="user",
            source="Bench",
            as_of=today - timedelta(days=100),
        )
        for n, program in enumerate(programs)
        for place, kind in enumerate(FACTS)
    )
