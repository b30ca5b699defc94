"""A file with the wrong shape says so, and where."""

import shutil

import pytest

from playbook import checks, load


@pytest.fixture
def content(tmp_path):
    return shutil.copytree(load.CONTENT, tmp_path / "content")


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_good_copy_reads_the_same(content):
    assert load.read(content) == load.playbook()


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (
            "questions/leadership.toml",
            "topic =",
            "topik =",
            "leadership.toml: Q-L1: there is no field called topik",
        ),
        ("questions/leadership.toml", 'ask = "', 'hint2 = "', "there is no field called hint2"),
        ("questions/leadership.toml", "[[question]]", "[[questions]]", "only [[question]] belongs here"),
        ("questions/leadership.toml", 'source = "S0-3.3"', "", "Q-L1: source is missing"),
        ("messages/asking.toml", "max_words = 250", 'max_words = "250"', "T-03, max_words: int is expected"),
        ("messages/asking.toml", "joins = true", "joins = 1", "joins: bool is expected"),
        (
            "messages/asking.toml",
            'forbidden = ["will you be my mentor",',
            'forbidden = [3, "x",',
            "str is expected",
        ),
        (
            "messages/asking.toml",
            'headings = ["A useful frame",',
            'headings = "A" #',
            "headings: a list is expected",
        ),
        (
            "plans/three_year_community.toml",
            'done_when = "Two',
            'done_wen = "Two',
            "no field called done_wen",
        ),
        (
            "plans/three_year_community.toml",
            "years = 3",
            "years = ",
            "three_year_community.toml: Invalid value",
        ),
        ("needs.toml", "blurb =", "blurp =", "career_direction: there is no field called blurp"),
        ("needs.toml", "[[urgent]]", "[[urgently]]", "there is no field called urgently"),
        ("schemes.toml", "summary =", "sumary =", "no field called sumary"),
    ],
)
def test_a_misspelt_field_is_refused_by_name_and_place(content, file, old, new, says):
    edit(content / file, old, new)
    with pytest.raises(load.ContentError) as refused:
        load.read(content)
    assert says in str(refused.value)


def test_a_missing_file_is_named(content):
    (content / "schemes.toml").unlink()
    with pytest.raises(load.ContentError, match="schemes.toml is missing"):
        load.read(content)


def test_a_table_where_a_list_of_tables_belongs_is_refused(content):
    edit(content / "messages/asking.toml", "[[message.element]]", "[message.element]")
    with pytest.raises(load.ContentError):
        load.read(content)


def test_a_number_where_a_table_belongs_is_refused(content):
    (content / "schemes.toml").write_text("scheme = [3]\n")
    with pytest.raises(load.ContentError):
        load.read(content)


def test_content_that_cannot_be_read_stops_the_start(content, monkeypatch):
    edit(content / "schemes.toml", "summary =", "sumary =")
    monkeypatch.setattr(load, "playbook", lambda: load.read(content))
    assert [problem.id for problem in checks.check_playbook(None)] == ["playbook.E001"]


def test_reading_happens_once():
    assert load.playbook() is load.playbook()


def test_an_unknown_key_is_an_error():
    with pytest.raises(KeyError):
        load.message("T-99")
