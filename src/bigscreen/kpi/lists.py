"""The lists of open cases: reminder slips 提示单, watch list 盯办单, unfinished list 未结清单.

Drills, merged duplicates and invalid cases are on none.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from bigscreen.domain.alarms import AlarmKind, AlarmStage
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.progress import Card, StageEntry
from bigscreen.domain.situation import Situation
from bigscreen.domain.transitions import call_stage
from bigscreen.kpi.duty_list import GRID_COLUMN, CellKind, DutyList, ListCell, ListColumn
from bigscreen.kpi.live_work import stands, supervised

SUSPENDED_TOO_LONG = timedelta(days=7)
"""How long a case may stand still before it is on the watch list, unless somebody says so."""


_NUMBER = ListColumn("number", CellKind.TEXT, "案件编号", "Case")
_ITEM = ListColumn("item", CellKind.ITEM, "事项", "Item")
_TITLE = ListColumn("title", CellKind.TEXT, "标题", "Title")
_LEVEL = ListColumn("level", CellKind.LEVEL, "等级", "Level")
_STAGE = ListColumn("stage", CellKind.STAGE, "环节", "Stage")
_RECEIVED = ListColumn("received", CellKind.MOMENT, "接报时间", "Received")
_DUE = ListColumn("due", CellKind.MOMENT, "时限", "Due")
_LEFT = ListColumn("left_h", CellKind.HOURS, "剩余（小时）", "Hours left")
_CARD = ListColumn("card", CellKind.CARD, "亮牌", "Card")
_UNITS = ListColumn("units", CellKind.UNITS, "承办单元", "Units")
_DEPARTMENT = ListColumn("department", CellKind.DEPARTMENT, "承办部门", "Department")
_WHO = (_UNITS, _DEPARTMENT)
_CASE = (_NUMBER, _ITEM, _TITLE, GRID_COLUMN, _LEVEL, _STAGE)


def unfinished_list(situation: Situation, now: datetime) -> DutyList:
    """Return every open case: how far it has come, until when it has time, who has it."""
    return DutyList(
        key="unfinished",
        name="未结清单",
        name_en="Unfinished list",
        columns=(*_CASE, _RECEIVED, _DUE, _LEFT, _CARD, *_WHO),
        rows=tuple(
            (
                *_case(state, situation),
                state.incident.received_at,
                *_left(_due_at(state), now),
                _card(state),
                *_who(state, situation),
            )
            for state in _open(situation)
        ),
    )


def reminder_list(situation: Situation, now: datetime) -> DutyList:
    """Return a slip for each limit that is near but not over: of a whole case, or of its stage.

    A case's limit is near from its clock's early warning on, a stage's while its early alarm
    stands.
    """
    warned = {
        alarm.incident_id
        for alarm in situation.alarms.open()
        if alarm.kind is AlarmKind.STAGE_DUE and alarm.stage is AlarmStage.EARLY
    }

    def slips(state: IncidentState) -> Iterator[tuple[str, datetime]]:
        deadline = state.progress.deadline
        if deadline is not None and deadline.warn_at <= now < deadline.due_at:
            yield "case_due", deadline.due_at
        stage_due = _last_entry(state).due_at if state.progress.stages else None
        if state.incident.id in warned and stage_due is not None and now < stage_due:
            yield "stage_due", stage_due

    return DutyList(
        key="reminder",
        name="提示单",
        name_en="Reminder slips",
        columns=(*_CASE, _why("提示事由", "Reminder of"), _DUE, _LEFT, *_WHO),
        rows=tuple(
            (*_case(state, situation), (what,), *_left(due, now), *_who(state, situation))
            for state in _open(situation)
            for what, due in slips(state)
        ),
    )


def watch_list(
    situation: Situation, now: datetime, suspended_for: timedelta = SUSPENDED_TOO_LONG
) -> DutyList:
    """Return the open cases to keep an eye on, and why.

    They are supervised, were shown the red card, are escalated, or have stood still for
    ``suspended_for`` or longer.
    """
    watched = supervised(situation.hand_overs.open())
    tests: tuple[tuple[str, Callable[[IncidentState], bool]], ...] = (
        ("supervised", lambda state: state.incident.id in watched),
        ("red_card", lambda state: state.progress.card is Card.RED),
        ("escalated", lambda state: state.progress.echelon > 0),
        ("suspended", lambda state: _still_for(state, now) >= suspended_for),
    )
    rows = []
    for state in _open(situation):
        reasons = tuple(reason for reason, holds in tests if holds(state))
        if reasons:
            rows.append(
                (
                    *_case(state, situation),
                    reasons,
                    state.incident.received_at,
                    *_left(_due_at(state), now),
                    *_who(state, situation),
                )
            )
    return DutyList(
        key="watch",
        name="盯办单",
        name_en="Watch list",
        columns=(*_CASE, _why("盯办事由", "Watched because"), _RECEIVED, _DUE, _LEFT, *_WHO),
        rows=tuple(rows),
    )


def _why(name: str, name_en: str) -> ListColumn:
    return ListColumn("why", CellKind.REASONS, name, name_en)


def _open(situation: Situation) -> list[IncidentState]:
    """Return the open cases that count, the one with the nearest deadline first."""
    waiting = [state for state in situation.open_incidents() if stands(state)]
    return sorted(
        waiting,
        key=lambda state: (
            _due_at(state) is None,
            _due_at(state) or state.incident.received_at,
            state.incident.id,
        ),
    )


def _case(state: IncidentState, situation: Situation) -> tuple[ListCell, ...]:
    incident, stage = state.incident, state.progress.stage
    if stage is None:
        reached: str = call_stage(state, situation.assignments_of(state))
    else:
        reached = stage
    return (
        incident.number,
        incident.item_code,
        incident.title,
        incident.grid_id,
        int(incident.level),
        reached,
    )


def _who(state: IncidentState, situation: Situation) -> tuple[ListCell, ListCell]:
    held = [work.unit_id for work in situation.assignments_of(state) if work.is_open]
    routed = [entry.department for entry in state.progress.stages if entry.department]
    return tuple(dict.fromkeys(held)), routed[-1] if routed else ""


def _due_at(state: IncidentState) -> datetime | None:
    deadline = state.progress.deadline
    return None if deadline is None else deadline.due_at


def _left(due_at: datetime | None, now: datetime) -> tuple[ListCell, ListCell]:
    """Return a limit and the hours left to it, below 0 when it is over."""
    return due_at, None if due_at is None else (due_at - now) / timedelta(hours=1)


def _card(state: IncidentState) -> ListCell:
    card = state.progress.card
    return None if card is None else card.value


def _last_entry(state: IncidentState) -> StageEntry:
    return state.progress.stages[-1]


def _still_for(state: IncidentState, now: datetime) -> timedelta:
    """Return for how long a case has stood still, less than nothing when it does not."""
    if not state.progress.suspended:
        return timedelta(microseconds=-1)
    return now - state.progress.suspensions[-1].since
