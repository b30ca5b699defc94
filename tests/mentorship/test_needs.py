from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from mentorship.models import Need
from programs.models import Preferences
from tests import factories as make

GOOD = {
    "topic": "case_or_qi",
    "sentence": "Submit two abstracts to a regional meeting",
    "measure_count": "2",
    "measure_unit": "abstracts",
    "due_on": f"{timezone.localdate().year + 1}-06-30",
    "priority": "1",
}


@pytest.fixture
def rae(client, db):
    rae = make.make_user("Rae Resident")
    client.force_login(rae)
    return rae


def post(client, bucket="scholarly", **changes):
    return client.post(f"{reverse('mentorship:need_new')}?bucket={bucket}", {**GOOD, **changes})


def test_a_need_is_kept_with_the_functions_of_its_bucket(client, rae):
    response = post(client)
    assert response.status_code == 302
    need = Need.objects.get(owner=rae)
    assert (need.functions, need.measure_count, need.topic) == (["project"], 2, "case_or_qi")


def test_pressing_keep_twice_keeps_one(client, rae):
    post(client)
    post(client)
    assert Need.objects.filter(owner=rae).count() == 1


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"sentence": ""}, "sentence", ""),
        ({"sentence": "good mentorship"}, "sentence", "Try"),
        ({"measure_count": "", "due_on": ""}, "measure_count", "Add a number or a date"),
        ({"measure_count": "-1"}, "measure_count", ""),
        ({"measure_count": "99999999999"}, "measure_count", ""),
        ({"due_on": "2020-01-01"}, "due_on", "passed"),
        ({"due_on": "soon"}, "due_on", ""),
        ({"topic": "other", "topic_other": ""}, "topic_other", "few words"),
        ({"topic": "nonsense"}, "topic", ""),
        ({"sentence": "a" * 241}, "sentence", ""),
        ({"sentence": "Publish \x00 one"}, "sentence", ""),
        ({"priority": "9"}, "priority", ""),
    ],
)
def test_bad_input_comes_back_at_its_field_and_keeps_what_was_typed(client, rae, changes, field, words):
    response = post(client, **changes)
    assert response.status_code == 200
    assert words in " ".join(response.context["form"].errors[field])
    assert Need.objects.count() == 0
    if changes.get("sentence") is None:
        assert GOOD["sentence"] in response.content.decode()


def test_a_topic_in_own_words_is_kept(client, rae):
    post(client, topic="other", topic_other="Teaching")
    assert Need.objects.get().topic == "Teaching"


def test_no_target_is_undecided(client, rae):
    post(client, bucket="pathway", topic="strategy", target_specialty="")
    assert Need.objects.get().target_specialty == "undecided"


def test_daily_growth_is_read_by_the_owner_only(client, rae):
    body = client.get(f"{reverse('mentorship:need_new')}?bucket=day_to_day").content.decode()
    assert "Only you." in body


def test_an_unknown_bucket_is_not_found(client, rae):
    assert client.get(f"{reverse('mentorship:need_new')}?bucket=nope").status_code == 404
    assert client.post(reverse("mentorship:need_new")).status_code in (404, 405)


def test_a_need_can_be_said_better(client, rae):
    need = make.make_need(rae, topic="Teaching", due_on=date(2020, 1, 1))
    url = reverse("mentorship:need_edit", args=[need.pk])
    assert "Teaching" in client.get(url).content.decode()
    client.post(url, {**GOOD, "due_on": "2020-01-01", "topic": "other", "topic_other": "Teaching well"})
    need.refresh_from_db()
    assert (need.sentence, need.topic) == (GOOD["sentence"], "Teaching well")


def test_closing_can_be_undone(client, rae):
    need = make.make_need(rae)
    response = client.post(reverse("mentorship:need_close", args=[need.pk]), {"state": "met"}, follow=True)
    assert reverse("mentorship:need_reopen", args=[need.pk]) in response.content.decode()
    need.refresh_from_db()
    assert (need.state, need.closed_on) == ("met", timezone.localdate())
    client.post(reverse("mentorship:need_reopen", args=[need.pk]))
    need.refresh_from_db()
    assert (need.state, need.closed_on) == ("open", None)


def test_a_need_of_somebody_else_is_not_found(client, rae):
    theirs = make.make_need(make.make_user())
    assert client.post(reverse("mentorship:need_edit", args=[theirs.pk]), GOOD).status_code == 404
    assert client.post(reverse("mentorship:need_close", args=[theirs.pk])).status_code == 404


def test_needs_of_graduates_from_abroad_are_proposed_to_those_who_said_so_and_to_nobody_else(client, rae):
    door, words = reverse("mentorship:need_new"), "Often needed after school abroad"
    assert words not in client.get(door).content.decode()
    own = Preferences.objects.create(user=rae)
    assert words not in client.get(door).content.decode()
    own.is_img = True
    own.save()
    page = client.get(door).content.decode()
    assert words in page and page.count("like=img-") == 4
    form = client.get(f"{door}?bucket=pathway&like=img-career").content.decode()
    assert "Meet 2 people who went from a program like this" in form
