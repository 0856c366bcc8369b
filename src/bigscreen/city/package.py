"""Reads a city package: the folder of TOML, CSV and GeoJSON files a city edits itself.

=================  ===========================================================================
``city.toml``      names, centre, time zone, forces, response targets, duty level, rules
``grids.geojson``  areas of responsibility: id, name, name_en, commander, response_minutes,
                   area_id
``areas.csv``      optional, the tiers above the grids and the micro-grids in them: id, parent,
                   level (city, district, street, micro_grid), name, name_en, commander
``streets.geojson``  optional; name, rank (1 to 3), speed_mps
``ground.geojson`` optional; kind: block, water or green
``stations.csv``   id, name, name_en, lat, lon, grid_id
``catalogue.csv``  code, name, name_en, work_kind, lead_force, assisting_forces,
                   default_level, limit_hours; optional: run_card (see
                   :mod:`bigscreen.city.run_cards`), dispositions (codes; all when empty),
                   clock (a code), evidence (kinds), sensitivity (normal, dim, hide)
``dispositions.csv`` optional, how cases end: code, name, name_en, retired; optional: valid
                   (no: there was no case)
``units.csv``      id, call_sign, force_codes, kind, grid_id, squad, officers, capabilities,
                   home_lat, home_lon, stale_after_s
``cameras.csv``    optional, see :mod:`bigscreen.city.camera_files`: whose picture can be shown
``scenes/*.toml``  optional, see :mod:`bigscreen.city.scene_files`: what walls show
``places.csv``     optional, see :mod:`bigscreen.city.places`: where cases happen; found by name
``rates.toml``     optional, see :mod:`bigscreen.city.rates`: what the simulator draws from
=================  ===========================================================================

What duty is planned by; each file is optional:

=================  ===========================================================================
``duty.toml``      ``[[levels]]``: code, name, name_en; the first one is the usual level
``minimums.csv``   grid_id, force_code, count, duty_level (empty: at every level)
``roster.csv``     unit_id, shifts (numbers from 0), weekdays (1 Monday to 7 Sunday)
``echelons.toml``  ``[[echelons]]``: number, name, name_en, commander (grid, street, district or
                   city), ``[[echelons.rules]]``: reach, forces, kinds, squads, capabilities,
                   within_m
``patrol.geojson`` points to visit, lines to patrol: id, name, name_en, grid_id, forces,
                   radius_m, visits
``departments.csv`` code, name, name_en, force, contact
``squads.csv``     code (as ``units.csv`` says it), name, name_en, force, grid_id, leader
``officers.csv``   id, name, force, squad, unit_id
``devices.csv``    id, unit_id, kind, label, force
``response_places.csv`` name, lat, lon, radius_m, minutes
``clocks.toml``    see :mod:`bigscreen.city.clock_file`: time limits
``calendar.toml``  see :mod:`bigscreen.city.calendar_file`: working hours, holidays
``weights.toml``   see :func:`bigscreen.kpi.assessment.criteria_of`: what grids are scored by
``wall_rules.toml``, ``wall.toml``  see :mod:`bigscreen.city.wall_rule_files`: what walls do
=================  ===========================================================================

Texts are UTF-8 (or GB 18030), coordinates WGS-84, lists have ``;`` between their parts.
"""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from bigscreen.city.area_sheets import read_areas, read_grids
from bigscreen.city.area_tree import note_tree_faults
from bigscreen.city.calendar_file import read_calendar
from bigscreen.city.camera_files import read_cameras
from bigscreen.city.city_sheets import CitySheets, read_sheets
from bigscreen.city.clock_file import CLOCK_FILE, read_clocks
from bigscreen.city.files import PackageFolder
from bigscreen.city.force_sheets import read_forces, read_units
from bigscreen.city.map_sheets import read_base_map, read_streets
from bigscreen.city.places import read_places
from bigscreen.city.problems import CityProblem, CityProblems
from bigscreen.city.records import Record
from bigscreen.city.scene_files import read_scenes, read_screen, scene_codes
from bigscreen.city.sheets import Rows, values
from bigscreen.city.top_table import (
    FILE,
    read_centre,
    read_shift_hours,
    read_targets,
    read_timezone,
)
from bigscreen.city.wall_rule_files import read_conduct
from bigscreen.city.weights_file import read_weights
from bigscreen.domain.base_map import Street
from bigscreen.domain.cameras import Camera
from bigscreen.domain.city import CatalogueItem, City, NamedPlace, ResponseTarget
from bigscreen.domain.clocks import Clock
from bigscreen.domain.scenes import WallPlan
from bigscreen.domain.units import Unit
from bigscreen.domain.work_calendar import WorkCalendar
from bigscreen.viewmodels.wording import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCity:
    """A city with the rows it was read from; ``top`` is the top table of ``city.toml``.

    ``clock_notes`` is what is wrong with the time limits, ``scene_notes`` with the scenes of its
    walls: a hub starts all the same, its city says so itself.
    """

    city: City
    top: Record
    sheets: CitySheets
    targets: Rows[ResponseTarget]
    streets: Rows[Street]
    cameras: Rows[Camera]
    places: Rows[NamedPlace]
    clock_notes: Sequence[CityProblem]
    scene_notes: Sequence[CityProblem]


