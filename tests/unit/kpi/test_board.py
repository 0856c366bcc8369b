"""The live board: each figure over its own period, every case in its place."""

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bigscreen.domain.city import ResponseTarget
from bigscreen.domain.duty_plan import DutyPlan, Minimum, PatrolDuty
from bigscreen.domain.figures import (
    ComplianceFigure,
    GridFigure,
    KpiBoard,
    MinimumFigure,
    OpenFigure,
    OperationFigure,
)
from bigscreen.domain.fixes import FixTable
from bigscreen.domain.incidents import Channel, WorkKind
from bigscreen.domain.operations import JointOperation
from bigscreen.domain.patrol import Visit
from bigscreen.domain.shift import Shift
from bigscreen.domain.units import UnitState
from bigscreen.kpi import board as board_module
from bigscreen.kpi.board import board_needs, compute_board
from bigscreen.kpi.live_work import TALLY_STAYS, LiveWork
from tests.support.cases import a_case, cases
from tests.support.small_city import IN_WEST, NOON, a_unit, small_city

CITY = replace(
    small_city(),
    targets=(ResponseTarget(minutes=1, share=0.7), ResponseTarget(minutes=3, share=0.9)),
)
WEEK = timedelta(days=7)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def percentiles_of_any_n(monkeypatch):
    monkeypatch.setattr(board_module, "LIVE_MIN_N", 1)


def board(*given_cases, city=CITY, now=NOON, units=(), live=None) -> KpiBoard:
    return compute_board(given_cases, units, FixTable(), city, now, live or LiveWork())


def is_counted(case) -> bool:
    return case.valid and not case.drill and not case.duplicate_of and case.stage != "void"


def test_an_empty_hub_has_a_board_without_values():
    empty = board()
    assert (empty.today, empty.last_week, empty.units_total, empty.units_online) == (0, 0, 0, 0)
    assert empty.response.n == 0
    assert empty.response.p50_s is None
    assert [point.n for point in empty.trend] == [0] * 24
    assert [grid.grid_id for grid in empty.grids] == ["west", "east"]
    assert empty.compliance == (
        ComplianceFigure(minutes=1, n=0, within=0, target=0.7),
        ComplianceFigure(minutes=3, n=0, within=0, target=0.9),
    )


def test_the_board_says_when_its_periods_began():
    one = board()
    assert one.as_of == NOON
    assert one.shift_started_at == NOON - 4 * HOUR  # 08:00
    assert one.day_started_at == NOON - 12 * HOUR


def test_the_response_is_of_this_shift_and_of_the_same_hours_a_week_ago():
    one = board(
        a_case("night", NOON - 5 * HOUR, on_scene_s=999),
        a_case("early", NOON - 3 * HOUR, on_scene_s=60),
        a_case("late", NOON - HOUR, on_scene_s=120),
        a_case("open", NOON - HOUR),
        a_case("before", NOON - HOUR, on_scene_s=-1),
        a_case("last week", NOON - WEEK - HOUR, on_scene_s=300),
        a_case("later last week", NOON - WEEK + HOUR, on_scene_s=1),
    )
    assert (one.response.n, one.response.p50_s, one.response.p90_s) == (2, 60, 120)
    assert one.response.mean_s == 90
    left_out = {reason: n for reason, n in one.response.excluded.items() if n}
    assert left_out == {"missing": 1, "negative": 1}
    assert (one.response_last_week.n, one.response_last_week.p50_s) == (1, 300)


def test_today_counts_to_this_moment_and_last_week_to_the_same_time():
    one = board(
        a_case("yesterday", NOON - 13 * HOUR),
        a_case("midnight", NOON - 12 * HOUR),
        a_case("now", NOON),
        a_case("ahead", NOON + HOUR),
        a_case("last midnight", NOON - WEEK - 12 * HOUR),
        a_case("last now", NOON - WEEK),
        a_case("last afternoon", NOON - WEEK + HOUR),
    )
    assert (one.today, one.last_week) == (2, 2)


@pytest.mark.parametrize(("seconds", "within"), [(0, 1), (180, 1), (180.1, 0)])
def test_a_case_is_within_its_class_up_to_the_last_second(seconds, within):
    one = board(a_case(on_scene_s=seconds, response_minutes=3))
    assert one.compliance[1] == ComplianceFigure(minutes=3, n=1, within=within, target=0.9)


def test_compliance_is_of_todays_reached_cases_by_class():
    one = board(
        a_case("1", response_minutes=1, on_scene_s=61),
        a_case("2", response_minutes=3, on_scene_s=61),
        a_case("3", response_minutes=3),
        a_case("4", response_minutes=3, on_scene_s=-5),
        a_case("5", response_minutes=8, on_scene_s=61),
        a_case("6", NOON - 24 * HOUR, response_minutes=5, on_scene_s=1),
    )
    assert one.compliance == (
        ComplianceFigure(minutes=1, n=1, within=0, target=0.7),
        ComplianceFigure(minutes=3, n=1, within=1, target=0.9),
        ComplianceFigure(minutes=8, n=1, within=1, target=None),
    )


