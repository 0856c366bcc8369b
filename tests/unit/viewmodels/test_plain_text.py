"""Text from outside becomes harmless to look at, and stays what was written."""

import unicodedata

import pytest

from bigscreen.viewmodels.plain_text import one_line, paragraph
from tests.support.hostile import DIRECTION_MARKS, HOSTILE


@pytest.mark.parametrize("text", HOSTILE)
def test_one_line_has_no_controls_and_one_direction(text):
    shown = one_line(text)
    assert not any(unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} for char in shown)
    assert not DIRECTION_MARKS & set(shown)


def test_markup_and_placeholders_are_kept_as_written():
    assert one_line("<b>{x}</b> &amp;") == "<b>{x}</b> &amp;"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb\tc", "a b c"),
        ("  a  ", "a"),
        ("a\u200bb\u00adc\ufeff", "abc"),
        ("half \ud83d of one", "half of one"),
        ("e\u0301\u0301\u0301", "e\u0301\u0301"),
        ("👮‍♀️", "👮‍♀️"),
        ("", ""),
    ],
)
def test_one_line_keeps_what_can_be_read(text, shown):
    assert one_line(text) == shown


def test_long_lines_end_in_an_ellipsis():
    assert one_line("x" * 300) == "x" * 199 + "…"
    assert one_line("abcdef", limit=4) == "abc…"
    assert one_line("abcd", limit=4) == "abcd"


def test_a_paragraph_keeps_its_line_breaks():
    assert paragraph("  one \r\n two\x07 \n\n three\n") == "one\ntwo\n\nthree"
    assert paragraph("x" * 3000).endswith("…")