def load_city(path: Path) -> City:
    """Return the city a package folder describes.

    Time limits that can not be read are no reason to raise: the city's ``clock_fault`` names them.

    Raises:
        CityProblems: everything that is wrong or missing, each with file, place, field, value
            and what would be right.
    """
    folder = PackageFolder(path)
    found = read_city(folder)
    _raise_if_noted(folder)
    return found.city


def load_units(path: Path) -> tuple[Unit, ...]:
    """Return the units a package folder lists; fails like :func:`load_city`."""
    folder = PackageFolder(path)
    forces = values(read_forces(folder, folder.toml("city.toml")))
    areas = values(read_areas(folder))
    grids = values(read_grids(folder, {area.id for area in areas}))
    rows = read_units(folder, {force.code for force in forces}, {grid.id for grid in grids})
    _raise_if_noted(folder)
    return values(rows)


def read_city(folder: PackageFolder) -> ReadCity:
    """Read the city document; what is wrong in its files goes to the folder's notes."""
    content = folder.toml(FILE)
    top = Record(content, FILE, "", folder.notes)
    shift_hours = read_shift_hours(top, content)
    timezone = read_timezone(top)
    times = _read_times(folder.path, timezone)
    sheets = read_sheets(folder, content, shifts=len(shift_hours), clocks=times.codes)
    clock_notes = (*times.notes, *_missing_clocks(times, values(sheets.items)))
    if not sheets.forces:
        top.note("forces", None, tr("at least one force"))
    note_tree_faults(sheets.areas, sheets.grids)
    streets = read_streets(folder)
    targets = read_targets(folder, content)
    grid_ids = {grid.id for grid in values(sheets.grids)}
    walls = _read_walls(folder.path, grid_ids)
    city = City(
        id=top.text("id"),
        name=top.text("name"),
        name_en=top.text("name_en", ""),
        centre=read_centre(folder, content),
        timezone=timezone,
        forces=values(sheets.forces),
        grids=values(sheets.grids),
        stations=values(sheets.stations),
        items=values(sheets.items),
        targets=values(targets),
        officers=top.whole("officers", 0, 1_000_000, 0),
        conflict_policy=top.known("conflict_policy", ("warn", "block"), "warn"),
        shift_start_hours=shift_hours,
        case_prefix=top.text("case_prefix", "JQ"),
        base_map=read_base_map(folder, streets),
        areas=values(sheets.areas),
        dispositions=values(sheets.dispositions),
        clocks=times.clocks,
        clock_fault="\n".join(str(problem) for problem in clock_notes),
        calendar=times.calendar,
        plan=sheets.duty.plan,
        walls_show_addresses=top.flag("walls_show_addresses", default=True),
        weights=read_weights(folder),
        wall=replace(
            walls.plan,
            conduct=read_conduct(
                folder, scenes=scene_codes(folder, walls.plan.scenes), grids=grid_ids
            ),
        ),
    )
    cameras = read_cameras(folder, grid_ids, city.grid_at)
    places = read_places(folder)
    return ReadCity(
        city=replace(city, cameras=values(cameras), places=values(places)),
        top=top,
        sheets=sheets,
        targets=targets,
        streets=streets,
        cameras=cameras,
        places=places,
        clock_notes=clock_notes,
        scene_notes=walls.notes,
    )


def city_digest(city: City) -> str:
    """Return a short name of the city document's content: equal documents, equal names."""
    document = msgspec.json.encode(city, order="deterministic")
    return hashlib.sha256(document).hexdigest()[:32]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Times:
    """Clocks and calendar, or what is wrong with them; then there are no clocks."""

    clocks: tuple[Clock, ...]
    calendar: WorkCalendar
    notes: Sequence[CityProblem]

    @property
    def codes(self) -> Collection[str] | None:
        """The codes the catalogue may name, None when nobody knows them."""
        return {clock.code for clock in self.clocks} if self.clocks else None


def _read_times(path: Path, timezone: str) -> _Times:
    aside = PackageFolder(path)
    calendar = read_calendar(aside, timezone)
    clocks = values(read_clocks(aside, calendar))
    if aside.notes:
        return _Times(clocks=(), calendar=WorkCalendar(timezone=timezone), notes=aside.notes)
    return _Times(clocks=clocks, calendar=calendar, notes=())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Walls:
    """What walls can show, and what is wrong with it."""

    plan: WallPlan
    notes: Sequence[CityProblem]


def _read_walls(path: Path, grids: Collection[str]) -> _Walls:
    aside = PackageFolder(path)
    scenes, screen = read_scenes(aside, grids), read_screen(aside)
    plan = WallPlan(
        scenes=scenes,
        viewing_distance_m=screen.viewing_distance_m,
        pixel_pitch_mm=screen.pixel_pitch_mm,
        scene_fault="\n".join(str(problem) for problem in aside.notes),
    )
    return _Walls(plan=plan, notes=aside.notes)


def _missing_clocks(times: _Times, items: Iterable[CatalogueItem]) -> tuple[CityProblem, ...]:
    """Say that there are no clocks at all, where the catalogue counts on some."""
    wanted = sorted({item.clock for item in items if item.clock})
    if times.clocks or times.notes or not wanted:
        return ()
    expected = tr("the clocks the catalogue names: {names}", names=", ".join(wanted))
    fault = CityProblem(file=CLOCK_FILE, where="", field="clocks", value=None, expected=expected)
    return (fault,)


def _raise_if_noted(folder: PackageFolder) -> None:
    if folder.notes:
        raise CityProblems(folder.notes)
