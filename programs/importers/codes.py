"""ACGME codes as text: what they are made of, and how zeros that a spreadsheet dropped come back."""

import re

# Digits 4 and 5 of a program code: ACGME's own alphabetical numbers, not FIPS. Those of AK, ID, MT, ND, SD and WY are
# read off the alphabet; a code that disagrees with its state is only ever a warning.
STATE_DIGITS = {
    "AL": "01", "AK": "02", "AZ": "03", "AR": "04", "CA": "05", "CO": "07", "CT": "08", "DE": "09", "DC": "10",
    "FL": "11", "GA": "12", "HI": "14", "ID": "15", "IL": "16", "IN": "17", "IA": "18", "KS": "19", "KY": "20",
    "LA": "21", "ME": "22", "MD": "23", "MA": "24", "MI": "25", "MN": "26", "MS": "27", "MO": "28", "MT": "29",
    "NE": "30", "NV": "31", "NH": "32", "NJ": "33", "NM": "34", "NY": "35", "NC": "36", "ND": "37", "OH": "38",
    "OK": "39", "OR": "40", "PA": "41", "PR": "42", "RI": "43", "SC": "45", "SD": "46", "TN": "47", "TX": "48",
    "UT": "49", "VT": "50", "VA": "51", "WA": "54", "WV": "55", "WI": "56", "WY": "57",
}  # fmt: skip
STATE_OF_DIGITS = {digits: state for state, digits in STATE_DIGITS.items()}


class BadCode(ValueError):
    """No code, and why."""


def whole(text: str) -> str:
    """Digits as text, without the ".0" of a spreadsheet. Raises BadCode."""
    if re.fullmatch(r"\d[\d.,]*[eE]\+?\d+", text):
        raise BadCode(f"“{text}” was rounded by a spreadsheet. Import that column as text.")
    digits = re.sub(r"\.0+$", "", text).replace(" ", "").replace("-", "")
    if not re.fullmatch(r"[0-9]+", digits):
        raise BadCode(f"“{text[:20]}” is not a code of digits.")
    return digits


def program_code(text, *, known, state="", specialty=""):
    """(ten digits, whether zeros came back). `known` are the specialty numbers there are; `state` and `specialty`, when
    the row says them, decide between the places a zero may have been lost: in front (0401221037), or in the state's
    number where a sheet joined three numbers (140 + 3 + 11024). Raises BadCode.
    """
    digits = whole(text)
    if len(digits) == 10:
        return digits, False
    if not 8 <= len(digits) <= 9:
        raise BadCode(f"“{text[:20]}” has {len(digits)} digits; an ACGME program code has ten.")
    options = {digits.zfill(10)}
    for cut in (2, 3):
        joined = digits[:cut].zfill(3) + "0" + digits[cut:]
        if len(joined) == 10:
            options.add(joined)
    options = {code for code in options if code[:3] in known}
    for holds in (
        lambda code: not specialty or code[:3] == specialty,
        lambda code: code[3:5] == STATE_DIGITS.get(state),
        lambda code: code == digits.zfill(10),
    ):
        options = {code for code in options if holds(code)} or options
    if len(options) != 1:
        raise BadCode(f"“{text}” lost its zeros and no specialty's code fits it. Import that column as text.")
    return options.pop(), True


def sponsor_code(text):
    """(six digits, whether zeros came back)."""
    digits = whole(text)
    if len(digits) > 6:
        raise BadCode(f"“{text[:20]}” has {len(digits)} digits; an ACGME sponsor code has six.")
    return digits.zfill(6), len(digits) < 6


def specialty_code(text):
    digits = whole(text)
    if len(digits) > 3:
        raise BadCode(f"“{text[:20]}” is not a specialty number of three digits.")
    return digits.zfill(3), len(digits) < 3


def state_warning(code, state):
    """One sentence when digits 4 and 5 say another state than the row, else ""."""
    if STATE_DIGITS.get(state, code[3:5]) == code[3:5]:
        return ""
    said = STATE_OF_DIGITS.get(code[3:5], f"number {code[3:5]}")
    return f"{code} carries the state digits of {said}, and the row says {state}. Kept as {state}."
