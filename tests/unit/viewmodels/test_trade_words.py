"""Every term of the trade has its word, in both languages."""

import pytest

from bigscreen.domain.assignments import Milestone
from bigscreen.domain.incidents import Channel, Level, WorkKind
from bigscreen.domain.units import UnitKind, UnitStatus
from bigscreen.viewmodels import trade_words as words
from bigscreen.viewmodels.wording import CHINESE, ENGLISH, use_language
from tests.support.small_city import small_city


@pytest.fixture
def chinese():
    use_language(CHINESE, {"Accepted": "签收", "Level {numeral}": "{numeral} 级"})
    yield
    use_language(ENGLISH, {})


def test_every_member_has_a_word():
    assert all(words.channel_name(c.value) for c in Channel)
    assert all(words.milestone_name(m) for m in Milestone)
    assert all(words.status_name(s) for s in UnitStatus)
    assert all(words.kind_name(k) for k in UnitKind)
    assert all(words.work_kind_name(k) for k in WorkKind)
    assert [words.numeral(level) for level in Level] == ["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ"]
    assert words.level_name(Level.TWO) == "Level Ⅱ"


def test_stages_begin_with_received_and_count_seven():
    assert words.stage_names()[0] == "Received"
    assert len(words.stage_names()) == words.STAGE_COUNT == 7


def test_a_channel_of_a_newer_hub_is_shown_as_it_came():
    assert words.channel_name("tele\u202epathy") == "telepathy"


def test_words_come_in_the_language_in_use(chinese):
    assert words.milestone_name(Milestone.ACCEPTED) == "签收"
    assert words.level_name(Level.ONE) == "Ⅰ 级"
    assert words.grid_name(small_city(), "west") == "西"


def test_names_of_the_city_fall_back_to_their_codes():
    city = small_city()
    assert words.grid_name(city, "west") == "West"
    assert words.grid_name(city, "gone") == "gone"
    assert words.grid_name(None, "west") == "west"
    assert words.force_name(city, "cg") == "Chengguan"
    assert words.force_name(city, "gone") == "gone"
    assert words.force_name(None, "cg") == "cg"
    assert words.item_name(city.item("noise")) == "Noise"
    assert words.item_name(None) == ""
