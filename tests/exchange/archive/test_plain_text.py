"""What is left of the body of a message."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networking.exchange.archive.plain_text import LONGEST, short


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Hello\n\n  Ana", "Hello Ana"),
        (
            '<p class="spinmail-quill-editor">Hi <strong>Ana</strong>,<br/>R&amp;D&nbsp;calls</p>',
            "Hi Ana , R&D calls",
        ),
        ("I <3 maps, and 2 < 3 > 1", "I <3 maps, and 2 < 3 > 1"),
        ("See <https://example.org/a?b=1>", "See https://example.org/a?b=1"),
        ('Hi there <p class="spin', "Hi there"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),  # text, and shown as such
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("a\u202eb\u200b", "ab"),
    ],
)
def test_known_tags_and_entities_go_and_all_else_stays(body, words):
    assert short(body) == words


@given(st.text(alphabet="<>p/ a&;n\n", max_size=400))
def test_it_is_always_short_and_one_line(body):
    words = short(body)
    assert len(words) <= LONGEST
    assert words == " ".join(words.split())