def test_grids_stand_in_the_citys_order_with_the_rest_last():
    one = board(
        a_case("1", lead_force="police", on_scene_s=60, closed_s=600),
        a_case("2", lead_force="cg", on_scene_s=100),
        a_case("3", NOON - WEEK),
        a_case("4", grid_id="abolished"),
        a_case("5", NOON - WEEK, grid_id=""),
    )
    assert one.grids == (
        GridFigure(
            grid_id="west",
            by_force={"police": 1, "cg": 1},
            last_week=1,
            n=2,
            p90_s=100,
            closed=1,
        ),
        GridFigure(grid_id="east", by_force={}, last_week=0, n=0, p90_s=None, closed=0),
        GridFigure(grid_id="", by_force={"police": 1}, last_week=1, n=0, p90_s=None, closed=0),
    )
    assert one.grids[0].total == 2


def test_channels_count_todays_cases():
    one = board(
        a_case("1", channel=Channel.VIDEO),
        a_case("2", channel=Channel.VIDEO),
        a_case("3", channel=Channel.HOTLINE),
        a_case("4", NOON - WEEK, channel=Channel.PATROL),
    )
    assert one.channels == {"video": 2, "hotline": 1}


def test_the_trend_has_a_point_a_half_hour():
    now = NOON + timedelta(minutes=10)
    one = board(
        a_case("1", NOON - timedelta(minutes=1), on_scene_s=60),
        a_case("2", NOON, on_scene_s=100),
        a_case("3", NOON + timedelta(minutes=5), on_scene_s=200),
        a_case("4", now + timedelta(minutes=1), on_scene_s=999),
        a_case("5", NOON - 11.5 * HOUR, on_scene_s=70),
        a_case("6", NOON - 11.6 * HOUR, on_scene_s=999),
        a_case("7", NOON - WEEK + timedelta(minutes=5), on_scene_s=80),
        a_case("8", NOON - WEEK + timedelta(minutes=15), on_scene_s=999),
        now=now,
    )
    said = [(p.start - NOON, p.n, p.p50_s, p.p90_s) for p in one.trend if p.n]
    assert said == [
        (-11.5 * HOUR, 1, 70, 70),
        (-0.5 * HOUR, 1, 60, 60),
        (0 * HOUR, 2, 100, 200),
    ]
    assert [(p.start - NOON + WEEK, p.n, p.p50_s) for p in one.trend_last_week if p.n] == [
        (0 * HOUR, 1, 80)
    ]


def test_units_are_counted():
    units = (UnitState(unit=a_unit("u1"), number=1),)
    one = compute_board((), units, FixTable(), CITY, NOON)
    assert (one.units_total, one.units_online) == (1, 0)
    assert one.forces[0].offline == 1


@settings(max_examples=60)
@given(st.lists(cases(), max_size=40), st.integers(0, 86_400))
def test_every_case_of_today_is_in_one_place(drawn, back_s):
    now = NOON - timedelta(seconds=back_s)
    one = board(*drawn, now=now)
    received = [case for case in drawn if one.day_started_at <= case.received_at <= now]
    today = [case for case in received if is_counted(case)]
    assert one.today == len(today)
    assert sum(grid.total for grid in one.grids) == len(today)
    assert sum(one.channels.values()) == len(today)
    assert sum(grid.last_week for grid in one.grids) == one.last_week
    counted = sum(
        case.on_scene_at is not None
        and case.on_scene_at >= case.received_at
        and case.original_level is None
        for case in today
        if case.work_kind is WorkKind.POLICE_CALL
    )
    assert sum(figure.n for figure in one.compliance) == counted
    assert sum(grid.n for grid in one.grids) == counted
    shift = [
        case
        for case in drawn
        if one.shift_started_at <= case.received_at <= now
        and case.work_kind is WorkKind.POLICE_CALL
    ]
    assert one.response.n + sum(one.response.excluded.values()) == len(shift)
    for point in (*one.trend, *one.trend_last_week):
        assert (point.n == 0) == (point.p50_s is None) == (point.p90_s is None)
        assert point.p50_s is None or 0 <= point.p50_s <= point.p90_s


@settings(max_examples=60)
@given(st.lists(cases(days_back=20), max_size=40))
def test_older_cases_than_the_board_needs_change_nothing(drawn):
    needed = board_needs(CITY, NOON)
    assert board(*drawn) == board(*(case for case in drawn if case.received_at >= needed))


