"""A case has one name everywhere, in the language in use."""

from dataclasses import replace

import pytest

from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.incidents import Channel, Incident, Level, WorkKind
from bigscreen.domain.situation import Situation, Snapshot
from bigscreen.viewmodels.case_headline import headline
from bigscreen.viewmodels.map_incidents import incidents_json
from bigscreen.viewmodels.wording import CHINESE, ENGLISH, use_language
from tests.support.small_city import IN_WEST, NOON, small_city

CASE = Incident(
    id="i1",
    number="JQ-1",
    work_kind=WorkKind.POLICE_CALL,
    item_code="noise",
    title="噪音扰民 · 河边",
    level=Level.TWO,
    channel=Channel.HOTLINE,
    received_at=NOON,
    location=IN_WEST,
)


@pytest.mark.parametrize(
    ("language", "name"), [(CHINESE, "噪音扰民 · 河边"), (ENGLISH, "Noise · 河边")]
)
def test_the_map_calls_a_case_what_the_queue_calls_it(language, name):
    use_language(language, {})
    try:
        situation = Situation(Snapshot(seq=1, incidents=(IncidentState(incident=CASE),)))
        assert headline(CASE, small_city()) == name
        assert name.encode() in incidents_json(situation, small_city(), version=1)
    finally:
        use_language(ENGLISH, {})


def test_a_case_without_words_is_called_by_its_number():
    assert headline(replace(CASE, item_code="?", title=""), small_city()) == "JQ-1"
