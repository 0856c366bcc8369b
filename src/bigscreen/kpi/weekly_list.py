"""The weekly list 周清单: what came in over a week, grid by grid, and what is left of it."""

from collections.abc import Sequence
from datetime import datetime

import numpy as np

from bigscreen.domain.case_facts import CaseFacts
from bigscreen.domain.situation import Situation
from bigscreen.kpi.case_columns import CaseColumns
from bigscreen.kpi.duty_list import GRID_COLUMN, CellKind, DutyList, ListCell, ListColumn
from bigscreen.kpi.measures import MEASURES


def weekly_list(
    cases: Sequence[CaseFacts], situation: Situation, grid_ids: Sequence[str], now: datetime
) -> DutyList:
    """Return a line for each grid on the cases received in a week: ``cases`` are all of them.

    ``worst`` is the open case that is overdue longest, else the one that is open longest.
    Grids of ``grid_ids`` stand in their order, others after them.
    """
    columns = CaseColumns.of(cases)
    counts = MEASURES["volume"].judge(columns, np.nan).reason == 0
    by_grid: dict[str, list[CaseFacts]] = {grid_id: [] for grid_id in grid_ids}
    for case, is_counted in zip(cases, counts.tolist(), strict=True):
        if is_counted:
            by_grid.setdefault(case.grid_id, []).append(case)
    return DutyList(
        key="weekly",
        name="周清单",
        name_en="Weekly list",
        columns=(
            GRID_COLUMN,
            ListColumn("received", CellKind.NUMBER, "接报", "Received"),
            ListColumn("closed", CellKind.NUMBER, "已结", "Closed"),
            ListColumn("open", CellKind.NUMBER, "未结", "Open"),
            ListColumn("overdue", CellKind.NUMBER, "超期未结", "Overdue"),
            ListColumn("yellow", CellKind.NUMBER, "黄牌", "Yellow cards"),
            ListColumn("red", CellKind.NUMBER, "红牌", "Red cards"),
            ListColumn("worst", CellKind.TEXT, "最久未结", "Worst case"),
            ListColumn("worst_due", CellKind.MOMENT, "其时限", "Its deadline"),
        ),
        rows=tuple(_week_row(grid, week, situation, now) for grid, week in by_grid.items()),
    )


def _week_row(
    grid_id: str, cases: Sequence[CaseFacts], situation: Situation, now: datetime
) -> tuple[ListCell, ...]:
    waiting = [case for case in cases if case.closed_at is None]
    late = [case for case in waiting if case.due_at is not None and case.due_at < now]
    worst = min(late, key=_deadline, default=min(waiting, key=_receipt, default=None))
    return (
        grid_id,
        len(cases),
        len(cases) - len(waiting),
        len(waiting),
        len(late),
        sum(case.yellow_at is not None for case in cases),
        sum(case.red_at is not None for case in cases),
        _number_of(worst, situation),
        worst.due_at if worst else None,
    )


def _receipt(case: CaseFacts) -> datetime:
    return case.received_at


def _deadline(case: CaseFacts) -> datetime:
    return case.due_at or case.received_at


def _number_of(case: CaseFacts | None, situation: Situation) -> str:
    if case is None:
        return ""
    state = situation.incidents.get(case.incident_id)
    return state.incident.number if state else case.incident_id
