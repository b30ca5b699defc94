import re
from datetime import timedelta

import pytest
from django.db.models import OuterRef
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from mentorship import coverage as domain
from mentorship import team_map
from playbook.vocabulary import MeetingOutcome, RelationshipStatus, Ring
from programs.models import Preferences
from tests import factories as make

S = RelationshipStatus


@pytest.fixture
def rae(client, db):
    rae = make.make_user("Rae Resident")
    client.force_login(rae)
    return rae


def met(tie, days_ago=20):
    return make.make_meeting(
        tie, starts_at=timezone.now() - timedelta(days=days_ago), outcome=MeetingOutcome.HELD
    )


def today():
    return timezone.localdate()


def test_a_newcomer_is_told_how_to_begin(client, rae):
    body = client.get(reverse("mentorship:team")).content.decode()
    assert "What do you need help with?" in body and '<svg class="map"' not in body


def test_the_map_and_the_table_say_the_same(client, rae):
    make.make_need(rae, bucket="career_direction", functions=["career"])
    make.make_need(rae, bucket="scholarly", functions=["project"])
    met(make.make_relationship(rae, make.make_mentor("Dr. Imre Oakhollow")))
    body = client.get(reverse("mentorship:team")).content.decode()
    assert re.search(r"Career: 1 person\. Projects: nobody yet\.", body)
    assert body.count("Covered") >= 1 and body.count("Nobody yet") >= 1
    assert "Oakhollow" in body and ">IO<" in body


def test_ending_reopens_the_gap_the_same_day(rae):
    need = make.make_need(rae, bucket="career_direction", functions=["career"])
    tie = make.make_relationship(rae)
    met(tie)
    assert domain.coverage(rae, today()).needs[0].is_covered
    type(tie).objects.filter(pk=tie.pk).update(status=S.ENDED, ended_on=today())
    found = domain.coverage(rae, today()).needs[0]
    assert (found.state, found.need) == ("gap", need)


def test_two_needs_of_a_kind_are_told_apart(client, rae):
    for _ in range(2):
        make.make_need(rae)
    body = client.get(reverse("mentorship:team")).content.decode()
    assert "Projects 1" in body and "Projects 2" in body


def test_a_gap_shows_people_of_the_program_with_room(client, rae):
    program = make.make_program()
    make.make_member(program, user=rae)
    make.make_need(rae)
    make.make_mentor("Dr. Has Room", program=program, functions=["project"], capacity=2)
    full = make.make_mentor("Dr. Is Full", program=program, functions=["project"], capacity=1)
    make.make_relationship(make.make_user(), full)
    make.make_mentor("Dr. Other Field", program=program, functions=["career"])
    make.make_mentor("Dr. Elsewhere", program=make.make_program(), functions=["project"])
    body = client.get(reverse("mentorship:team")).content.decode()
    assert "Dr. Has Room" in body
    assert not any(name in body for name in ("Dr. Is Full", "Dr. Other Field", "Dr. Elsewhere"))


def test_core_team_counts_who_said_yes_and_is_not_silent(rae):
    for status in S.values:
        ended = {"ended_on": today()} if status in ("ended",) else {}
        make.make_relationship(rae, status=status, **ended)
    make.make_relationship(rae, ring=Ring.WIDER)
    statuses = {t.status for t in domain.coverage(rae, today()).core}
    assert statuses == {"trial", "active", "repairing", "paused"}
    row = User.objects.annotate(
        core=domain.core_count_of(OuterRef("pk")),
        met=domain.last_met_of(OuterRef("pk")),
    ).get(pk=rae.pk)
    assert (row.core, row.met) == (4, None)


@pytest.mark.parametrize(("is_img", "advised"), [(False, True), (True, False)])
def test_a_fourth_in_the_core_is_fine_for_somebody_who_trained_abroad(client, rae, is_img, advised):
    Preferences.objects.create(user=rae, is_img=is_img)
    make.make_need(rae)
    for _ in range(4):
        make.make_relationship(rae)
    body = client.get(reverse("mentorship:team")).content.decode()
    assert ("4 people are a lot to keep up with" in body) is advised


def test_one_person_for_everything_is_said_after_the_first_month(client, rae):
    make.make_member(make.make_program(), user=rae, started_on=today() - timedelta(days=60))
    make.make_need(rae)
    met(make.make_relationship(rae, make.make_mentor("Dr. Only One"), functions=["career", "project"]))
    make.make_relationship(rae, status=S.TRIAL)  # two in the core, so size is not the first thing to say
    assert "Dr. Only One alone carries" in client.get(reverse("mentorship:team")).content.decode()


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_costs_the_same_for_one_mentor_and_three(client, rae, people, django_assert_num_queries):
    make.make_member(make.make_program(), user=rae)
    for _ in range(people):
        make.make_need(rae)
        met(make.make_relationship(rae))
    client.get(reverse("mentorship:team"))
    with django_assert_num_queries(8):
        client.get(reverse("mentorship:team"))


# ---- the picture as numbers --------------------------------------------------------------------------------------
class Cover:
    def __init__(self, people=1):
        self.need, self.state, self.is_covered = None, "gap", False
        self.ties = [Tie() for _ in range(people)]


class Tie:
    ring, is_working, status = "core", True, "active"
    count = 0

    def __init__(self):
        Tie.count += 1
        self.pk = Tie.count
        self.mentor = type("Card", (), {"name": f"Dr. Mae {self.pk}"})


@pytest.mark.parametrize("needs", range(1, 11))
def test_labels_stay_in_the_picture_and_off_the_rim(needs):
    drawn = team_map.draw([Cover() for _ in range(needs)], label_of=lambda need: "Day to day 2")
    assert len(drawn.sectors) == min(needs, team_map.SECTORS_AT_MOST)
    for sector in drawn.sectors:
        x, y = float(sector.label_x), float(sector.label_y)
        assert 30 < x < 330 and 30 < y < 318


def test_somebody_with_two_needs_stands_once():
    cover = Cover(people=1)
    other = Cover(people=0)
    other.ties = cover.ties
    assert len(team_map.draw([cover, other], label_of=lambda need: "A").nodes) == 1


def test_a_crowd_is_counted_not_drawn():
    drawn = team_map.draw([Cover(people=9)], label_of=lambda need: "A")
    assert (len(drawn.nodes), drawn.more) == (3, 6)


def test_nothing_needed_draws_nothing():
    assert team_map.draw([], label_of=str) is None
