"""What an admin does to the playbook stays done, and stands in the history."""

from datetime import date

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.urls import reverse

from playbook.models import MessageTemplate, PlanTemplate, Question, Scheme, TemplateItem
from playbook.sync import sync_playbook

MODELS = [
    "question",
    "messagetemplate",
    "messageelement",
    "plantemplate",
    "templateitem",
    "templaterepeat",
    "scheme",
    "season",
    "seasondate",
]


@pytest.fixture
def admin_client(client, db):
    ada = get_user_model().objects.create_superuser(
        "ada@example.org", "a long password", full_name="Ada Example"
    )
    client.force_login(ada)
    return client


@pytest.fixture
def rows(db):
    return sync_playbook(today=date(2026, 11, 22))


def fields_of(response):
    """What a browser would send back without touching anything."""
    form = response.context["adminform"].form
    forms = [
        form,
        *(f for formset in response.context["inline_admin_formsets"] for f in formset.formset.forms),
    ]
    management = [formset.formset.management_form for formset in response.context["inline_admin_formsets"]]
    data = {}
    for bound in (*forms, *management):
        for name in bound.fields:
            value = bound[name].value()
            if value is None or value is False or bound.fields[name].disabled:
                continue
            data[bound.add_prefix(name)] = ",".join(map(str, value)) if isinstance(value, list) else value
    return data


@pytest.mark.parametrize("model", MODELS)
def test_lists_and_forms_open(admin_client, rows, model):
    listing = admin_client.get(reverse(f"admin:playbook_{model}_changelist"), {"q": "a"})
    assert listing.status_code == 200
    row = listing.context["cl"].model.objects.first()
    assert admin_client.get(reverse(f"admin:playbook_{model}_change", args=[row.pk])).status_code == 200
    assert admin_client.get(reverse(f"admin:playbook_{model}_add")).status_code == 200
    assert admin_client.get(reverse(f"admin:playbook_{model}_delete", args=[row.pk])).status_code == 403


def test_an_admin_who_is_no_superuser_edits_too(client, rows):
    """The question bank and the season's dates are kept by admins; making other admins takes more."""
    client.force_login(
        get_user_model().objects.create_user(
            "sasha@example.org", "x", full_name="Sasha Fairwood", is_staff=True
        )
    )
    assert b"/admin/playbook/season/" in client.get(reverse("admin:index")).content
    for model in ("question", "season"):
        listing = client.get(reverse(f"admin:playbook_{model}_changelist"))
        row = listing.context["cl"].queryset.first()
        page = client.get(reverse(f"admin:playbook_{model}_change", args=[row.pk]))
        assert page.status_code == 200 and page.context["has_change_permission"]
        assert client.get(reverse(f"admin:playbook_{model}_delete", args=[row.pk])).status_code == 403


def test_an_edit_is_marked_kept_and_written_down(admin_client, rows):
    question = Question.objects.get(key="Q-L1")
    url = reverse("admin:playbook_question_change", args=[question.pk])
    data = fields_of(admin_client.get(url)) | {"wording": "Our own words?", "key": "Q-HACKED"}
    assert admin_client.post(url, data).status_code == 302
    sync_playbook(today=date(2026, 12, 1))
    question.refresh_from_db()
    assert (question.key, question.wording, question.edited_by_hand) == ("Q-L1", "Our own words?", True)
    assert LogEntry.objects.filter(object_id=str(question.pk)).count() == 1


def test_saving_without_a_change_marks_nothing(admin_client, rows):
    for row, model in [
        (Question.objects.get(key="Q-L1"), "question"),
        (MessageTemplate.objects.get(key="T-03"), "messagetemplate"),
        (PlanTemplate.objects.get(key="three_year_community"), "plantemplate"),
        (TemplateItem.objects.get(code="P-36"), "templateitem"),
        (Scheme.objects.get(key="asra"), "scheme"),
    ]:
        url = reverse(f"admin:playbook_{model}_change", args=[row.pk])
        response = admin_client.post(url, fields_of(admin_client.get(url)))
        assert response.status_code == 302, response.context["errors"]
        row.refresh_from_db()
        assert not row.edited_by_hand, model
    assert not MessageTemplate.objects.get(key="T-03").elements.filter(edited_by_hand=True).exists()


def test_an_edited_part_is_marked_and_its_template_is_not(admin_client, rows):
    template = MessageTemplate.objects.get(key="T-03")
    url = reverse("admin:playbook_messagetemplate_change", args=[template.pk])
    data = fields_of(admin_client.get(url))
    name = next(key for key, value in data.items() if value == "Who you are" and key.endswith("-label"))
    assert admin_client.post(url, data | {name: "Yourself"}).status_code == 302
    template.refresh_from_db()
    assert not template.edited_by_hand
    assert [e.label for e in template.elements.filter(edited_by_hand=True)] == ["Yourself"]


def test_a_new_row_belongs_to_the_admin(admin_client, rows):
    url = reverse("admin:playbook_scheme_add")
    data = fields_of(admin_client.get(url)) | {
        "key": "ours",
        "name": "Our breakfast",
        "kind": "interest_group",
        "summary": "Every first Friday.",
        "how_to_begin": "Come.",
        "contact": "The coordinator",
    }
    assert admin_client.post(url, data).status_code == 302
    sync_playbook(today=date(2026, 12, 1))
    scheme = Scheme.objects.get(key="ours")
    assert scheme.edited_by_hand
    assert scheme.is_current


