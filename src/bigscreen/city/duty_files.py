"""Reads what duty is planned by in TOML and GeoJSON: levels, echelons, patrol duties."""

from collections.abc import Collection

from bigscreen.city.files import PackageFolder
from bigscreen.city.records import Record
from bigscreen.city.sheets import Rows, note_repeated
from bigscreen.domain.duty_plan import DutyLevel, Echelon, EchelonRule, PatrolDuty, Reach
from bigscreen.domain.units import UnitKind
from bigscreen.viewmodels.wording import tr

_LEVELS, _ECHELONS, _PATROL = "duty.toml", "echelons.toml", "patrol.geojson"
_FARTHEST_M = 100_000.0


def read_levels(folder: PackageFolder) -> Rows[DutyLevel]:
    """Return the duty levels ``[[levels]]``, none without ``duty.toml``; the first one is usual."""
    if not folder.has(_LEVELS):
        return []
    rows = [
        (
            table,
            DutyLevel(
                code=table.text("code"),
                name=table.text("name"),
                name_en=table.text("name_en", ""),
            ),
        )
        for table in folder.tables(_LEVELS, "levels", folder.toml(_LEVELS))
    ]
    note_repeated(((record, level.code) for record, level in rows), "code")
    return rows


def read_echelons(
    folder: PackageFolder, forces: Collection[str], squads: Collection[str]
) -> Rows[Echelon]:
    """Return the echelons ``[[echelons]]`` by number, none without ``echelons.toml``.

    They are numbered from 1 without a gap. ``squads`` are the known codes, empty when the city
    does not list its squads.
    """
    if not folder.has(_ECHELONS):
        return []
    rows = [
        (table, _echelon(table, forces, squads))
        for table in folder.tables(_ECHELONS, "echelons", folder.toml(_ECHELONS))
    ]
    rows.sort(key=lambda row: row[1].number)
    for number, (record, echelon) in enumerate(rows, start=1):
        if echelon.number != number:
            record.note(
                "number", echelon.number, tr("{number}: 1, 2, 3 without a gap", number=number)
            )
            break
    return rows


def read_patrol(
    folder: PackageFolder, forces: Collection[str], grids: Collection[str]
) -> Rows[PatrolDuty]:
    """Return must-visit points and must-patrol lines, none without ``patrol.geojson``."""
    if not folder.has(_PATROL):
        return []
    rows = [
        (
            feature,
            PatrolDuty(
                id=feature.text("id"),
                name=feature.text("name"),
                name_en=feature.text("name_en", ""),
                path=feature.path(),
                grid_id=feature.known("grid_id", grids, ""),
                forces=feature.several("forces", forces),
                radius_m=feature.number("radius_m", 5.0, 5000.0, 60.0),
                visits=feature.whole("visits", 1, 100, 1),
            ),
        )
        for feature in folder.features(_PATROL)
    ]
    note_repeated(((record, duty.id) for record, duty in rows), "id")
    return rows


def _echelon(table: Record, forces: Collection[str], squads: Collection[str]) -> Echelon:
    rules = table.tables("rules")
    if not rules:
        table.note("rules", None, tr("at least one rule that names units"))
    return Echelon(
        number=table.whole("number", 1, 99),
        name=table.text("name"),
        name_en=table.text("name_en", ""),
        commander=table.choice("commander", Reach, Reach.GRID),
        rules=tuple(_rule(rule, forces, squads) for rule in rules),
    )


def _rule(table: Record, forces: Collection[str], squads: Collection[str]) -> EchelonRule:
    is_bounded = table.has("within_m")
    return EchelonRule(
        reach=table.choice("reach", Reach, Reach.GRID),
        forces=table.several("forces", forces),
        kinds=table.choices("kinds", UnitKind),
        squads=table.several("squads", squads or None),
        capabilities=table.several("capabilities"),
        within_m=table.number("within_m", 1.0, _FARTHEST_M) if is_bounded else None,
    )
