import pytest
from django.db.models import TextChoices

from playbook import vocabulary
from playbook.vocabulary import Cadence


@pytest.mark.parametrize("name", vocabulary.__all__)
def test_every_word_has_a_value_that_fits_a_column_and_a_label_to_read(name):
    words = getattr(vocabulary, name)
    assert issubclass(words, TextChoices)
    assert all(value == value.lower() and len(value) <= 30 for value in words.values)
    assert len(set(words.labels)) == len(words.labels)
    assert not any("_" in str(label) for label in words.labels)


@pytest.mark.parametrize(
    ("cadence", "days"),
    [
        ("weekly", 7),
        ("biweekly", 14),
        ("monthly", 31),
        ("every_2_months", 62),
        (Cadence.QUARTERLY, 92),
        (Cadence.SEMIANNUAL, 184),
        ("none", None),
        ("custom_days", None),
        ("", None),
        (None, None),
        ("yearly", None),
    ],
)
def test_a_cadence_in_days(cadence, days):
    assert Cadence.days(cadence) == days
