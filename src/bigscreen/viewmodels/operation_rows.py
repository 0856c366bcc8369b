"""What the list of joint operations says: period, area, items, and the tally so far."""

from datetime import datetime

from bigscreen.domain.city import City
from bigscreen.domain.figures import KpiBoard
from bigscreen.domain.operations import JointOperation
from bigscreen.domain.situation import Situation
from bigscreen.viewmodels.local_time import clock_on_day, zone_of
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.table_rows import RowTone, TableRow
from bigscreen.viewmodels.trade_words import grid_name, item_name
from bigscreen.viewmodels.wording import tr


def headings() -> tuple[str, ...]:
    """Return the names of the columns."""
    return (
        tr("Joint operation"),
        tr("State"),
        tr("From"),
        tr("Until"),
        tr("Area"),
        tr("Items"),
        tr("Cases"),
        tr("By item"),
    )


def operation_rows(
    situation: Situation, city: City | None, board: KpiBoard | None, now: datetime
) -> tuple[TableRow, ...]:
    """Return the operations, those that are not ended first, with the hub's own tally."""
    tallies = {one.operation_id: one for one in board.operations} if board else {}
    rows = []
    zone = zone_of(city)
    for one in sorted(situation.operations, key=lambda op: (op.is_settled, op.starts_at)):
        tally = tallies.get(one.id)
        by_item = tally.by_item if tally else {}
        items = (
            f"{item_name(city.item(code)) if city else ''} {count}"
            for code, count in by_item.items()
        )
        said = one_line(one.summary) if one.is_settled else ""
        rows.append(
            TableRow(
                id=one.id,
                cells=(
                    one_line(one.name),
                    _state(one, now),
                    clock_on_day(one.starts_at, zone, now),
                    clock_on_day(one.ended_at or one.ends_at, zone, now),
                    tr(", ").join(grid_name(city, g) for g in one.grid_ids) or tr("whole area"),
                    _items(one, city),
                    tr("{n}, closed {m}", n=tally.cases, m=tally.closed) if tally else "—",
                    " · ".join(filter(None, (*items, said))),
                ),
                tone=RowTone.DONE if one.is_settled else RowTone.PLAIN,
            )
        )
    return tuple(rows)


def unit_names(situation: Situation) -> list[tuple[str, str]]:
    """Return the units that could take part as (call sign, id), by call sign."""
    units = (one.unit for one in situation.units.values())
    return sorted((one_line(unit.call_sign), unit.id) for unit in units)


def _items(operation: JointOperation, city: City | None) -> str:
    names = (item_name(city.item(code)) if city else code for code in operation.item_codes)
    return tr(", ").join(names) or tr("all items")


def _state(operation: JointOperation, now: datetime) -> str:
    if operation.is_settled:
        return tr("Ended")
    if now < operation.starts_at:
        return tr("Not begun")
    return tr("Running") if now < operation.ends_at else tr("Over, not ended")
