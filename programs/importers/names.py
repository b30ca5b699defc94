"""Whether two lists mean the same hospital: NRMP abbreviates, ACGME spells out and adds "Program"."""

from programs.search import fold

# Every form of a word to one root. Only forms that mean the same in names of hospitals.
ROOTS = {
    "academic": "acad", "affiliated": "affil", "university": "univ", "u": "univ", "universities": "univ",
    "medical": "med", "medicine": "med", "hospital": "hosp", "hospitals": "hosp", "hosps": "hosp", "center": "ctr",
    "centers": "ctr", "ctrs": "ctr", "centre": "ctr", "health": "hlth", "healthcare": "hlth", "college": "coll",
    "school": "sch", "saint": "st", "mount": "mt", "system": "sys", "systems": "sys", "regional": "reg",
    "region": "reg", "memorial": "mem", "community": "comm", "foundation": "fdn", "general": "gen", "graduate": "grad",
    "education": "ed", "educ": "ed", "educational": "ed", "institute": "inst", "science": "sci", "sciences": "sci",
    "services": "svc", "service": "svc", "svcs": "svc", "children": "child", "childrens": "child",
    "consortium": "cons", "osteopathic": "osteo", "rehabilitation": "rehab", "county": "cnty", "northwest": "nw",
    "northeast": "ne", "southwest": "sw", "southeast": "se", "womens": "women", "presbyterian": "presby",
    "baptist": "bapt", "methodist": "meth", "advocate": "adv", "washington": "wash", "california": "cal",
}  # fmt: skip
PHRASES = {"som": "sch med", "com": "coll med", "hsc": "hlth sci ctr", "suny": "state univ new york"}
NOISE = {
    "program",
    "programs",
    "the",
    "of",
    "at",
    "and",
    "for",
    "in",
    "a",
    "residency",
    "inc",
    "llc",
    "school",
    "sch",
}
# Words that so many hospitals share that they say nothing about which one it is.
COMMON = {
    "univ", "med", "hosp", "ctr", "hlth", "coll", "sch", "sys", "reg", "mem", "comm", "gen", "grad", "ed", "inst",
    "sci", "svc", "cons", "st", "mt", "state", "clinic", "group", "network", "care", "gme", "city", "child",
    "new", "north", "south", "east", "west", "cnty", "bapt", "meth", "mercy", "women",
}  # fmt: skip


def name_words(name: str) -> frozenset:
    """The words of a name by their roots, without those that lists add or leave out."""
    words = " ".join(PHRASES.get(word, word) for word in fold(name).split()).split()
    return frozenset(ROOTS.get(word, word) for word in words) - NOISE


def agree(one: frozenset, other: frozenset, city: frozenset = frozenset()) -> bool:
    """The same words, or the same but for the name of the city."""
    if not one or not other:
        return False
    return one == other or bool(one - city) and bool(one - city - COMMON) and one - city == other - city


def similar(one: frozenset, other: frozenset) -> bool:
    """Worth a look: one's telling words are all among the other's, or half of them are shared."""
    one, other = one - COMMON, other - COMMON
    shared = one & other
    return bool(shared) and (shared in (one, other) or 2 * len(shared) >= len(one | other))
