"""Every measure has words for its unit, its numbers and its reasons."""

import pytest

from bigscreen.domain.incidents import Channel, Level, WorkKind
from bigscreen.kpi.measure import Kind
from bigscreen.kpi.measures import MEASURES
from bigscreen.viewmodels.kpi_words import group_word, reason_word, statistic_word, unit_word


@pytest.mark.parametrize("key", list(MEASURES))
def test_a_measure_can_be_shown(key):
    measure = MEASURES[key]
    assert unit_word(measure.unit)
    assert all(reason_word(reason) for reason in measure.reasons)


def test_every_number_of_a_measure_has_a_name():
    for key in ("mean", "p50", "p90", "share", "count", "per_day"):
        assert statistic_word(key)
    assert {kind.value for kind in Kind} == {"duration", "buckets", "share", "count", "per_day"}


@pytest.mark.parametrize(
    ("split", "label", "said"),
    [
        ("grid", "", "outside every grid"),
        ("grid", "west\u202e", "west"),
        ("force", "", "no lead force"),
        ("force", "police", "police"),
        ("channel", Channel.HOTLINE, "110"),
        ("channel", "drone", "drone"),
        ("level", int(Level.TWO), "Level Ⅱ"),
        ("level", 9, "9"),
        ("work", WorkKind.CITY_CASE.value, "City case"),
        ("work", "other", "other"),
        ("hour", 7, "7"),
    ],
)
def test_a_group_is_said_in_words(split, label, said):
    assert group_word(split, label) == said
