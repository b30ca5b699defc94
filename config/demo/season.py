"""An applicant in the middle of her season, and one who trained abroad. The programs they judge are made up."""

from datetime import timedelta
from functools import partial

from config.demo import places
from config.demo.history import at
from config.demo.stories import make_needs
from config.demo.words_of_season import ANSWERS, PEOPLE, SKETCH, STATED_GOALS
from playbook.models import Question
from playbook.vocabulary import NeedProfile, Setting
from programs.models import (
    Answer,
    Evaluation,
    NamedPerson,
    PathCondition,
    Preferences,
    Program,
    ProgramMessage,
    WebsiteCheck,
)


def create(people, home, away, today):
    """Two more made-up programs beside the two of the house, one in between and one unknown, and two applicants."""
    make = partial(places.make_program, specialty=home.specialty)
    between = make("F003", "Brindle Bay Hospital (fictional)", setting=Setting.HYBRID, city="Brindle Bay")
    unknown = make("F004", "Saltmarsh Medical Center (fictional)", setting=Setting.UNKNOWN, city="Saltmarsh")
    programs = {p.institution.code: p for p in (home, away, between, unknown)}
    maya(people["maya"], programs, today)
    sami(people["sami"], programs, today)


def maya(me, programs, today):
    """Heading for cardiology: one program that names people, one to build oneself, one in doubt, one still ahead."""
    target = "cardiology fellowship"
    make_needs(me, "maya", today)
    home, away, doubt, unknown = (programs[code] for code in ("F001", "F002", "F003", "F004"))
    for place, (program, days) in enumerate(((away, -12), (home, -19), (doubt, -5)), 1):
        evaluation = _look(me, program, target, today, days, rank=place)
        _hear(evaluation, today + timedelta(days=days))
    _look(me, unknown, target, today, 6, tags=["close to home"])
    _write(Evaluation.objects.get(applicant=me, program=away), today)
    _judge(Evaluation.objects.get(applicant=me, program=doubt), target)
    for program in Program.objects.filter(is_fictional=False, specialty__code="140").order_by("pk")[:2]:
        Evaluation.objects.create(
            applicant=me,
            program=program,
            target_path=target,
            tags=["look up"],
            created_at=at(today - timedelta(days=25)),
        )


def sami(me, programs, today):
    """Trained abroad, on a visa: the questions and the picture for international graduates."""
    make_needs(me, "sami", today)
    Preferences.objects.create(
        user=me,
        is_img=True,
        need_profiles=[NeedProfile.VISA_DEPENDENT, NeedProfile.FELLOWSHIP_FOCUSED],
    )
    for code, days in (("F001", -8), ("F002", -3)):
        _hear(
            _look(me, programs[code], "nephrology fellowship", today, days),
            today + timedelta(days=days),
            "img",
        )


def _look(me, program, target, today, days, **fields):
    place = "Video, link in the invitation" if days > 0 else "On site"
    return Evaluation.objects.create(
        applicant=me,
        program=program,
        target_path=target,
        interview_at=at(today + timedelta(days=days)),
        interview_place=place,
        created_at=at(today - timedelta(days=30)),
        **fields,
    )


def _hear(evaluation, day, who="all"):
    """Store the answers written for this program, each under the wording of today's question bank."""
    code = evaluation.program.institution.code
    answers = ANSWERS[code] if who == "all" else ANSWERS[f"{code} {who}"]
    questions = {
        question.key: question for question in Question.objects.filter(key__in=[a[0] for a in answers])
    }
    for key, speaker, signs, cases, green, red, opening, reading, note in answers:
        question = questions[key]
        answer = Answer.objects.create(
            evaluation=evaluation,
            question_key=key,
            wording=question.wording.replace("{goal}", evaluation.target_path)
            .replace("{path}", evaluation.target_path)
            .replace("{fellowship}", evaluation.target_path),
            feeds=question.feeds,
            audience=question.audience,
            speaker=speaker,
            note=note,
            has_name="n" in signs,
            has_timeframe="t" in signs,
            has_example="e" in signs,
            cases=cases,
            green=green,
            red=red,
            opening=opening,
            reading=reading,
            heard_on=day,
        )
        for name, hint in PEOPLE.get((code, key), ()):
            person, _ = NamedPerson.objects.get_or_create(
                evaluation=evaluation, name=name, defaults={"hint": hint, "is_prospect": True}
            )
            person.answers.add(answer)


def _write(evaluation, today):
    """She told the program what she hopes for, asked for a sketch, and got one."""
    for key, parts in STATED_GOALS.items():
        ProgramMessage.objects.create(
            evaluation=evaluation,
            template_key=key,
            parts=parts,
            recipient="Dr. Fernmoor",
            sent_on=today - timedelta(days=11),
        )
    WebsiteCheck.objects.create(
        evaluation=evaluation,
        url="https://lakemoor.example/residency",
        checked_on=today - timedelta(days=20),
        names_support=True,
        explains_structure=False,
    )
    Evaluation.objects.filter(pk=evaluation.pk).update(
        priorities_sent_on=today - timedelta(days=11),
        reaction="leaned_in",
        sketch_asked_on=today - timedelta(days=11),
        sketch_replied_on=today - timedelta(days=8),
        sketch_text=SKETCH,
        sketch_signs=["names_given", "cadence_given", "tied_to_evaluation"],
    )
    for name, hint in PEOPLE["sketch"]:
        NamedPerson.objects.update_or_create(
            evaluation=evaluation, name=name, defaults={"hint": hint, "in_sketch": True, "is_prospect": True}
        )


def _judge(evaluation, target):
    """Three of the four conditions hold; one is still a question to ask."""
    for key, question in (
        ("none_reached_it", "Q-R3"),
        ("vague_leaders", "Q-L2"),
        ("residents_say_leave", "Q-R6"),
    ):
        PathCondition.objects.create(
            evaluation=evaluation,
            path=target,
            key=key,
            holds=True,
            answer=evaluation.answers.filter(question_key=question).first(),
        )
