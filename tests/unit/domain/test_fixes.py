"""Positions: the newest of each unit wins, in whatever batches they come."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bigscreen.domain.fixes import FixColumns, FixTable, empty_fixes, newest_fixes

ROWS = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 12)), max_size=20)
"""Rows of unit number and time; few of each, so that they meet."""


def fixes(*rows: tuple[int, int], mark: int = 0) -> FixColumns:
    """Return rows of (number, time); ``mark`` plus the row's place is written to its latitude."""
    count = len(rows)
    return FixColumns(
        number=np.array([number for number, _ in rows], np.uint32),
        lat=np.arange(count, dtype=np.float64) / 1000 + mark,
        lon=np.full(count, 103.5),
        speed_mps=np.full(count, 5, np.float32),
        heading_deg=np.full(count, np.nan, np.float32),
        fixed_at_ms=np.array([float(time) for _, time in rows]),
    )


def newest_of(batches: list[FixColumns], *, ties_to_later_batch: bool) -> dict[int, float]:
    """Return the latitude of each unit's newest row, the plain way."""
    best: dict[int, tuple[float, float]] = {}
    for batch in batches:
        kept = dict(best)
        for number, lat, time in zip(
            batch.number.tolist(), batch.lat.tolist(), batch.fixed_at_ms.tolist(), strict=True
        ):
            old = kept.get(number, (-1.0, 0.0))[0] if not ties_to_later_batch else -1.0
            if time > old and time >= best.get(number, (-1.0, 0.0))[0]:
                best[number] = (time, lat)
    return {number: lat for number, (_, lat) in best.items()}


def standing(table: FixTable) -> dict[int, float]:
    known = table.since(0)
    return dict(zip(known.number.tolist(), known.lat.tolist(), strict=True))


@given(st.lists(ROWS, max_size=6))
def test_the_table_holds_the_newest_fix_of_each_unit(drawn):
    """Within a batch a later row of the same time wins; a later batch has to be newer."""
    batches = [fixes(*rows, mark=mark) for mark, rows in enumerate(drawn)]
    table = FixTable()
    for batch in batches:
        before = standing(table)
        moved = table.update(batch)
        after = standing(table)
        assert moved == sum(before.get(number) != lat for number, lat in after.items())
    assert standing(table) == newest_of(batches, ties_to_later_batch=False)


@given(st.lists(ROWS, max_size=6))
def test_the_newest_of_several_batches(drawn):
    batches = [fixes(*rows, mark=mark) for mark, rows in enumerate(drawn)]
    newest = newest_fixes(batches)
    found = dict(zip(newest.number.tolist(), newest.lat.tolist(), strict=True))
    assert len(found) == len(newest)
    assert found == newest_of(batches, ties_to_later_batch=True)


def test_only_what_moved_since_a_generation_is_returned():
    table = FixTable()
    table.update(fixes((1, 10), (2, 10)))
    seen = table.generation
    table.update(fixes((2, 11), (3, 11)))
    assert table.since(seen).number.tolist() == [2, 3]
    assert table.since(table.generation).number.tolist() == []


def test_nothing_new_is_no_new_generation():
    table = FixTable()
    table.update(fixes((1, 10)))
    seen = table.generation
    assert table.update(fixes((1, 10), (1, 9))) == 0
    assert table.update(empty_fixes()) == 0
    assert table.generation == seen


def test_the_table_grows_and_keeps_what_it_has():
    table = FixTable()
    table.update(fixes((1, 10)))
    table.update(fixes((1_000, 11)))
    table.update(fixes((100_000, 12)))
    assert table.since(0).number.tolist() == [1, 1_000, 100_000]
    one = table.columns(np.array([1_000]))
    assert (one.lon.tolist(), one.speed_mps.tolist()) == ([103.5], [5])
    assert np.isnan(one.heading_deg[0])


@pytest.mark.parametrize(("number", "known"), [(1, True), (2, False), (1_000_000, False)])
def test_a_unit_is_known_once_it_reported(number, known):
    table = FixTable()
    table.update(fixes((1, 10)))
    assert table.has(number) is known


def test_rows_are_chosen_by_mask_or_by_place():
    batch = fixes((1, 10), (2, 10), (3, 10))
    assert batch.rows(np.array([True, False, True])).number.tolist() == [1, 3]
    assert batch.rows(np.array([2, 0])).number.tolist() == [3, 1]
    assert len(empty_fixes()) == 0
    assert len(newest_fixes([])) == 0
