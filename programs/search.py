"""Finding programs: what a person types and what a row holds meet in the same plain words.

Every typed word must begin a word of the row. Each row's text starts with a blank, so "% mer%" finds "mercy" and
not "summer", and the trigram index can answer it from two letters on.
"""

import re
import unicodedata

from programs.places import STATES

LONGEST_WORD = 40
MOST_WORDS = 8
# Hospital lists abbreviate; people type either form. Each short form brings its long one along, "st" and "saint"
# bring each other.
ALSO = {
    "acad": "academic",
    "affil": "affiliated",
    "ahec": "area health education center",
    "coll": "college",
    "com": "college of medicine",
    "comm": "community",
    "ctr": "center",
    "ctrs": "centers",
    "ed": "education",
    "educ": "education",
    "fam": "family",
    "fdn": "foundation",
    "gen": "general",
    "grad": "graduate",
    "hlth": "health",
    "hosp": "hospital",
    "hosps": "hospitals",
    "inst": "institute",
    "med": "medical medicine",
    "mem": "memorial",
    "mount": "mt",
    "mt": "mount",
    "osteo": "osteopathic",
    "reg": "regional",
    "rehab": "rehabilitation",
    "saint": "st",
    "sch": "school",
    "sci": "science",
    "som": "school of medicine",
    "st": "saint",
    "svcs": "services",
    "sys": "system",
    "u": "university",
    "univ": "university",
}
# What residents call a specialty, by its ACGME number.
NICKNAMES = {
    "040": "anesthesia",
    "080": "derm",
    "110": "em er",
    "120": "fm fp",
    "140": "im",
    "160": "neurosurgery nsgy",
    "220": "obgyn ob gyn",
    "240": "eye",
    "260": "ortho orthopedic",
    "280": "ent",
    "300": "path",
    "320": "peds",
    "340": "pmr pmnr physiatry",
    "400": "psych",
    "416": "ir",
    "420": "dr rads",
    "430": "radonc",
    "440": "general gs",
    "700": "medpeds med peds",
    "999": "ty",
}


def fold(text: str) -> str:
    """Lower case without accents or punctuation, single spaces: "St. Élan's" becomes "st elans"."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", plain.replace("'", "")).strip()


def search_words(*, names, specialty_code="", state="", codes=()) -> str:
    """The text a row is found by: a blank, then every word once, with the long forms of short ones."""
    words = fold(" ".join([*names, state, STATES.get(state, ""), NICKNAMES.get(specialty_code, "")])).split()
    longer = " ".join(ALSO[word] for word in words if word in ALSO).split()
    return " " + " ".join(dict.fromkeys([*words, *longer, *fold(" ".join(filter(None, codes))).split()]))


def matching(programs, typed: str):
    """The programs whose words begin with every typed word. Nothing typed leaves the queryset as it is."""
    for word in fold(typed).split()[:MOST_WORDS]:
        programs = programs.filter(search_text__contains=" " + word[:LONGEST_WORD])
    return programs
