"""The states and territories a program can be in, by their two letters."""

STATES = {
    "AL": "Alabama",
    "AK": "Alaska",
    "AZ": "Arizona",
    "AR": "Arkansas",
    "CA": "California",
    "CO": "Colorado",
    "CT": "Connecticut",
    "DE": "Delaware",
    "DC": "District of Columbia",
    "FL": "Florida",
    "GA": "Georgia",
    "HI": "Hawaii",
    "ID": "Idaho",
    "IL": "Illinois",
    "IN": "Indiana",
    "IA": "Iowa",
    "KS": "Kansas",
    "KY": "Kentucky",
    "LA": "Louisiana",
    "ME": "Maine",
    "MD": "Maryland",
    "MA": "Massachusetts",
    "MI": "Michigan",
    "MN": "Minnesota",
    "MS": "Mississippi",
    "MO": "Missouri",
    "MT": "Montana",
    "NE": "Nebraska",
    "NV": "Nevada",
    "NH": "New Hampshire",
    "NJ": "New Jersey",
    "NM": "New Mexico",
    "NY": "New York",
    "NC": "North Carolina",
    "ND": "North Dakota",
    "OH": "Ohio",
    "OK": "Oklahoma",
    "OR": "Oregon",
    "PA": "Pennsylvania",
    "RI": "Rhode Island",
    "SC": "South Carolina",
    "SD": "South Dakota",
    "TN": "Tennessee",
    "TX": "Texas",
    "UT": "Utah",
    "VT": "Vermont",
    "VA": "Virginia",
    "WA": "Washington",
    "WV": "West Virginia",
    "WI": "Wisconsin",
    "WY": "Wyoming",
    "AS": "American Samoa",
    "GU": "Guam",
    "MP": "Northern Mariana Islands",
    "PR": "Puerto Rico",
    "VI": "US Virgin Islands",
}
LETTERS = {name.lower(): letters for letters, name in STATES.items()}


def state_letters(text: str) -> str | None:
    """Two letters for "oh", "OH" or "Ohio"; None for anything that is not a state or territory."""
    text = text.strip()
    return text.upper() if text.upper() in STATES else LETTERS.get(text.lower())


# The first three digits of ZIP codes by state, both ends included. Border towns served from the next state are few.
ZIP_AREAS = {
    "AL": "350-369", "AK": "995-999", "AZ": "850-865", "AR": "716-729", "CA": "900-961", "CO": "800-816",
    "CT": "060-069", "DE": "197-199", "DC": "200 202-205 569", "FL": "320-349", "GA": "300-319 398-399",
    "HI": "967-968", "ID": "832-838", "IL": "600-629", "IN": "460-479", "IA": "500-528", "KS": "660-679",
    "KY": "400-427", "LA": "700-714", "ME": "039-049", "MD": "206-219", "MA": "010-027 055", "MI": "480-499",
    "MN": "550-567", "MS": "386-397", "MO": "630-658", "MT": "590-599", "NE": "680-693", "NV": "889-898",
    "NH": "030-038", "NJ": "070-089", "NM": "870-884", "NY": "005 100-149", "NC": "270-289", "ND": "580-588",
    "OH": "430-459", "OK": "730-732 734-749", "OR": "970-979", "PA": "150-196", "PR": "006-007 009",
    "RI": "028-029", "SC": "290-299", "SD": "570-577", "TN": "370-385", "TX": "733 750-799 885", "UT": "840-847",
    "VT": "050-054 056-059", "VA": "201 220-246", "WA": "980-994", "WV": "247-268", "WI": "530-549",
    "WY": "820-831", "VI": "008", "GU": "969",
}  # fmt: skip
STATE_OF_AREA = {
    f"{area:03}": state
    for state, spans in ZIP_AREAS.items()
    for span in spans.split()
    for area in range(int(span[:3]), int(span[-3:]) + 1)
}


def state_of_zip(code: str) -> str:
    """Two letters by the first three digits of a ZIP code; "" when they belong to no state."""
    return STATE_OF_AREA.get(code[:3], "")
