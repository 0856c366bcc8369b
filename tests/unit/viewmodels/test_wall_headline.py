"""A wall says of a case what anybody may read, and nothing that means nothing."""

from dataclasses import replace

import pytest

from bigscreen.domain.incidents import Channel, Incident, Level, Sensitivity, WorkKind
from bigscreen.viewmodels.wall_headline import wall_headline
from tests.support.small_city import NOON, small_city

CASE = Incident(
    id="i1",
    number="JQ-1",
    work_kind=WorkKind.POLICE_CALL,
    item_code="noise",
    title="噪音扰民 · 河边",
    level=Level.TWO,
    channel=Channel.HOTLINE,
    received_at=NOON,
)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, "Noise · 河边"),
        ({"sensitivity": Sensitivity.DIM}, "Noise"),
        ({"sensitivity": Sensitivity.DIM, "item_code": "?"}, "JQ-1"),
        ({"title": "噪音扰民 · ＊＊"}, "Noise"),
        ({"title": "＊＊", "item_code": "?"}, "JQ-1"),
        ({"title": "＊＊门口有人争吵"}, "Noise · ＊＊门口有人争吵"),
    ],
)
def test_what_a_wall_calls_a_case(changes, told):
    assert wall_headline(replace(CASE, **changes), small_city()) == told
