"""The centre's lists as tables, in words and by the city's clock."""

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Any

from bigscreen.domain.city import City
from bigscreen.domain.incidents import Level
from bigscreen.domain.progress import CallStage, Card, CaseStage
from bigscreen.domain.units import UnitState
from bigscreen.kpi.duty_list import CellKind, DutyList, ListCell
from bigscreen.report.tables import Cell, Table
from bigscreen.viewmodels.duty_words import (
    call_stage_name,
    card_name,
    case_stage_name,
    department_name,
)
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.trade_words import grid_name, item_name, level_name
from bigscreen.viewmodels.wording import named, tr, tr_noop

_REASONS = {
    "case_due": tr_noop("case due soon"),
    "stage_due": tr_noop("stage due soon"),
    "supervised": tr_noop("supervised"),
    "red_card": tr_noop("red card"),
    "escalated": tr_noop("escalated"),
    "suspended": tr_noop("suspended too long"),
}


class ListWriter:
    """Knows the words for the cells of a list: the city's, the units', and the clock."""

    def __init__(self, city: City | None, units: Mapping[str, UnitState], zone: tzinfo) -> None:
        self._city = city
        self._units = units
        self._zone = zone
        self._words: dict[tuple[CellKind, str], str] = {}

    def table(self, listed: DutyList, about: tuple[str, ...]) -> Table:
        """Return a list as a table; ``about`` says what it is of."""
        return Table(
            title=named(listed.name, listed.name_en),
            headings=tuple(named(column.name, column.name_en) for column in listed.columns),
            rows=tuple(
                tuple(
                    self._cell(column.kind, cell)
                    for column, cell in zip(listed.columns, row, strict=True)
                )
                for row in listed.rows
            ),
            about=about,
        )

    def moment(self, at: datetime) -> str:
        """Return a time by the clock of the list."""
        return at.astimezone(self._zone).isoformat(" ", "minutes")

    def _cell(self, kind: CellKind, cell: ListCell) -> Cell:
        if isinstance(cell, str):  # by far the most of them
            known = self._words.get((kind, cell))
            if known is None:
                known = self._words[kind, cell] = self._text(kind, cell)
            return known
        match cell:
            case None:
                return None
            case datetime():
                return self.moment(cell)
            case tuple():
                word = self._unit if kind is CellKind.UNITS else _reason
                return ", ".join(map(word, cell))
            case float():
                return round(cell, 1)
            case int():
                return level_name(Level(cell)) if kind is CellKind.LEVEL else cell

    def _text(self, kind: CellKind, text: str) -> str:
        match kind:
            case CellKind.GRID:
                return grid_name(self._city, text) or tr("outside every grid")
            case CellKind.ITEM:
                item = self._city.item(text) if self._city else None
                return item_name(item) or one_line(text)
            case CellKind.DEPARTMENT:
                return department_name(self._city, text)
            case CellKind.CARD:
                return card_name(Card(text))
            case _:
                return _stage(text)

    def _unit(self, unit_id: str) -> str:
        state = self._units.get(unit_id)
        return one_line(state.unit.call_sign if state else unit_id)


def list_document(listed: DutyList, as_of: datetime) -> dict[str, Any]:
    """Return a list as plain data, in keys instead of words."""
    return {
        "list": listed.key,
        "name_zh": listed.name,
        "name_en": listed.name_en,
        "as_of": as_of.isoformat(),
        "rows": [
            {column.key: _plain(cell) for column, cell in zip(listed.columns, row, strict=True)}
            for row in listed.rows
        ],
    }


def _plain(cell: ListCell) -> Any:
    match cell:
        case datetime():
            return cell.isoformat()
        case tuple():
            return list(cell)
        case float():
            return round(cell, 3)
        case _:
            return cell


def _reason(reason: str) -> str:
    return tr(_REASONS[reason])


def _stage(text: str) -> str:
    match text:
        case CaseStage():
            return case_stage_name(text)
        case CallStage():
            return call_stage_name(text)
        case _:
            return one_line(text)
