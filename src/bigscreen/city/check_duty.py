"""Compares the duty plan with the units, the grids and the shifts it is made for."""

from collections import Counter
from collections.abc import Collection

from bigscreen.city.contents import PackageContents
from bigscreen.city.problems import place_text
from bigscreen.city.records import Record
from bigscreen.city.sheets import values
from bigscreen.domain.duty_plan import EchelonRule
from bigscreen.domain.units import Unit
from bigscreen.viewmodels.wording import tr


def check_levels(contents: PackageContents) -> None:
    """Find a duty level where it used to be."""
    for field in ("duty_level", "duty_level_en"):
        if contents.top.has(field):
            contents.top.warn(field, contents.top.text(field), tr("[[levels]] in duty.toml"))


def check_minimums(contents: PackageContents) -> None:
    """Find minimums that all units of a grid together can not keep."""
    units = values(contents.units)
    for record, minimum in contents.sheets.duty.minimums:
        found = sum(
            unit.grid_id == minimum.grid_id and minimum.force_code in unit.force_codes
            for unit in units
        )
        if found < minimum.count:
            record.warn(
                "count",
                minimum.count,
                tr("what the units can fill: there are {count}", count=found),
            )


def check_roster(contents: PackageContents) -> None:
    """Find lines of the roster for units nobody knows."""
    known = {unit.id for unit in values(contents.units)}
    for record, line in contents.sheets.duty.roster:
        _note_unknown_unit(record, line.unit_id, known)


def check_squads(contents: PackageContents) -> None:
    """Compare the squads with the units: each unit's is listed, each listed one has units."""
    squads = contents.sheets.duty.squads
    codes = {squad.code for squad in values(squads)}
    if not codes:
        return
    used = set()
    for record, unit in contents.units:
        used.add(unit.squad)
        if unit.squad and unit.squad not in codes:
            record.warn("squad", unit.squad, tr("a squad of squads.csv"))
    for record, squad in squads:
        if squad.code not in used:
            record.warn("code", squad.code, tr("a squad that at least one unit belongs to"))


def check_echelons(contents: PackageContents) -> None:
    """Find rules by which no unit at all would come."""
    units = values(contents.units)
    for record, echelon in contents.sheets.duty.echelons:
        for place, rule in enumerate(echelon.rules, start=1):
            if not any(_is_named(unit, rule) for unit in units):
                record.warn(
                    "rules", tr("rule {number}", number=place), tr("a rule that names a unit")
                )


def check_officers(contents: PackageContents) -> None:
    """Compare people and devices with the units they go out with."""
    units = {unit.id: unit for unit in values(contents.units)}
    in_unit: Counter[str] = Counter()
    for record, officer in contents.sheets.duty.officers:
        if not officer.unit_id:
            continue
        _note_unknown_unit(record, officer.unit_id, units)
        unit = units.get(officer.unit_id)
        if unit is None:
            continue
        in_unit[unit.id] += 1
        if officer.force not in unit.force_codes:
            record.warn(
                "force", officer.force, tr("a force of {unit}", unit=f"{unit.id} {unit.call_sign}")
            )
        if in_unit[unit.id] == unit.officers + 1:
            record.warn(
                "unit_id", unit.id, tr("at most the {count} of the unit", count=unit.officers)
            )


def check_devices(contents: PackageContents) -> None:
    """Find devices nobody carries, and joint units without a set for one of their forces."""
    units = {unit.id: unit for unit in values(contents.units)}
    carried: set[tuple[str, str]] = set()
    for record, device in contents.sheets.duty.devices:
        _note_unknown_unit(record, device.unit_id, units)
        carried.add((device.unit_id, device.force))
        unit = units.get(device.unit_id)
        if unit is not None and device.force and device.force not in unit.force_codes:
            record.warn(
                "force", device.force, tr("a force of {unit}", unit=f"{unit.id} {unit.call_sign}")
            )
    if not carried:
        return
    for record, unit in contents.units:
        if len(unit.force_codes) < 2:
            continue
        for force in unit.force_codes:
            if (unit.id, force) not in carried:
                record.warn("id", unit.id, tr("a device of force {force}", force=force))


def check_patrol(contents: PackageContents) -> None:
    """Find patrol duties that do not lie where they say."""
    city = contents.city
    for record, duty in contents.sheets.duty.patrol:
        if not duty.path or not record.is_sound:
            continue
        grids = [city.grid_at(point) for point in duty.path]
        lost = next((p for p, grid in zip(duty.path, grids, strict=True) if grid is None), None)
        if lost is not None:
            record.warn("geometry", place_text(lost), tr("a point in one of the grids"))
        elif duty.grid_id and all(grid is not None and grid.id != duty.grid_id for grid in grids):
            found = grids[0].id if grids[0] is not None else ""
            record.warn("grid_id", duty.grid_id, tr("{grid}, where it lies", grid=found))


def check_response_places(contents: PackageContents) -> None:
    """Find places with a response class that has no target, or outside the city."""
    targets = {target.minutes for target in contents.city.targets}
    for record, place in contents.sheets.duty.response_places:
        if place.minutes not in targets:
            record.warn("minutes", place.minutes, tr("a class that has a target"))
        if record.is_sound and contents.city.grid_at(place.location) is None:
            record.warn("lat", place_text(place.location), tr("a point in one of the grids"))


def _note_unknown_unit(record: Record, unit_id: str, known: Collection[str]) -> None:
    if unit_id and unit_id not in known:
        record.note("unit_id", unit_id, tr("the id of a unit of units.csv"))


def _is_named(unit: Unit, rule: EchelonRule) -> bool:
    """Tell whether a rule could name a unit, wherever the case is."""
    return (
        (not rule.forces or not set(rule.forces).isdisjoint(unit.force_codes))
        and (not rule.kinds or unit.kind in rule.kinds)
        and (not rule.squads or unit.squad in rule.squads)
        and set(rule.capabilities) <= set(unit.capabilities)
    )
