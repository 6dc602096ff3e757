"""Words that may not stand in our sources, and the few places where one of them may."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PYTHON = sorted(ROOT.glob("networking/**/*.py"))
PAGES = sorted(ROOT.glob("templates/**/*.html"))
TEMPLATES = sorted(ROOT.glob("templates/**/*.*"))
SCRIPTS = sorted(ROOT.glob("static/js/**/*.js"))

FORBIDDEN = [
    ("text that is not escaped", PYTHON, r"mark_safe\(|SafeString\(|autoescape\s*=\s*False"),
    ("text that is not escaped", PAGES, r"\|\s*safe\b|\|\s*safeseq\b|autoescape off"),
    ("an act without a token", PYTHON, r"csrf_exempt"),
    ("a form that takes any column", PYTHON, r"__all__[\"']|^\s+exclude\s*="),
    ("a filter or an order from the request", PYTHON, r"(filter|order_by|exclude)\(\*{0,2}\s*request\."),
    ("a way out to any address", PYTHON, r"redirect\(request\.(GET|POST|META)|HTTP_REFERER|HX-Current-URL"),
    ("SQL around the ORM", PYTHON, r"\.extra\(|RawSQL|\.raw\("),
    (
        "a script, a style or a handler in the page",
        PAGES,
        r"<style|\sstyle=|\son[a-z]+=|hx-on|javascript:|[\"']js:",
    ),
    ("a script written into the page", PAGES, r"<script(?![^>]*\ssrc=)"),
    ("somebody else's server", PAGES, r"<(script|link|img|iframe)[^>]+(src|href)=[\"'](https?:)?//"),
    (
        "text made into a page by a script",
        SCRIPTS,
        r"(inner|outer)HTML\s*=|insertAdjacentHTML|\beval\(|new Function",
    ),
    ("a page kept in the browser", SCRIPTS, r"localStorage|sessionStorage|indexedDB"),
]
ALLOWED = {
    ("networking/contacts/seats.py", "mark_safe(spoken),  # noqa: S308 (escaped above)"),
    ("networking/contacts/seats.py", "mark_safe(arcs),  # noqa: S308 (ours)"),
    ("networking/contacts/seats.py", "mark_safe(dot),  # noqa: S308 (ours)"),
    ("networking/contacts/seats.py", "mark_safe(EMPTY),  # noqa: S308 (ours)"),
    (
        "networking/contacts/seats.py",
        "return mark_safe(f'<span class=\"seat-nobody\">{EMPTY}</span>')  # noqa: S308 (ours)",
    ),
}


@pytest.mark.parametrize(
    ("what", "files", "pattern"), FORBIDDEN, ids=[f"{f[0]} {i}" for i, f in enumerate(FORBIDDEN)]
)
def test_no_source_holds(what, files, pattern):
    found = {
        (str(file.relative_to(ROOT)), line.strip())
        for file in files
        for line in file.read_text().splitlines()
        if re.search(pattern, line)
    }
    assert found <= ALLOWED, what


def test_a_link_that_leaves_does_not_say_where_from():
    for page in PAGES:
        for link in re.findall(r"<a\b[^>]*>", page.read_text()):
            if re.search(r"(?<![-\w])target=", link) or re.search(
                r"href=[\"'](https?:|\{\{[^}]*(website|profile|source|search))", link
            ):
                assert 'rel="noopener noreferrer nofollow"' in link, (
                    page,
                    link,
                )


def test_every_form_that_acts_carries_a_token_and_works_without_script():
    for page in TEMPLATES:
        for form in re.findall(r"<form\b.*?</form>", page.read_text(), re.DOTALL):
            opening = form[: form.index(">")]
            if re.search(r"method=[\"']post", opening, re.IGNORECASE):
                assert "csrf_token" in form, page
                assert "action=" in form, page  # its own, or one for each button of a list


def test_every_static_file_that_a_page_names_exists():
    from django.contrib.staticfiles import finders

    for page in PAGES:
        for name in re.findall(r"\{%\s*static\s+[\"']([^\"']+)", page.read_text()):
            assert finders.find(name), (page, name)
