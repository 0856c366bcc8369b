"""The wall's strip: the gravest first, and never "no alarms" when nobody could know."""

from dataclasses import replace

from bigscreen.domain.alarms import Alarm, AlarmKind, AlarmStage, AlarmStatus
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.figures import (
    CoverageFigure,
    MinimumFigure,
    OpenFigure,
    OperationFigure,
)
from bigscreen.domain.operations import JointOperation
from bigscreen.domain.progress import EchelonCall, Progress
from bigscreen.domain.situation import Situation, Snapshot
from bigscreen.domain.units import UnitState
from bigscreen.viewmodels.watch_line import watch_items
from tests.support.boards import empty_board
from tests.support.small_city import NOON, small_city
from tests.support.wire_samples import INCIDENT, UNIT


def an_alarm(number: int, status: AlarmStatus) -> Alarm:
    return Alarm(
        id=f"a{number}",
        kind=AlarmKind.CASE_DUE,
        stage=AlarmStage.DUE,
        moment=NOON,
        status=status,
        raised_at=NOON,
    )


def texts(snapshot: Snapshot, city=None, board=None) -> list[tuple[str, bool]]:
    items = watch_items(Situation(snapshot), city or small_city(), board)
    return [(item.text, item.is_bad) for item in items]


def test_a_quiet_centre_says_so() -> None:
    assert texts(Snapshot(seq=1)) == [("No alarms", False)]


def test_limits_that_can_not_be_read_never_look_quiet() -> None:
    city = replace(small_city(), clock_fault="clocks.toml: line 3")
    assert texts(Snapshot(seq=1), city) == [
        ("Time limits can not be read: clocks.toml: line 3", True)
    ]


def test_alarms_tell_answered_from_unanswered() -> None:
    answered = an_alarm(1, AlarmStatus.ACKNOWLEDGED)
    muted = an_alarm(2, AlarmStatus.MUTED)
    assert texts(Snapshot(seq=1, alarms=(answered, muted))) == [("Alarms 2, all answered", False)]
    sounding = an_alarm(3, AlarmStatus.SOUNDING)
    expired = an_alarm(4, AlarmStatus.EXPIRED)
    assert texts(Snapshot(seq=1, alarms=(answered, sounding, expired))) == [
        ("Alarms 3, not answered 2", True)
    ]


def test_a_unit_that_calls_for_help_comes_before_everything() -> None:
    sos = {"kind": AlarmKind.SOS, "unit_id": "p-1", "grid_id": small_city().grids[0].id}
    met = replace(an_alarm(1, AlarmStatus.ACKNOWLEDGED), **sos)
    over = replace(an_alarm(2, AlarmStatus.CLEARED), **sos)
    city = replace(small_city(), clock_fault="clocks.toml")
    state = UnitState(unit=UNIT, number=1)
    assert texts(Snapshot(seq=1, alarms=(met, over), units=(state,)), city)[:2] == [
        ("SOS 巡101 (West)", True),
        ("Time limits can not be read: clocks.toml", True),
    ]
    assert texts(Snapshot(seq=1, alarms=(met,)))[0] == ("SOS p-1 (West)", True)


def test_reinforcement_cards_wanting_units_coverage_and_operations_follow() -> None:
    call = EchelonCall(echelon=2, unit_ids=(), commander="王", reason="人多", at=NOON, by="desk")
    case = IncidentState(incident=INCIDENT, progress=Progress(echelons=(call,)))
    operation = JointOperation(id="o1", name="夜市整治", starts_at=NOON, ends_at=NOON)
    grid, force = small_city().grids[0].id, small_city().forces[0].code
    board = replace(
        empty_board(NOON),
        minimums=(
            MinimumFigure(grid_id=grid, force_code=force, on_duty=2, minimum=4),
            MinimumFigure(grid_id=grid, force_code=force, on_duty=4, minimum=4),
        ),
        open_work=OpenFigure(open=9, red_cards=1, yellow_cards=2, supervised=3),
        coverage=(
            CoverageFigure(
                grid_id=grid, points_done=2, points_wanted=5, lines_done=0, lines_wanted=3
            ),
        ),
        operations=(OperationFigure(operation_id="o1", cases=7, closed=4),),
    )
    found = texts(Snapshot(seq=1, incidents=(case,), operations=(operation,)), board=board)
    assert [text for text, _ in found[2:]] == [
        "Below minimum 1: West Police 2/4",
        "Red cards 1 · Yellow cards 2 · Supervised cases 3",
        "◇ Must-visit points 2/5 · ┅ must-patrol lines 0/3",
        "Operation 夜市整治: 7 cases, 4 closed",
    ]
    assert found[1][0].startswith("Echelon Ⅱ: Noise · ")
    assert [bad for _, bad in found] == [False, True, True, True, False, False]