def test_the_board_survives_the_wire():
    one = board(a_case("1", on_scene_s=60, channel=Channel.VIDEO), a_case("2", grid_id=""))
    assert msgspec.json.decode(msgspec.json.encode(one), type=KpiBoard) == one


def test_response_figures_are_those_of_police_calls_alone():
    call = a_case("call", NOON - HOUR, on_scene_s=60)
    case = a_case("case", NOON - HOUR, on_scene_s=6000, work_kind=WorkKind.CITY_CASE)
    one = board(call, case)
    assert (one.response.n, one.response.p90_s) == (1, 60)
    assert sum(one.response.excluded.values()) == 0
    assert [f.n for f in one.compliance] == [0, 1]
    assert sum(point.n for point in one.trend) == 1
    assert [(g.total, g.n, g.p90_s) for g in one.grids] == [(2, 1, 60), (0, 0, None)]
    assert one.today == 2


def test_what_is_no_work_is_on_no_figure_of_the_board():
    no_work = (
        a_case("drill", drill=True, on_scene_s=60),
        a_case("duplicate", duplicate_of="1", on_scene_s=60),
        a_case("invalid", valid=False, on_scene_s=60),
        a_case("void", valid=False, stage="void"),
    )
    one = board(*no_work)
    assert (one.today, sum(one.channels.values()), sum(grid.total for grid in one.grids)) == (
        0,
        0,
        0,
    )
    assert sum(figure.n for figure in one.compliance) == 0
    assert one.response.n == 0
    assert {reason: n for reason, n in one.response.excluded.items() if n} == {
        "duplicate": 1, "drill": 1, "voided": 1, "invalid": 1,
    }  # fmt: skip


def test_fewer_calls_than_the_stated_minimum_have_no_percentile(monkeypatch):
    monkeypatch.setattr(board_module, "LIVE_MIN_N", 3)
    calls = [a_case(str(n), NOON - HOUR, on_scene_s=60 * n) for n in (1, 2, 3)]
    few, enough = board(*calls[:2]), board(*calls)
    assert (few.response.n, few.response.mean_s, few.response.p50_s) == (2, 90, None)
    assert [(p.n, p.p90_s) for p in few.trend if p.n] == [(2, None)]
    assert (enough.response.p50_s, enough.grids[0].p90_s) == (120, 180)


def test_the_board_holds_minimums_coverage_operations_and_open_work():
    plan = DutyPlan(
        minimums=(Minimum(grid_id="west", force_code="police", count=2),),
        patrol=(
            PatrolDuty(id="p", name="校", name_en="School", path=(IN_WEST,), grid_id="west"),
            PatrolDuty(id="q", name="市", name_en="Market", path=(IN_WEST,), grid_id="west"),
        ),
    )
    visit = Visit(duty_id="p", unit_id="u1", at=NOON)
    operation = JointOperation(
        id="o1",
        name="夜市",
        starts_at=NOON - HOUR,
        ends_at=NOON + HOUR,
        item_codes=("vendor",),
    )
    ended = replace(operation, id="o2", ended_at=NOON - HOUR / 2)
    past = replace(operation, id="o3", ended_at=NOON - TALLY_STAYS - HOUR)
    one = board(
        a_case("1", NOON - HOUR, item_code="vendor", closed_s=60),
        a_case("2", item_code="vendor"),
        a_case("3", item_code="noise"),
        a_case("4", item_code="vendor", drill=True),
        a_case("5", NOON - 2 * HOUR, item_code="vendor"),
        city=replace(CITY, plan=plan),
        units=(UnitState(unit=a_unit("u1"), number=1),),
        live=LiveWork(shift=Shift(visits=(visit,)), operations=(operation, ended, past)),
    )
    assert one.minimums == (
        MinimumFigure(grid_id="west", force_code="police", on_duty=1, minimum=2),
    )
    assert [(c.grid_id, c.points_done, c.points_wanted) for c in one.coverage] == [("west", 1, 2)]
    assert one.operations == (
        OperationFigure(operation_id="o1", cases=2, closed=1, by_item={"vendor": 2}),
        OperationFigure(operation_id="o2", cases=1, closed=1, by_item={"vendor": 1}),
    )
    assert one.open_work == OpenFigure()


def test_the_board_needs_the_cases_of_an_operation_until_a_month_after_its_end():
    old = JointOperation(id="o", name="月", starts_at=NOON - 30 * 24 * HOUR, ends_at=NOON + HOUR)
    assert board_needs(CITY, NOON, (old,)) == old.starts_at
    ended = replace(old, ended_at=NOON - TALLY_STAYS)
    assert board_needs(CITY, NOON, (ended,)) == old.starts_at
    later = NOON + HOUR
    assert board_needs(CITY, later, (ended,)) == board_needs(CITY, later)
