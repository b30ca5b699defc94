import pytest

from playbook import wording


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Will you be my mentor?", ["be my mentor"]),
        ("WILL YOU BE MY\n MENTOR", ["be my mentor"]),
        ("I became my mentor's colleague", []),
        ("They came.", []),
        ("Hey there", ["hey"]),
        ("You haven\u2019t written", ["you haven't"]),
    ],
)
def test_phrases_are_found_as_whole_words(text, found):
    assert wording.phrases_in(text, ["be my mentor", "hey", "you haven't"]) == found


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Dear Dr. Example,", []),
        ("Dear Dr. {surname},", ["{surname}"]),
        ("by [month] or ____", ["[month]", "____"]),
    ],
)
def test_what_was_left_to_fill_in_is_seen(text, left):
    assert sorted(wording.placeholders_in(text)) == sorted(left)


def test_filling_leaves_what_it_does_not_know():
    assert wording.fill("{a} and {b}", {"a": "one"}) == "one and {b}"
    assert wording.fill("{a}", {"a": ""}) == "{a}"


def test_several_lines_become_one_sentence():
    said = wording.in_prose(sentence="One of these: {value}.", value="Tue, 12:30 PM\n\nThu, 12:10 PM\n")
    assert said == "One of these: Tue, 12:30 PM; Thu, 12:10 PM."
    assert wording.in_prose(sentence="One of these: {value}.", value=" ") == ""
    assert wording.in_prose(sentence="", value=" As typed ") == "As typed"


def test_counting():
    assert wording.count_words(" one  two\nthree ") == 3
