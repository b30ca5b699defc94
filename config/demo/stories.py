"""The five residents a visitor signs in as: what each one's pages are there to show."""

from datetime import timedelta

from accounts.models import AccessEntry
from config.demo import cast, words
from config.demo.history import add_readers, at, make_plan, make_tie, plan_next_meeting, weekday
from mentorship.models import Message, Need, OfferedTime, Relationship
from plans.models import Goal, Letter, Output
from playbook.vocabulary import Origin, RelationshipStatus, Ring

STATUS = RelationshipStatus


def make_needs(resident, key, today):
    for bucket, topic, functions, sentence, count, unit, priority in words.NEEDS[key]:
        Need.objects.create(
            owner=resident,
            bucket=bucket,
            topic=topic,
            functions=functions,
            sentence=sentence,
            measure_count=count,
            measure_unit=unit,
            due_on=today + timedelta(days=210),
            priority=priority,
            target_specialty="Cardiology" if bucket == "pathway" else "",
        )


def robin(people, cards, homes, today):
    """PGY-2: two mentors who work, one gone quiet, a project on its way, a letter to ask for."""
    me, start = people["robin"], homes["robin"].started_on
    make_needs(me, "robin", today)
    plan = make_plan(homes["robin"], today, leave_overdue=1)
    career = make_tie(me, cards["oakhollow"], ("career", "pathway"), start + timedelta(days=60), today)
    project = make_tie(me, cards["fernmoor"], ("project",), start + timedelta(days=100), today)
    make_tie(
        me,
        cards["bellwether"],
        ("clinical", "project"),
        start + timedelta(days=70),
        today,
        status=STATUS.STALLED,
        ring=Ring.WIDER,
        quiet_since=today - timedelta(days=190),
    )
    make_tie(me, cards["wrenfield"], ("day_to_day",), start + timedelta(days=45), today)
    plan_next_meeting(
        career, today + timedelta(days=8), agenda_questions="Which of the eight programs would you drop?"
    )
    plan_next_meeting(project, today + timedelta(days=15))
    _outputs(plan, project, today)
    Letter.objects.create(
        plan=plan,
        writer=cards["oakhollow"],
        worked_together=True,
        state="planned",
        due_on=today + timedelta(days=200),
    )
    add_readers(plan)
    plan.shared_with_director = True
    plan.save(update_fields=["shared_with_director"])
    for days, what in ((40, "progress"), (12, "cohort"), (3, "progress")):
        AccessEntry.objects.create(
            viewer=people["larkspur"],
            viewer_name=people["larkspur"].full_name,
            viewer_role="Program director",
            subject=me,
            what=what,
            at=at(today - timedelta(days=days)),
        )


def _outputs(plan, tie, today):
    rows = [
        ("Discharge calls: poster", "qi", "accepted", -220, -5),
        ("Discharge calls: abstract", "qi", "draft", -120, 29),
        ("Chart review of 84 stays", "chart_review", "data", -60, 160),
        ("Case report: low sodium", "case_report", "idea", 40, 230),
    ]
    for title, kind, stage, begin, due in rows:
        Output.objects.create(
            plan=plan,
            title=title,
            type=kind,
            stage=stage,
            stage_since=today - timedelta(days=20),
            relationship=tie,
            starts_on=today + timedelta(days=begin),
            due_on=today + timedelta(days=due),
            venue="Regional Hospital Medicine Day" if kind == "qi" else "",
        )