def test_a_scheme_nobody_can_reach_comes_back_with_its_words(admin_client, rows):
    scheme = Scheme.objects.get(key="asra")
    url = reverse("admin:playbook_scheme_change", args=[scheme.pk])
    response = admin_client.post(url, fields_of(admin_client.get(url)) | {"url": "", "name": "Kept words"})
    assert response.status_code == 200
    assert b"Kept words" in response.content
    scheme.refresh_from_db()
    assert scheme.url


def act(client, model, action, rows):
    return client.post(
        reverse(f"admin:playbook_{model}_changelist"),
        {"action": action, "_selected_action": [row.pk for row in rows]},
        follow=True,
    )


def test_retire_and_bring_back(admin_client, rows):
    question = Question.objects.get(key="Q-L1")
    act(admin_client, "question", "retire", [question])
    sync_playbook(today=date(2026, 12, 1))
    question.refresh_from_db()
    assert question.retired_on is not None
    listing = admin_client.get(reverse("admin:playbook_question_changelist"))
    assert question not in listing.context["cl"].queryset
    listing = admin_client.get(reverse("admin:playbook_question_changelist"), {"state": "retired"})
    assert list(listing.context["cl"].queryset) == [question]
    url = f"{reverse('admin:playbook_question_changelist')}?state=retired"
    admin_client.post(url, {"action": "bring_back", "_selected_action": [question.pk]})
    question.refresh_from_db()
    assert question.retired_on is None
    assert LogEntry.objects.filter(object_id=str(question.pk)).count() == 2


def test_shipped_words_can_be_taken_back(admin_client, rows):
    question = Question.objects.get(key="Q-L1")
    shipped = question.wording
    url = reverse("admin:playbook_question_change", args=[question.pk])
    admin_client.post(url, fields_of(admin_client.get(url)) | {"wording": "Our own words?"})
    act(admin_client, "question", "take_shipped_words", [question])
    question.refresh_from_db()
    assert (question.wording, question.edited_by_hand) == (shipped, False)


def test_a_row_of_our_own_has_no_shipped_words_to_take_back(admin_client, rows):
    ours = Question.objects.get(key="Q-L1")
    ours.pk, ours.key, ours.edited_by_hand, ours.edited_at = None, "Q-OURS", True, "2026-11-22T00:00Z"
    ours.save()
    act(admin_client, "question", "take_shipped_words", [ours])
    ours.refresh_from_db()
    assert ours.edited_by_hand
    assert ours.is_current


@pytest.mark.parametrize("code", ["P-01", "P-30"])
def test_one_tick_in_the_list_turns_an_item_off(admin_client, rows, code):
    item = TemplateItem.objects.get(code=code)
    url = reverse("admin:playbook_templateitem_changelist") + f"?q={code}"
    listing = admin_client.get(url)
    data = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": item.pk, "_save": "Save"}
    assert listing.context["cl"].result_count == 1
    admin_client.post(url, data)
    item.refresh_from_db()
    assert not item.on_by_default
    assert item.edited_by_hand


@pytest.mark.parametrize(
    ("model", "find", "change", "says"),
    [
        ("question", {"key": "Q-L1"}, {"hint": "We guarantee a match."}, "we promise nobody a result"),
        ("question", {"key": "Q-L1"}, {"wording": ""}, "This field is required."),
        ("scheme", {"key": "asra"}, {"url": "", "contact": ""}, "Give a link or a contact."),
        ("scheme", {"key": "asra"}, {"url": "javascript:alert(1)"}, "Enter a valid URL."),
        ("templateitem", {"code": "P-01"}, {"window": "9"}, "There is no such window in this template."),
        ("templateitem", {"code": "P-15"}, {"last_month": "40"}, "This template ends in month 36."),
        ("templateitem", {"code": "P-15"}, {"last_month": "12"}, "The last month comes before the first."),
        (
            "templateitem",
            {"code": "P-15"},
            {"last_month": ""},
            "Choose a window, or a first and a last month.",
        ),
        ("templaterepeat", {"code": "P-NEEDS"}, {"at": ""}, "Give either how often and from when"),
        (
            "plantemplate",
            {"key": "three_year_community"},
            {"years": "8"},
            "A base plan lasts one to seven years.",
        ),
        (
            "plantemplate",
            {"key": "three_year_community"},
            {"windows-1-first_month": "5"},
            "One window has to begin in month 4",
        ),
        (
            "messageelement",
            {"template__key": "T-03", "key": "who"},
            {"heading": "Charm"},
            "Choose one of the headings",
        ),
    ],
)
def test_nonsense_comes_back_with_a_reason_and_changes_nothing(admin_client, rows, model, find, change, says):
    row = apps.get_model("playbook", model).objects.get(**find)
    before = type(row).objects.filter(pk=row.pk).values().get()
    url = reverse(f"admin:playbook_{model}_change", args=[row.pk])
    response = admin_client.post(url, fields_of(admin_client.get(url)) | change)
    assert response.status_code == 200
    assert says in response.content.decode()
    assert type(row).objects.filter(pk=row.pk).values().get() == before
