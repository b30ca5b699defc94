"""`fill(residents)`: a database as it looks with thousands of residents, in minutes, for the benches.

A dozen residents are made by the product's own actions, begun in different months of training. Then SQL copies all that
hangs on them, as often as asked: new ids are computed, references inside the copy follow, every other column is copied
as it stands. So a new column of a model needs no change here, and a copied plan is what the product would have made.
"""

from dataclasses import dataclass
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from accounts.models import Profile, User
from config.demo.history import add_readers, make_plan, make_tie, plan_next_meeting
from mentorship.models import Meeting, Mentor, Message, Need, OfferedTime, Relationship
from plans.models import CheckIn, CheckInReader, Goal, Leave, Letter, Milestone, Output, Plan, PlanWindow
from playbook.vocabulary import Function, LetterState, NeedBucket, OutputStage, OutputType, Role
from programs.calendar import add_months
from programs.models import Institution, Membership, Program, Specialty

TEMPLATES = 12  # residents who are copied: months 2, 5, 8 ... of training
A_PROGRAM = 25  # residents of one copied program, so each of its cards has about a dozen mentees

# What hangs on a program and on a resident, parents first, with the way to its owner.
OF_PROGRAM = {Institution: "programs", Program: "pk", Mentor: "program"}
OF_RESIDENT = {
    User: "pk",
    Profile: "user",
    EmailAddress: "user",
    Membership: "user",
    Need: "owner",
    Relationship: "mentee",
    Message: "relationship__mentee",
    OfferedTime: "message__relationship__mentee",
    Meeting: "relationship__mentee",
    Plan: "resident",
    PlanWindow: "plan__resident",
    Milestone: "plan__resident",
    Goal: "plan__resident",
    Leave: "plan__resident",
    CheckIn: "plan__resident",
    CheckInReader: "checkin__plan__resident",
    Output: "plan__resident",
    Letter: "plan__resident",
}
# Columns that must differ from copy to copy. {id} is the copy's own id, {n} its resident, {g} its program.
OWN = {
    (User, "email"): "'bulk-' || {id} || '@bench.example'",
    (User, "full_name"): "'Bulk Resident ' || {id}",
    (EmailAddress, "email"): "'bulk-' || {user} || '@bench.example'",
    (Institution, "code"): "'X' || upper(to_hex({id}))",
    (Institution, "name"): "'Bulk Hospital ' || {id} || ' (fictional)'",
    (Program, "sort_name"): "'bulk hospital ' || {id} || ' internal medicine'",
    (Program, "search_text"): "' bulk hospital ' || {id} || ' internal medicine ' || lower(t.state)",
    (Meeting, "public_id"): "gen_random_uuid()",
}


@dataclass
class Copied:
    """How the copies of one table are numbered: first + copy * per_copy + place of the row in its template."""

    table: str
    counter: str
    first: int = 0
    per_copy: int = 1

    def id_of(self, alias):
        return f"({self.first} + p.{self.counter} * {self.per_copy} + {alias}.place)"


def fill(residents, *, today=None):
    """Add so many residents with everything that belongs to them. Returns {table: rows added}. Needs the playbook."""
    templates, program = _make_templates(today or timezone.localdate())
    copies = {model: Copied(model._meta.db_table, "g") for model in OF_PROGRAM}
    copies |= {model: Copied(model._meta.db_table, "n") for model in OF_RESIDENT}
    with transaction.atomic(), connection.cursor() as cursor:
        trusted = _trust_the_references(cursor)
        cursor.execute(
            "CREATE TEMP TABLE copy_people ON COMMIT DROP AS "
            "SELECT n, n / %s AS g, (n %% %s)::int AS template FROM generate_series(0, %s - 1) n",
            [A_PROGRAM, TEMPLATES, residents],
        )
        cursor.execute(
            "CREATE TEMP TABLE copy_programs ON COMMIT DROP AS SELECT DISTINCT g, 0 AS template FROM copy_people"
        )
        cursor.execute("ANALYZE copy_people")
        for model, path in {**OF_PROGRAM, **OF_RESIDENT}.items():
            owners = (
                {program.pk: 0} if model in OF_PROGRAM else {user.pk: n for n, user in enumerate(templates)}
            )
            _number_templates(cursor, model, path, owners, copies[model])
        lookups = _take_lookups_away(cursor, [copied.table for copied in copies.values()])
        added = {copied.table: _copy(cursor, model, copies) for model, copied in copies.items()}
        for put_back in lookups:
            cursor.execute(put_back)
        _leave_no_trace(cursor, copies.values(), trusted)
    _tidy_up(copies.values())
    return added


def _make_templates(today):
    """The residents who are copied, in a program of their own with four mentor cards."""
    specialty, _ = Specialty.objects.get_or_create(code="140", defaults={"name": "Internal Medicine"})
    count = Institution.objects.count()
    institution = Institution.objects.create(code=f"Y{count}", name="Bulk Hospital (fictional)", state="OH")
    program = Program.objects.create(
        institution=institution, specialty=specialty, name="Internal Medicine", state="OH", is_fictional=True
    )
    cards = [
        Mentor.objects.create(
            program=program,
            name=f"Dr. Bulk {n}",
            email=f"bulk-{n}@bench.example",
            functions=["career", "project"],
        )
        for n in range(4)
    ]
    return [_make_template(program, cards, number, today) for number in range(TEMPLATES)], program


