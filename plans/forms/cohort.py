from django import forms


class CohortFilter(forms.Form):
    """What a director narrows the list by. Anything else in the URL is ignored."""

    SORTS = [
        ("look", "Need, then name"),
        ("name", "Name"),
        ("year", "Year"),
        ("met", "Longest not met"),
    ]
    STATES = [("", "All"), ("look", "Needs a look"), ("open", "Check-in open"), ("late", "Check-in late")]

    find = forms.CharField(label="Name", required=False, max_length=80)
    pgy = forms.TypedChoiceField(
        label="Year",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "All years"), *((n, f"PGY-{n}") for n in range(1, 8))],
    )
    state = forms.ChoiceField(label="State", required=False, choices=STATES)
    sort = forms.ChoiceField(label="Sort by", required=False, choices=SORTS)
    mark_optional = False

    def keep(self, rows):
        """The rows that match, in the order asked for. A filter that makes no sense filters nothing."""
        wanted = self.cleaned_data if self.is_valid() else {}
        find, pgy, state = wanted.get("find", "").casefold(), wanted.get("pgy"), wanted.get("state")
        kept = [
            row
            for row in rows
            if find in row.name.casefold()
            and pgy in (None, row.pgy)
            and (not state or (state == "look" and row.look.needed) or state == row.checkin)
        ]
        order = {
            "name": lambda row: row.name.casefold(),
            "year": lambda row: (row.pgy, row.name.casefold()),
            "met": lambda row: (row.last_met_on is not None, row.last_met_on, row.name.casefold()),
        }.get(wanted.get("sort"))
        return sorted(kept, key=order) if order else kept
