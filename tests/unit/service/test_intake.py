"""Positions pass stage by stage; one bad row never stops the others."""

import numpy as np
import pytest

from bigscreen.domain.authority import Actor, Role
from bigscreen.domain.fixes import FixColumns, FixTable
from bigscreen.domain.units import UnitState
from bigscreen.service.intake import STAGES, Intake, reporter_of, take_in
from tests.support.small_city import SOURCE, UNIT_ACTOR, a_unit

NOW_MS = 1_772_424_000_000.0

UNITS = (
    UnitState(unit=a_unit("p-1", source="simulator"), number=1),
    UnitState(unit=a_unit("p-2", source="simulator"), number=2),
    UnitState(unit=a_unit("q-1", source="platform"), number=3),
)

GOOD = {"number": 1, "lat": 30.5, "lon": 103.5, "speed": 5.0, "age_ms": 1000.0}


def fixes(*rows: dict) -> FixColumns:
    filled = [GOOD | row for row in rows]
    return FixColumns(
        number=np.array([r["number"] for r in filled], np.uint32),
        lat=np.array([r["lat"] for r in filled]),
        lon=np.array([r["lon"] for r in filled]),
        speed_mps=np.array([r["speed"] for r in filled], np.float32),
        heading_deg=np.full(len(filled), np.nan, np.float32),
        fixed_at_ms=np.array([NOW_MS - r["age_ms"] for r in filled]),
    )


def intake(actor: Actor = SOURCE, table: FixTable | None = None) -> Intake:
    return Intake(reporter=reporter_of(actor, UNITS), table=table or FixTable(), now_ms=NOW_MS)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"number": 0}, "unknown_unit"),
        ({"number": 4_000_000_000}, "unknown_unit"),
        ({"number": 3}, "not_own_unit"),
        ({"lat": 90.1}, "out_of_range"),
        ({"lon": -180.1}, "out_of_range"),
        ({"lat": float("nan")}, "out_of_range"),
        ({"lon": float("inf")}, "out_of_range"),
        ({"speed": float("nan")}, "out_of_range"),
        ({"speed": -1.0}, "out_of_range"),
        ({"age_ms": NOW_MS}, "out_of_range"),
        ({"age_ms": float("nan")}, "out_of_range"),
        ({"lat": 0.0, "lon": 0.0}, "null_island"),
        ({"age_ms": -30_001.0}, "in_the_future"),
        ({"age_ms": 5_000.0}, "repeated"),
        ({"age_ms": 5_001.0}, "older"),
    ],
)
def test_a_bad_row_is_counted_by_its_reason_and_the_good_one_passes(row, reason) -> None:
    table = FixTable()
    table.update(fixes({"age_ms": 5_000.0}))
    report = take_in(fixes(row, {"number": 2}), intake(table=table))
    assert report.dropped == {reason: 1}
    assert report.passed.number.tolist() == [2]


def test_good_rows_pass_untouched() -> None:
    batch = fixes({}, {"number": 2, "age_ms": -30_000.0}, {"lat": 0.0, "lon": 9.0, "age_ms": 0.0})
    report = take_in(batch, intake())
    assert report.dropped == {}
    assert report.passed is batch


def test_an_empty_batch_passes() -> None:
    report = take_in(fixes(), intake())
    assert (len(report.passed), report.dropped) == (0, {})


def test_a_unit_moves_only_itself() -> None:
    report = take_in(fixes({}, {"number": 2}), intake(UNIT_ACTOR))
    assert report.passed.number.tolist() == [1]
    assert report.dropped == {"not_own_unit": 1}


def test_another_role_moves_nothing() -> None:
    report = take_in(fixes({}), intake(Actor(name="desk-1", role=Role.DESK)))
    assert len(report.passed) == 0


def test_no_unit_is_known_at_first() -> None:
    empty = Intake(reporter=reporter_of(SOURCE, ()), table=FixTable(), now_ms=NOW_MS)
    assert take_in(fixes({}), empty).dropped == {"unknown_unit": 1}


def test_every_stage_has_its_own_reason() -> None:
    names = [name for name, _ in STAGES]
    assert len(set(names)) == len(names)
