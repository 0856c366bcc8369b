"""Lists in words: every kind of cell, by the city's clock."""

from zoneinfo import ZoneInfo

import pytest

from bigscreen.domain.progress import CallStage, CaseStage
from bigscreen.domain.units import UnitState
from bigscreen.kpi.duty_list import CellKind, DutyList, ListColumn
from bigscreen.report.list_tables import ListWriter, list_document
from tests.support.small_city import NOON, a_unit, small_city

UNITS = {"u1": UnitState(unit=a_unit("u1"), number=1)}

CELLS = [
    (CellKind.TEXT, "a\nb", "a b"),
    (CellKind.NUMBER, 3, 3),
    (CellKind.HOURS, -1.26, -1.3),
    (CellKind.HOURS, None, None),
    (CellKind.MOMENT, NOON, "2026-03-02 12:00+08:00"),
    (CellKind.GRID, "west", "West"),
    (CellKind.GRID, "", "outside every grid"),
    (CellKind.ITEM, "vendor", "Vendor"),
    (CellKind.ITEM, "gone", "gone"),
    (CellKind.LEVEL, 2, "Level Ⅱ"),
    (CellKind.STAGE, CaseStage.REPORTED, "Reported up"),
    (CellKind.STAGE, CallStage.REPORTED, "Reported"),
    (CellKind.CARD, "red", "Red card"),
    (CellKind.UNITS, ("u1", "u9"), "巡u1, u9"),
    (CellKind.DEPARTMENT, "d1", "d1"),
    (CellKind.REASONS, ("supervised", "stage_due"), "supervised, stage due soon"),
]


def one_cell(kind, cell) -> DutyList:
    column = ListColumn("key", kind, "名", "Name")
    return DutyList(key="l", name="单", name_en="List", columns=(column,), rows=((cell,),))


@pytest.mark.parametrize(("kind", "cell", "said"), CELLS)
def test_a_cell_is_said_in_words(kind, cell, said):
    writer = ListWriter(small_city(), UNITS, ZoneInfo("Asia/Shanghai"))
    table = writer.table(one_cell(kind, cell), ("about",))
    assert (table.title, table.headings, table.about) == ("List", ("Name",), ("about",))
    assert table.rows == ((said,),)


@pytest.mark.parametrize(("kind", "cell", "said"), CELLS)
def test_the_document_keeps_keys(kind, cell, said):
    document = list_document(one_cell(kind, cell), NOON)
    ((key, value),) = document["rows"][0].items()
    assert key == "key"
    if isinstance(cell, tuple):
        assert value == list(cell)
    elif cell is NOON:
        assert value == "2026-03-02T04:00:00+00:00"
    else:
        assert value == cell


def test_without_a_city_codes_stand_for_names():
    writer = ListWriter(None, {}, ZoneInfo("UTC"))
    for kind in (CellKind.GRID, CellKind.ITEM, CellKind.DEPARTMENT):
        assert writer.table(one_cell(kind, "code"), ()).rows == (("code",),)
