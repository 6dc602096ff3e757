"""Typed text in a Markdown file: a line stays a line, and no sign in it means anything."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networking.web.markdown import escaped, paragraphs

ODD = st.text(st.one_of(st.characters(), st.sampled_from("\r\n\x0b\x85\u2028 \t#-+=>*_`[]()<>!|~&\\$1.")))


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("# Head", "\\# Head"),
        ("- one", "\\- one"),
        ("1. one", "1\\. one"),
        ("12) one", "12\\) one"),
        ("===", "\\==="),
        ("    code", "code"),
        ("> said", "\\> said"),
        ("![x](javascript:alert(1))", "!\\[x\\](javascript:alert(1))"),
        ("<script>", "\\<script\\>"),
        ("a*b_c`d", "a\\*b\\_c\\`d"),
        ("Q&amp;A, 50 % - fine", "Q\\&amp;A, 50 % - fine"),
        ("C:\\x", "C:\\\\x"),
        ("one\r\ntwo", "one two"),
    ],
)
def test_every_sign_with_a_meaning_is_only_a_sign(typed, written):
    assert escaped(typed) == written


@given(ODD)
def test_it_is_one_line_that_begins_no_block_and_loses_no_word(typed):
    line = escaped(typed)
    assert len(line.splitlines()) <= 1
    assert not re.match(r"\s|[#>*+=|~`-]|\d+[.)]", line)
    assert not re.search(r"(?<!\\)(?:\\\\)*[<\[\]*_`|]", line)
    words = "".join(" " if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} else c for c in typed).split()
    assert re.sub(r"\\([^\w\s]|_)", r"\1", line) == " ".join(words)


@given(ODD)
def test_every_line_of_a_text_stands_on_its_own(typed):
    lines = paragraphs(typed, indent="  ").split("\n")
    assert lines == [""] or all(line.strip() for line in lines)
    assert all(line.startswith("  ") for line in lines[1:])
