"""Cases as columns: the same cases, whole or in batches."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bigscreen.domain.incidents import Channel
from bigscreen.kpi.case_columns import LABEL_FIELDS, CaseColumns, Coded
from bigscreen.kpi.case_times import micros
from bigscreen.kpi.intervals import FIELDS
from tests.support.cases import a_case, cases


@given(st.lists(cases(), min_size=1, max_size=12), st.integers(0, 12))
def test_joined_batches_are_the_columns_of_all(drawn, cut):
    whole = CaseColumns.of(drawn)
    joined = CaseColumns.joined([CaseColumns.of(drawn[:cut]), CaseColumns.of(drawn[cut:])])
    assert len(whole) == len(joined) == len(drawn)
    for field in FIELDS:
        assert np.array_equal(joined.times[field], whole.times[field], equal_nan=True)
    for field in LABEL_FIELDS:
        column = joined.coded[field]
        assert [column.labels[code] for code in column.codes] == [
            getattr(case, field) for case in drawn
        ]


def test_chosen_rows_keep_times_and_labels():
    found = CaseColumns.of([a_case("1"), a_case("2", grid_id="east", on_scene_s=9)])
    for chosen in (slice(1, 2), np.array([False, True]), np.array([1])):
        one = found.rows(chosen)
        assert len(one) == 1
        assert one.times["on_scene_at"][0] == micros(a_case(on_scene_s=9).on_scene_at)
        assert one.coded["grid_id"].equal("east").tolist() == [True]


def test_a_column_knows_which_rows_hold_a_value():
    column = Coded.of(["a", "b", "a"])
    assert column.equal("a").tolist() == [True, False, True]
    assert column.equal("c").tolist() == [False, False, False]
    assert Coded.of(["patrol"]).equal(Channel.PATROL).tolist() == [True]
    assert Coded.of([3, 5, 3]).values().tolist() == [3, 5, 3]
