"""Text from outside is plain and bounded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bigscreen.domain.errors import Rejected
from bigscreen.service import text_rules


@pytest.mark.parametrize(
    "character", ["\x00", "\x1b", "\x7f", "\x85", "\u2028", "\u202e", "\ud800"]
)
@pytest.mark.parametrize(
    "rule", [text_rules.name, text_rules.optional_name, text_rules.line, text_rules.page]
)
def test_control_characters_are_named(rule, character) -> None:
    with pytest.raises(Rejected) as refused:
        rule("field", f"a{character}b")
    assert refused.value.facts == {"field": "field", "character": f"U+{ord(character):04X}"}


@pytest.mark.parametrize("text", ["普通话", "👮🏽‍♂️ 到场", "<b>&amp;</b>", "=1+1", "a{b}"])
def test_anything_printable_is_text(text) -> None:
    assert text_rules.line("field", text) == text


def test_only_pages_have_lines() -> None:
    assert text_rules.page("field", "a\r\n\tb") == "a\n\tb"
    with pytest.raises(Rejected):
        text_rules.line("field", "a\nb")


@given(st.text())
def test_what_passes_is_bounded_and_passes_again(text) -> None:
    try:
        kept = text_rules.line("field", text)
    except Rejected:
        return
    assert len(kept) <= text_rules.LINE_LENGTH
    assert text_rules.line("field", kept) == kept
