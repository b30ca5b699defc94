"""One applicant's look at one program, with the bank in place, and a way to answer as she would."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.programs.sheet.makers import make_evaluation, with_bank


@pytest.fixture
def evaluation(db):
    with_bank()
    return make_evaluation()


@pytest.fixture
def ask(client, evaluation):
    client.force_login(evaluation.applicant)

    def post(key="Q-L1", door="answer", query="", **typed):
        url = reverse(f"programs:{door}", args=[evaluation.pk, key]) + query
        return client.post(url, {"of": "", "heard_on": timezone.localdate(), **typed})

    return post
