"""A recording is read row by row; what can not be right is left out, listed, and stops nothing."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bigscreen.domain.assignments import Milestone
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.incidents import Level
from bigscreen.feed.column_mapping import MappingError, choose_mapping
from bigscreen.feed.recording import Recording, read_header, read_recording
from tests.support.recordings import (
    HEADER,
    MAPPING_TOML,
    real_week,
    recording_file,
    toy_mapping,
)

GOOD = (
    "c1,Fall,A,6,2020-04-07 23:59:00,37.7 -122.4,M1,MEDIC,"
    "2020-04-08 00:00:10,2020-04-08 00:00:30,2020-04-08 00:05:00,2020-04-08 01:00:00"
)
CELLS = dict(zip(HEADER.split(","), GOOD.split(","), strict=True))


def row(**changes: str) -> str:
    return ",".join({**CELLS, **changes}.values())


def read(folder: Path, *rows: str) -> Recording:
    return read_recording(recording_file(folder, *rows), toy_mapping(folder))


def test_reads_a_call_that_crosses_midnight_in_its_own_zone(tmp_path: Path) -> None:
    (call,) = read(tmp_path, GOOD).calls
    assert call.received_at == datetime(2020, 4, 8, 6, 59, tzinfo=UTC)
    assert (call.level, call.district, call.location) == (Level.ONE, "6", GeoPoint(37.7, -122.4))
    (run,) = call.runs
    assert (run.line, run.unit_id, run.unit_type) == (2, "M1", "MEDIC")
    assert run.milestones[Milestone.ON_SCENE] == datetime(2020, 4, 8, 7, 5, tzinfo=UTC)
    assert run.released_at == datetime(2020, 4, 8, 8, 0, tzinfo=UTC)


def test_rows_of_a_call_come_together_and_calls_in_order_of_receipt(tmp_path: Path) -> None:
    recording = read(
        tmp_path,
        row(call="late", received="2020-04-07 23:59:30"),
        row(),
        row(unit="E2", kind="ENGINE"),
    )
    assert [(c.id, [r.unit_id for r in c.runs]) for c in recording.calls] == [
        ("c1", ["M1", "E2"]),
        ("late", ["M1"]),
    ]
    assert recording.rows == 3


def test_what_is_left_empty_stays_unknown(tmp_path: Path) -> None:
    bare = row(priority="", district="None", place="", rolling="", there="", free="")
    recording = read(tmp_path, bare, row(call="c2", unit="", sent=""))
    first, second = recording.calls
    assert (first.level, first.district, first.location) == (None, "", None)
    assert (first.runs[0].milestones, first.runs[0].released_at) == ({}, None)
    assert second.runs == ()
    assert recording.problems == ()


@pytest.mark.parametrize(
    ("changes", "field", "rule"),
    [
        ({"call": ""}, "call", "missing"),
        ({"type": " "}, "type", "missing"),
        ({"received": ""}, "received", "missing"),
        ({"received": "yesterday"}, "received", "time"),
        ({"sent": ""}, "sent", "missing"),
        ({"rolling": "2020-13-45 99:00:00"}, "rolling", "time"),
        ({"there": "2020-03-08 02:30:00"}, "there", "time"),  # skipped by summer time
        ({"priority": "Z"}, "priority", "priority"),
        ({"place": "nowhere"}, "place", "place"),
        ({"place": "x y"}, "place", "place"),
        ({"place": "nan -122"}, "place", "place"),
        ({"place": "95 -122"}, "place", "place"),
        ({"place": "0 0"}, "place", "place"),
    ],
)
def test_bad_row_is_listed_with_line_field_and_value_and_the_rest_goes_on(
    tmp_path: Path, changes: dict[str, str], field: str, rule: str
) -> None:
    recording = read(tmp_path, row(call="c0"), row(**changes), row(call="c2"))
    (problem,) = recording.problems
    assert (problem.line, problem.field, problem.rule) == (3, field, rule)
    assert problem.value == changes[field].strip()
    assert problem.expected
    assert [call.id for call in recording.calls] == ["c0", "c2"]
    assert recording.rows == 3


def test_unit_twice_on_a_call_and_a_call_received_twice_are_listed(tmp_path: Path) -> None:
    recording = read(
        tmp_path, row(), row(), row(unit="E2", received="2020-04-07 23:00:00"), row(unit="E3")
    )
    assert [(p.line, p.field, p.rule) for p in recording.problems] == [
        (3, "unit", "repeated"),
        (4, "received", "differs"),
    ]
    assert "line 2" in recording.problems[0].expected
    assert [run.unit_id for run in recording.calls[0].runs] == ["M1", "E3"]


def test_broken_lines_are_listed_and_the_next_ones_read(tmp_path: Path) -> None:
    recording = read(tmp_path, row(call="c0"), "a,b", "", row(call="c1") + ",more", row(call="c2"))
    assert [(p.line, p.rule, p.value) for p in recording.problems] == [
        (3, "columns", "2"),
        (5, "columns", "13"),
    ]
    assert [call.id for call in recording.calls] == ["c0", "c2"]
    assert recording.rows == 4


def test_cell_too_long_for_any_cell_is_listed(tmp_path: Path) -> None:
    recording = read(tmp_path, row(call="c0"), row(type="x" * 200_000), row(call="c2"))
    (problem,) = recording.problems
    assert (problem.line, problem.rule) == (3, "csv")
    assert [call.id for call in recording.calls] == ["c0", "c2"]


def test_hostile_text_is_only_text(tmp_path: Path) -> None:
    (call,) = read(tmp_path, row(type="\"=cmd|'/c calc'!A0 <script>\"")).calls
    assert call.type == "=cmd|'/c calc'!A0 <script>"


def test_text_of_chinese_windows_is_read(tmp_path: Path) -> None:
    path = recording_file(tmp_path, row(type="噪音扰民"))
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    (call,) = read_recording(path, toy_mapping(tmp_path)).calls
    assert call.type == "噪音扰民"


def test_times_with_their_own_zone_are_taken_at_their_word(tmp_path: Path) -> None:
    mapping = toy_mapping(tmp_path, MAPPING_TOML.replace("%H:%M:%S", "%H:%M:%S%z"))
    zoned = {k: f"{v}+08:00" for k, v in CELLS.items() if v.startswith("2020")}
    (call,) = read_recording(recording_file(tmp_path, row(**zoned)), mapping).calls
    assert call.received_at == datetime(2020, 4, 7, 15, 59, tzinfo=UTC)


def test_place_may_stand_in_two_columns(tmp_path: Path) -> None:
    lines = [line for line in MAPPING_TOML.splitlines() if not line.startswith("location")]
    text = "\n".join(lines).replace("[unit]", 'lat = "place"\nlon = "district"\n[unit]', 1)
    mapping = toy_mapping(tmp_path, text)
    rows = (row(place="37.5", district="-122"), row(call="c2", place="", district=""))
    recording = read_recording(recording_file(tmp_path, *rows), mapping)
    assert [call.location for call in recording.calls] == [GeoPoint(37.5, -122.0), None]


def test_file_that_is_empty_or_missing_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_text("")
    with pytest.raises(MappingError, match=r"empty\.csv: holds no line"):
        read_header(tmp_path / "empty.csv")
    with pytest.raises(MappingError, match=r"none\.csv: No such file"):
        read_header(tmp_path / "none.csv")


def test_real_week_is_read_whole() -> None:
    path = real_week()
    shipped = Path(__file__).parents[3] / "resources" / "mappings"
    recording = read_recording(path, choose_mapping(read_header(path), shipped))
    assert recording.problems == ()
    assert recording.rows == 5272
    assert len(recording.calls) == 2776
    assert sum(len(call.runs) for call in recording.calls) == 5272
    assert {call.level for call in recording.calls} == {Level.ONE, Level.TWO, Level.THREE}
