"""A row that the database refused may hold what somebody wrote for herself alone. A log never shows it."""

import logging
import sys

import pytest
from django.db import IntegrityError, transaction

from config.logs import ScrubTokens
from programs.models import NamedPerson
from tests.factories import make_applicant
from tests.programs.lists.makers import make_evaluation


def logged(act):
    """What a log line says of the failure of an act."""
    try:
        with transaction.atomic():
            act()
    except IntegrityError:
        record = logging.LogRecord(
            "django.request", logging.ERROR, "", 1, "Failed: %s", ("/x/",), sys.exc_info()
        )
        said = logging.LogRecord("any", logging.ERROR, "", 1, "It said %s", (sys.exc_info()[1],), None)
    ScrubTokens().filter(record)
    ScrubTokens().filter(said)
    return logging.Formatter().format(record), said.getMessage()


@pytest.mark.parametrize("name", ["canary words", "canary\nDr. Ash\n\nof canary"])
def test_a_refused_row_leaves_no_words(db, name):
    one = make_evaluation(make_applicant())
    NamedPerson.objects.create(evaluation=one, name=name)
    for person in (
        NamedPerson(evaluation=one, name=name),
        NamedPerson(evaluation=one, name="x", hint=name, is_resident=True),
    ):
        lines, said = logged(person.save)
        assert "canary" not in lines + said
        assert "IntegrityError" in lines and "named_once" in lines or "agreed_to_be_noted" in lines
        assert lines.count("DETAIL: [left out]") == 2 and "Failed: /x/" in lines


def test_other_lines_stay_as_they_are(db):
    record = logging.LogRecord("any", logging.INFO, "", 1, "Sent %s of %s", (1, 2), None)
    assert ScrubTokens().filter(record) and record.getMessage() == "Sent 1 of 2" and not record.exc_text
