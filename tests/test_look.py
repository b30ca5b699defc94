"""What holds for the look as a whole: tokens, style and script stay in files, and no vendored file asks for more."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APP_CSS = (ROOT / "static/app.css").read_text()
# Mail is not a page: its clients drop style sheets, so its looks stand inline.
PAGES = sorted(
    path
    for path in ROOT.glob("templates/**/*.html")
    if "email" not in path.relative_to(ROOT).parts and '{% extends "email/' not in path.read_text()
)


def test_both_dark_blocks_are_equal():
    chosen = re.search(r'\n\[data-bs-theme="dark"\] \{(.*?)\}', APP_CSS, re.S).group(1)
    device = re.search(r":root:not\(\[data-bs-theme\]\) \{(.*?)\}", APP_CSS, re.S).group(1)
    assert chosen.split() == device.split()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_pages_carry_no_style_and_no_script_of_their_own(path):
    text = re.sub(r"{#.*?#}", "", path.read_text())
    assert not re.search(r"\sstyle=", text), "looks belong in static/app.css"
    assert not re.search(r"<style", text)
    assert not re.search(r"\son[a-z]+=[\"']", text), "behaviour belongs in static/app.js"
    for attributes in re.findall(r"<script([^>]*)>", text):
        assert "src=" in attributes or 'type="application/json"' in attributes


KNOWN = {
    name
    for path in (ROOT / "static").rglob("*.css")
    for name in re.findall(r"\.([A-Za-z][\w-]*)", path.read_text())
}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_pages_use_only_classes_that_the_sheets_know(path):
    """A misspelt class looks like nothing at all. Built names (with {{ }} or {% %} in them) are not checked."""
    text = path.read_text()
    if '{% extends "admin/' in text or path.parent.name == "admin":
        return  # Django's admin has sheets of its own
    used = {name for value in re.findall(r'class="([^"{}]*)"', text) for name in value.split()}
    assert used - KNOWN == set()


@pytest.mark.parametrize("path", sorted((ROOT / "static").glob("*.css")), ids=lambda path: path.name)
def test_style_sheets_stay_readable_and_self_contained(path):
    text = path.read_text()
    assert len(text.splitlines()) < 400
    assert not re.search(r"url\((?!['\"]?[\w./-]+['\"]?\))", text)


def test_vendored_files_ask_for_no_source_map():
    """collectstatic stops at a map that is not there."""
    for path in (ROOT / "static").rglob("*.*"):
        if path.suffix in {".css", ".js"}:
            assert "sourceMappingURL" not in path.read_text(), path


def test_the_script_stays_small():
    scripts = {path.name: len(path.read_text().splitlines()) for path in (ROOT / "static").glob("*.js")}
    assert {name: lines for name, lines in scripts.items() if lines > 150} == {}
