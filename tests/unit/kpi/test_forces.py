"""Which units report, and what each force's units do."""

import numpy as np
import pytest

from bigscreen.domain.figures import ForceFigure
from bigscreen.domain.fixes import FixColumns, FixTable
from bigscreen.domain.units import Duty, UnitState, UnitStatus
from bigscreen.kpi.forces import force_figures, online
from tests.support.small_city import NOON, a_unit, small_city


def unit(number: int, status=UnitStatus.AVAILABLE, **changes) -> UnitState:
    duty = Duty.OFF_DUTY if status is UnitStatus.OFF_DUTY else Duty.ON_DUTY
    return UnitState(unit=a_unit(f"u{number}", **changes), number=number, duty=duty, status=status)


def fixes(**age_s: float) -> FixTable:
    """Return a table where unit ``n3=20`` was seen 20 s before noon."""
    table = FixTable()
    n = len(age_s)
    table.update(
        FixColumns(
            number=np.array([int(name[1:]) for name in age_s], np.uint32),
            lat=np.zeros(n),
            lon=np.zeros(n),
            speed_mps=np.zeros(n, np.float32),
            heading_deg=np.zeros(n, np.float32),
            fixed_at_ms=np.array([NOON.timestamp() * 1000 - s * 1000 for s in age_s.values()]),
        )
    )
    return table


@pytest.mark.parametrize(
    ("age_s", "reports"), [(0, True), (60, True), (60.5, False), (-2, True), (86_400, False)]
)
def test_a_unit_reports_while_its_fix_is_not_stale(age_s, reports):
    assert online([unit(1)], fixes(n1=age_s), NOON).tolist() == [reports]


def test_each_unit_has_its_own_limit():
    units = [unit(1, stale_after_s=10), unit(2, stale_after_s=900)]
    assert online(units, fixes(n1=60, n2=60), NOON).tolist() == [False, True]


def test_a_unit_that_never_reported_is_not_online():
    """Neither one within the table nor one whose number lies beyond it."""
    assert online([unit(1), unit(5_000)], fixes(n2=0), NOON).tolist() == [False, False]


def test_a_unit_off_duty_is_not_online_though_it_reports():
    assert online([unit(1, UnitStatus.OFF_DUTY)], fixes(n1=0), NOON).tolist() == [False]


def test_each_unit_is_in_one_column_of_its_leading_force():
    units = [
        unit(1),
        unit(2, UnitStatus.ASSIGNED),
        unit(3, UnitStatus.EN_ROUTE),
        unit(4, UnitStatus.ON_SCENE),
        unit(5),
        unit(6, UnitStatus.OFF_DUTY),
        unit(7, force_codes=("cg", "police")),
    ]
    reporting = online(units, fixes(n1=0, n2=0, n7=0), NOON)
    assert force_figures(units, reporting, small_city()) == (
        ForceFigure(
            force_code="police", available=1, en_route=2, on_scene=1, offline=1, off_duty=1
        ),
        ForceFigure(force_code="cg", available=1, en_route=0, on_scene=0, offline=0),
    )


def test_a_force_without_units_and_one_the_city_does_not_name_are_both_told():
    figures = force_figures([unit(1, force_codes=("fire",))], np.array([True]), small_city())
    assert [(f.force_code, f.available) for f in figures] == [("police", 0), ("cg", 0), ("fire", 1)]