def _make_template(program, cards, number, today):
    start = add_months(today.replace(day=1), -(1 + 3 * number))
    email = f"bulk-template-{number}-{program.pk}@bench.example"
    user = User.objects.create_user(email, None, full_name=f"Bulk Template {number}")
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    membership = Membership.objects.create(
        user=user, program=program, role=Role.RESIDENT, state="active", started_on=start
    )
    need = Need.objects.create(
        owner=user,
        bucket=NeedBucket.SCHOLARLY,
        functions=[Function.PROJECT],
        sentence="Submit one abstract to a regional meeting",
        measure_count=1,
        due_on=today + timedelta(days=200),
    )
    plan = make_plan(membership, today, leave_overdue=number % 4, late_checkins=number % 7 == 0, seed=number)
    near, far = cards[number % 4], cards[(number + 1) % 4]
    tie = make_tie(user, near, ("career",), min(start + timedelta(days=30), today), today)
    make_tie(user, far, ("project",), min(start + timedelta(days=60), today), today, need=need)
    plan_next_meeting(tie, today + timedelta(days=5 + number))
    add_readers(plan)
    Output.objects.create(
        plan=plan, title="A case of nothing much", type=OutputType.CASE_REPORT, stage=OutputStage.IDEA
    )
    Letter.objects.create(plan=plan, writer=near, state=LetterState.PLANNED, worked_together=True)
    return user


def _trust_the_references(cursor):
    """Skip the foreign-key trigger of each row where we may: ids are computed, so a reference cannot dangle.
    Returns whether the server let us.
    """
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may wait for a check when its table is altered
    cursor.execute("SET LOCAL synchronous_commit = off")
    cursor.execute("SAVEPOINT references_trusted")
    try:
        cursor.execute("SET LOCAL session_replication_role = replica")
    except ProgrammingError:  # not a superuser: slower, and right all the same
        cursor.execute("ROLLBACK TO SAVEPOINT references_trusted")
        return False
    return True


def _take_lookups_away(cursor, tables):
    """Drop what is only needed to look things up, and return how to make it again: sorting once costs far less than
    finding the place of every row in every index. Constraints are checked for all rows when they come back.
    """
    cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
    put_back = []
    for table in tables:
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE conrelid = %s::regclass AND contype = 'u'",
            [f'"{table}"'],
        )
        for name, definition in cursor.fetchall():
            cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
            put_back.append(f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {definition}')
        cursor.execute(
            "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index "
            "WHERE indrelid = %s::regclass AND NOT indisprimary",
            [f'"{table}"'],
        )
        for name, definition in cursor.fetchall():
            cursor.execute(f"DROP INDEX {name}")
            put_back.append(definition)
    return put_back


def _leave_no_trace(cursor, copies, trusted):
    """For a caller whose transaction goes on after ours, as a test's does."""
    helpers = ["copy_people", "copy_programs", *(f"rows_{copied.table}" for copied in copies)]
    cursor.execute(f"DROP TABLE {', '.join(helpers)}")
    if trusted:
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _number_templates(cursor, model, path, owners, copied):
    """A temporary table of the rows to copy, each with its template and its place in it."""
    rows, places = [], {}
    lookup = "pk" if path == "pk" else f"{path}__pk"
    found = model.objects.filter(**{f"{lookup}__in": owners}).order_by("pk").values_list("pk", lookup)
    for pk, owner in found:
        template = owners[owner]
        rows.append((pk, template, places.setdefault(template, 0)))
        places[template] += 1
    cursor.execute(
        f"CREATE TEMP TABLE rows_{copied.table} (id bigint, template int, place int) ON COMMIT DROP"
    )
    cursor.executemany(f"INSERT INTO rows_{copied.table} VALUES (%s, %s, %s)", rows)  # noqa: S608
    cursor.execute(f"ANALYZE rows_{copied.table}")
    key = model._meta.pk.column
    cursor.execute(f'SELECT coalesce(max("{key}"), 0) + 1 FROM "{copied.table}"')  # noqa: S608
    copied.first, copied.per_copy = cursor.fetchone()[0], max(places.values(), default=1)


def _copy(cursor, model, copies):
    """One INSERT ... SELECT for all copies of a table. Returns how many rows."""
    copied = copies[model]
    columns, values, joins = [], [], []
    names = {"id": copied.id_of("x"), "n": "p.n", "g": "p.g", "user": copies[User].id_of("owner")}
    for field in model._meta.concrete_fields:
        columns.append(f'"{field.column}"')
        target = copies.get(field.related_model) if field.is_relation else None
        if (model, field.name) in OWN:
            values.append(OWN[model, field.name].format(**names))
        elif target and (copied.counter == "n" or target.counter == "g"):
            alias = "owner" if field.related_model is User else f"to_{field.name}"
            if f" {alias} " not in " ".join(joins):
                joins.append(f'LEFT JOIN rows_{target.table} {alias} ON {alias}.id = t."{field.column}"')
            values.append(f'coalesce({target.id_of(alias)}, t."{field.column}")')
        elif field.primary_key:
            values.append(copied.id_of("x"))
        else:
            values.append(f't."{field.column}"')
    source = "copy_programs" if copied.counter == "g" else "copy_people"
    cursor.execute(
        f'INSERT INTO "{copied.table}" ({", ".join(columns)}) SELECT {", ".join(values)} '  # noqa: S608
        f"FROM {source} p JOIN rows_{copied.table} x ON x.template = p.template "
        f'JOIN "{copied.table}" t ON t."{model._meta.pk.column}" = x.id {" ".join(joins)}'
    )
    return cursor.rowcount


def _tidy_up(copies):
    """Sequences go on behind the copies, and the planner learns what is there."""
    with connection.cursor() as cursor:
        for table in [copied.table for copied in copies]:
            cursor.execute(
                "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attname = 'id'",
                [f'"{table}"'],
            )
            if cursor.fetchone():
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('\"{table}\"', 'id'), max(id)) FROM \"{table}\""  # noqa: S608
                )
            cursor.execute(
                f'VACUUM (ANALYZE) "{table}"' if not connection.in_atomic_block else f'ANALYZE "{table}"'
            )
