"""People named in answers: noted once, residents only when they know, kept as prospects, merged, forgotten."""

import pytest
from django.urls import reverse

from programs.models import Answer, NamedPerson
from tests.programs.sheet.makers import errors, make_evaluation

pytestmark = pytest.mark.django_db
SAID = "Dr. Stonecrop pairs interns in week 2."


def named(number=1, **fields):
    return {f"person_{number}_{part}": value for part, value in fields.items()}


def test_the_same_person_twice_becomes_one_with_both_answers(ask, evaluation):
    ask(note=SAID, **named(name="Dr. Ida Oakhollow", hint="cardiology"))
    ask("Q-R1", note=SAID, **named(name="ida  oakhollow", hint="runs the clinic"))

    person = NamedPerson.objects.get()
    assert (person.name, person.hint) == ("Dr. Ida Oakhollow", "cardiology; runs the clinic")
    assert set(person.answers.values_list("question_key", flat=True)) == {"Q-L1", "Q-R1"}


def test_a_residents_name_is_kept_only_when_they_know(ask, evaluation):
    response = ask("Q-R1", note=SAID, **named(name="Rae Resident", **{"is": ["resident"]}))
    assert "person_1_is" in errors(response)
    assert not NamedPerson.objects.exists()

    ask("Q-R1", note=SAID, **named(name="Rae Resident", **{"is": ["resident", "noted"]}))
    assert NamedPerson.objects.get().may_be_noted


def test_words_about_nobody_ask_for_the_name(ask, evaluation):
    assert "person_2_name" in errors(ask(note=SAID, **named(2, hint="cardiology")))
    assert "person_1_name" in errors(ask(note=SAID, **named(name="Dr.")))


def test_somebody_worth_asking_is_kept_as_a_prospect(ask, evaluation):
    ask("Q-S3", note="Just ask.", **named(name="Dr. Ash", **{"is": ["prospect"]}))
    assert NamedPerson.objects.get().is_prospect


def test_person_edit_keeps_how_they_like_to_be_approached(client, ask, evaluation):
    ask("Q-S3", note="Write me a short mail.", **named(name="Dr. Ash"))
    person = NamedPerson.objects.get()
    url = reverse("programs:person_edit", args=[evaluation.pk, person.pk])
    assert client.get(url).context["form"]["approach"].value() == "Write me a short mail."

    client.post(url, {"name": "Dr. Ash", "ticks": ["is_prospect"], "approach": "Mail", "project_types": "QI"})
    person.refresh_from_db()
    assert (person.is_prospect, person.approach, person.project_types) == (True, "Mail", "QI")


def test_two_notes_of_one_person_are_merged(client, ask, evaluation):
    ask(note=SAID, **named(name="Dr. Oakhollow", hint="cardiology"))
    ask("Q-R1", note=SAID, **named(name="Dr. Ida Oakhollow", hint="echo"))
    one, two = NamedPerson.objects.order_by("pk")
    url = reverse("programs:person_edit", args=[evaluation.pk, one.pk])

    client.post(url, {"name": one.name, "hint": one.hint, "same_as": two.pk})

    person = NamedPerson.objects.get()
    assert (person.pk, person.hint, person.answers.count()) == (two.pk, "echo; cardiology", 2)


def test_a_name_taken_asks_to_merge(client, ask, evaluation):
    one = evaluation.people.create(name="Dr. Ash")
    evaluation.people.create(name="Dr. Birch")
    url = reverse("programs:person_edit", args=[evaluation.pk, one.pk])

    assert "name" in client.post(url, {"name": "birch"}).context["form"].errors


def test_a_person_of_another_program_is_not_there(client, ask, evaluation):
    elsewhere = make_evaluation(evaluation.applicant, hospital="Elsewhere").people.create(name="Dr. Ash")
    url = reverse("programs:person_edit", args=[evaluation.pk, elsewhere.pk])
    assert client.get(url).status_code == 404


def test_an_answer_is_removed_after_one_question_and_with_it_who_was_named_there_alone(
    client, ask, evaluation
):
    ask(note=SAID, **named(name="Dr. Only"), **named(2, name="Dr. Both"))
    ask("Q-R1", note=SAID, **named(name="Dr. Both"))
    url = reverse("programs:answer_forget", args=[evaluation.pk, "Q-L1"])
    answer = evaluation.answers.get(question_key="Q-L1")

    page = client.get(f"{url}?of={answer.pk}").content.decode()
    assert "Dr. Only" in page and "Dr. Both" not in page
    assert Answer.objects.filter(pk=answer.pk).exists()

    for _ in range(2):
        client.post(url, {"of": answer.pk})
    assert not Answer.objects.filter(pk=answer.pk).exists()
    assert list(NamedPerson.objects.values_list("name", flat=True)) == ["Dr. Both"]


def test_a_person_merged_on_another_device_is_not_there_any_more(client, ask, evaluation):
    one, two = evaluation.people.create(name="Dr. Ash"), evaluation.people.create(name="Dr. Ida Ash")
    url = reverse("programs:person_edit", args=[evaluation.pk, one.pk])
    one.delete()
    assert client.post(url, {"name": "Dr. Ash", "same_as": two.pk}).status_code == 404


def test_a_name_taken_on_another_device_meanwhile_comes_back_at_its_field(client, evaluation, monkeypatch):
    one, two = (evaluation.people.create(name=name) for name in ("Dr. Ash", "Dr. Fernmoor"))
    monkeypatch.setattr("programs.forms.noted.PersonForm.clean_name", lambda form: form.cleaned_data["name"])
    client.force_login(evaluation.applicant)
    page = client.post(
        reverse("programs:person_edit", args=[evaluation.pk, two.pk]),
        {"name": "DR. ASH", "hint": "Cardiology"},
    )
    assert page.status_code == 200 and "name" in page.context["form"].errors
    assert "Cardiology" in page.content.decode()
    assert evaluation.people.get(pk=two.pk).name == "Dr. Fernmoor" and one.name == "Dr. Ash"