def ada(people, cards, homes, today):
    """PGY-1 in the fifth month: one mentor agreed, one ask out, one draft begun."""
    me, start = people["ada"], homes["ada"].started_on
    make_needs(me, "ada", today)
    plan = make_plan(homes["ada"], today, leave_overdue=1)
    make_tie(me, cards["wrenfield"], ("day_to_day",), start + timedelta(days=40), today)
    asked = Relationship.objects.create(
        mentee=me, mentor=cards["fernmoor"], functions=["project"], status=STATUS.ASKED,
        status_since=today - timedelta(days=4), origin=Origin.CHOSEN_IN_PROGRAM,
    )  # fmt: skip
    message = Message.objects.create(
        relationship=asked,
        template_key="T-03",
        parts=words.ASK,
        topic="a first case report",
        state="sent",
        sent_on=today - timedelta(days=4),
        sent_by="app",
    )
    for days in (6, 9):
        OfferedTime.objects.create(message=message, starts_at=at(weekday(today + timedelta(days=days))))
    Relationship.objects.create(
        mentee=me, mentor=cards["sedge"], functions=["career"], status_since=today - timedelta(days=10)
    )
    add_readers(plan)


def theo(people, cards, homes, today):
    """PGY-3: a full team, a poster given, one letter sent and one asked for."""
    me, start = people["theo"], homes["theo"].started_on
    make_needs(me, "theo", today)
    plan = make_plan(homes["theo"], today)
    career = make_tie(me, cards["sedge"], ("career", "pathway"), start + timedelta(days=50), today)
    project = make_tie(me, cards["fernmoor"], ("project",), start + timedelta(days=110), today)
    make_tie(me, cards["plover"], ("sponsorship",), start + timedelta(days=500), today, ring=Ring.WIDER,
             location="external_remote", origin=Origin.INTRODUCED)  # fmt: skip
    make_tie(me, cards["tansy"], ("business", "life"), start + timedelta(days=600), today)
    plan_next_meeting(career, today + timedelta(days=5))
    _outputs(plan, project, today - timedelta(days=300))
    Output.objects.filter(plan=plan).update(stage="presented")
    Letter.objects.create(
        plan=plan, writer=cards["sedge"], worked_together=True, state="sent",
        asked_on=today - timedelta(days=150), sent_on=today - timedelta(days=30), due_on=today - timedelta(days=20),
    )  # fmt: skip
    Letter.objects.create(
        plan=plan, writer=cards["plover"], worked_together=True, reach="national", lane="academic", state="asked",
        asked_on=today - timedelta(days=60), due_on=today + timedelta(days=25),
    )  # fmt: skip
    add_readers(plan)


def ines(people, cards, homes, today):
    """PGY-1 and an international graduate: a near peer, a project mentor on trial."""
    me, start = people["ines"], homes["ines"].started_on
    make_needs(me, "ines", today)
    plan = make_plan(homes["ines"], today)
    make_tie(me, cards["reed"], ("day_to_day", "navigation"), start + timedelta(days=20), today)
    trial = Relationship.objects.create(
        mentee=me, mentor=cards["oakhollow"], functions=["career"], status=STATUS.TRIAL,
        status_since=today - timedelta(days=12), started_on=today - timedelta(days=12),
    )  # fmt: skip
    plan_next_meeting(trial, today + timedelta(days=4), kind="first")
    Goal.objects.filter(plan=plan, counts="outputs").update(target=1)
    add_readers(plan)


def cohort(people, cards, homes, today):
    """The other twenty: mostly steady, a few with a reason for a look."""
    pairs = [
        ("oakhollow", ("career",), "fernmoor", ("project",)),
        ("sedge", ("career", "pathway"), "bellwether", ("project",)),
        ("tansy", ("career", "life"), "fernmoor", ("project", "clinical")),
    ]
    for number, (name, _, story) in enumerate(cast.COHORT):
        key = cast.key_of(name)
        me, home = people[key], homes[key]
        plan = make_plan(
            home,
            today,
            leave_overdue={"two overdue": 3, "slow start": 2}.get(story, 0),
            late_checkins=story == "late check-in",
            seed=number,
        )
        first, first_does, second, second_does = pairs[number % len(pairs)]
        make_tie(me, cards[first], first_does, home.started_on + timedelta(days=55 + number), today)
        if story not in {"one mentor", "slow start"}:
            make_tie(me, cards[second], second_does, home.started_on + timedelta(days=80 + number), today)
        add_readers(plan)
