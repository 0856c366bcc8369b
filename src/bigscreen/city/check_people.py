"""Compares who there is with what is asked for: units, forces and the joint catalogue."""

from collections.abc import Sequence
from itertools import chain

from bigscreen.city.contents import PackageContents
from bigscreen.city.run_cards import run_card_text
from bigscreen.city.sheets import values
from bigscreen.domain.city import RunCardLine
from bigscreen.domain.units import ForceFamily, Unit
from bigscreen.viewmodels.wording import tr


def check_units(contents: PackageContents) -> None:
    """Compare units with the grids, the forces and the city's officers."""
    city = contents.city
    units = values(contents.units)
    homes = {unit.grid_id for unit in units}
    for record, grid in contents.sheets.grids:
        if grid.id not in homes:
            record.warn("id", grid.id, tr("a grid that at least one unit belongs to"))
    codes = set(chain.from_iterable(unit.force_codes for unit in units))
    for record, force in contents.sheets.forces:
        if force.code not in codes:
            record.warn("code", force.code, tr("a force that at least one unit belongs to"))
    _check_badges(contents)
    helpers = {f.code for f in city.forces if f.family is ForceFamily.AUXILIARY}
    officers = sum(unit.officers for unit in units if not helpers.issuperset(unit.force_codes))
    if 0 < city.officers < officers:
        contents.top.warn(
            "officers", city.officers, tr("at least the {count} of the units", count=officers)
        )


def check_catalogue(contents: PackageContents) -> None:
    """Compare the catalogue's items with the units and the ways a case can end."""
    city = contents.city
    units = values(contents.units)
    if not city.items:
        contents.folder.note("catalogue.csv", "", None, tr("at least one item"))
    for record, item in contents.sheets.items:
        if item.lead_force in item.assisting_forces:
            record.warn(
                "assisting_forces", item.lead_force, tr("forces other than the one that leads")
            )
        if city.dispositions and not city.dispositions_of(item):
            record.note(
                "dispositions",
                ";".join(item.dispositions) or None,
                tr("at least one that is not retired"),
            )
        retired = [d.code for d in city.dispositions if d.retired and d.code in item.dispositions]
        if retired and city.dispositions_of(item):
            record.warn("dispositions", ";".join(retired), tr("ways to end that are still in use"))
        for line in item.run_card:
            found = sum(1 for unit in units if _is_able(unit, line))
            if found < line.count:
                record.warn(
                    "run_card",
                    run_card_text([line]),
                    tr("what the units can fill: there are {count}", count=found),
                )


def _check_badges(contents: PackageContents) -> None:
    seen: set[tuple[ForceFamily, str]] = set()
    for record, force in contents.sheets.forces:
        if (force.family, force.badge) in seen:
            record.warn("badge", force.badge, tr("a badge no other force of the family has"))
        seen.add((force.family, force.badge))


def _is_able(unit: Unit, line: RunCardLine) -> bool:
    return (
        line.force_code in unit.force_codes
        and (not line.kinds or unit.kind in line.kinds)
        and _has_all(unit.capabilities, line.capabilities)
    )


def _has_all(held: Sequence[str], wanted: Sequence[str]) -> bool:
    return set(wanted) <= set(held)
