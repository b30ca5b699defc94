"""Which program of the catalogue a row of ACGME's list is."""

import re
from collections import Counter

from programs.importers.names import agree, name_words, similar

MOST_CANDIDATES = 6


def short_name(name):
    """Without the "Program" that ACGME ends every name with."""
    return re.sub(r"\s+program$", "", name, flags=re.IGNORECASE)


class Matches:
    """Decides for all rows together: a program that two rows agree with is left for a person to decide."""

    def __init__(self, stored, rows, choices):
        self.by_code = {item.acgme_code: item for item in stored if item.acgme_code}
        self.by_pk, self.choices = {item.pk: item for item in stored}, choices
        self.free = {}
        for item in stored:
            if not item.acgme_code:
                names = {name_words(item.institution.name), name_words(item.listed_name)} - {frozenset()}
                self.free.setdefault((item.specialty.code, item.state), []).append((item, names))
        self.chosen = {str(code): choice for code, choice in choices.items()}
        self.taken = {choice for choice in self.chosen.values() if choice != "new"}
        self.exact = {row.code: self._exact(row) for row in rows if row.code not in self.by_code}
        living = [self.exact.get(row.code, ()) for row in rows if not row.is_withdrawn]
        self.claims = Counter(item.pk for found in living for item in found)
        self.linked = {found[0].pk for found in living if self._is_plain(found)}

    def of(self, row):
        """(the program, []), (None, programs it may be), or (None, []) for one we have not."""
        if row.code in self.by_code:
            return self.by_code[row.code], []
        choice = self.chosen.get(row.code)
        if choice == "new":
            return None, []
        if choice in self.by_pk and not self.by_pk[choice].acgme_code:
            return self.by_pk[choice], []
        exact = self.exact[row.code]
        if self._is_plain(exact) and not row.is_withdrawn:
            return exact[0], []
        doubtful = [item for item in exact or self._similar(row) if item.pk not in self.linked]
        return None, doubtful[:MOST_CANDIDATES]

    def _is_plain(self, found):
        """One program, and no other row that is still accredited has its name. A withdrawn row never takes a program
        by its name alone: the living one beside it may have kept the name.
        """
        return len(found) == 1 and self.claims[found[0].pk] == 1

    def _pool(self, row):
        return [
            (item, names)
            for item, names in self.free.get((row.specialty_code, row.state), ())
            if item.pk not in self.taken
        ]

    def _exact(self, row):
        if row.code in self.chosen:
            return []
        own, city = _words(row), name_words(row.city)
        return [
            item
            for item, names in self._pool(row)
            if any(agree(mine, theirs, city) for mine in own for theirs in names)
        ]

    def _similar(self, row):
        own = _words(row)
        return [
            item
            for item, names in self._pool(row)
            if any(similar(mine, theirs) for mine in own for theirs in names)
        ]


def _words(row):
    return {name_words(row.name), name_words(row.sponsor)} - {frozenset()}
