"""Whatever a value holds, it reaches the page as that value and as nothing else."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bigscreen.domain.geo import GeoPoint
from bigscreen.ui.map import page_door
from bigscreen.viewmodels.map_marks import MarkedUnit


@given(st.text())
def test_a_call_is_one_ascii_line_that_no_text_can_end(text):
    call = page_door.select(None, text)

    assert call.isascii()
    assert "\n" not in call
    assert "<" not in call
    assert call.startswith("window.bigscreen.select({")
    assert call.endswith("});")


@pytest.mark.parametrize(
    ("call", "script"),
    [
        (page_door.select(3, None), 'select({"unit": 3, "incident": null})'),
        (page_door.set_link(lost=True), 'setLink({"lost": true})'),
        (page_door.centre(GeoPoint(30.5, 103.0), None), "centre(30.5, 103.0, null)"),
        (
            page_door.fit(GeoPoint(1, 2), GeoPoint(3, 4)),
            'fit({"south": 1, "west": 2, "north": 3, "east": 4})',
        ),
        (
            page_door.show_candidates([MarkedUnit(number=7, place=1, chosen=True)]),
            'showCandidates([{"number": 7, "rank": 1, "chosen": true}])',
        ),
        (page_door.show_reach(None), "showReach(null)"),
        (page_door.show_group([3, 4]), "showGroup([3, 4])"),
        (page_door.spread([]), "spread([])"),
        (page_door.show_part("reach", shown=False), 'showPart("reach", false)'),
        (page_door.resume_follow(), "resumeFollow()"),
        (page_door.set_scale(2.0), "setScale(2.0)"),
        (page_door.set_still(still=True), 'setStill({"still": true})'),
        (
            page_door.set_text({"locked": "</script>"}),
            'setText({"locked": "\\u003c/script\\u003e"})',
        ),
    ],
)
def test_each_wish_is_one_call(call, script):
    assert call == f"window.bigscreen.{script};"


def test_a_number_json_does_not_know_is_refused():
    with pytest.raises(ValueError, match="not JSON compliant"):
        page_door.set_scale(math.nan)


def test_the_page_reads_back_what_was_written(page):
    text = "\u202e'\"\\ </script><img src=x onerror=alert(1)> \u2028 \U0001f6a8 `${1}`"
    literal = page_door.page_call("x", text).removeprefix("window.bigscreen.x(").removesuffix(");")

    assert page.ask(literal) == text
