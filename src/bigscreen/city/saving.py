"""Writes a city as a package folder, so that a hub can be started on a city made by a program."""

from collections.abc import Sequence
from pathlib import Path

from bigscreen.city.camera_files import CAMERA_COLUMNS, CAMERA_FILE
from bigscreen.city.package_writing import (
    collection_text,
    csv_text,
    feature,
    line_of,
    ring_of,
    toml_text,
    write_text,
)
from bigscreen.city.run_cards import run_card_text
from bigscreen.city.saving_conduct import save_conduct
from bigscreen.city.saving_plan import save_plan
from bigscreen.city.saving_scenes import save_scenes
from bigscreen.city.saving_times import save_times
from bigscreen.city.weights_file import WEIGHTS_FILE, weights_text
from bigscreen.domain.city import City

_FLAGS = {False: "no", True: "yes"}


def save_city(city: City, path: Path) -> None:
    """Write ``city`` into the folder ``path`` (made if need be), as ``load_city`` reads it.

    What it writes reads back equal; a line's or ring's coordinates keep seven decimals.

    Raises:
        OSError: a file can not be written.
    """
    path.mkdir(parents=True, exist_ok=True)
    write_text(path / "city.toml", _toml(city))
    write_text(
        path / "grids.geojson",
        collection_text(
            feature(
                "Polygon",
                [ring_of(grid.ring)],
                id=grid.id,
                name=grid.name,
                name_en=grid.name_en,
                commander=grid.commander,
                response_minutes=grid.response_minutes,
                area_id=grid.area_id,
            )
            for grid in city.grids
        ),
    )
    _save_base_map(city, path)
    _save_lists(city, path)
    if city.cameras:
        write_text(path / CAMERA_FILE, _cameras(city))
    save_plan(city.plan, path)
    save_times(city.clocks, city.calendar, path)
    if city.weights:
        write_text(path / WEIGHTS_FILE, weights_text(city.weights))
    save_conduct(city.wall.conduct, path)
    save_scenes(city.wall, path)


def _save_lists(city: City, path: Path) -> None:
    areas = (
        (area.id, area.parent_id, area.level.value, area.name, area.name_en, area.commander)
        for area in city.areas
    )
    columns: Sequence[str] = ("id", "parent", "level", "name", "name_en", "commander")
    write_text(path / "areas.csv", csv_text(columns, areas))
    stations = (
        (s.id, s.name, s.name_en, s.location.lat, s.location.lon, s.grid_id) for s in city.stations
    )
    columns = ("id", "name", "name_en", "lat", "lon", "grid_id")
    write_text(path / "stations.csv", csv_text(columns, stations))
    dispositions = (
        (d.code, d.name, d.name_en, _FLAGS[d.retired], _FLAGS[d.valid]) for d in city.dispositions
    )
    columns = ("code", "name", "name_en", "retired", "valid")
    write_text(path / "dispositions.csv", csv_text(columns, dispositions))
    items = (
        (
            *(item.code, item.name, item.name_en, item.work_kind.value, item.lead_force),
            *(";".join(item.assisting_forces), item.default_level.value, item.limit_hours),
            *(run_card_text(item.run_card), ";".join(item.dispositions)),
            *(item.clock, ";".join(item.evidence), item.sensitivity.value),
        )
        for item in city.items
    )
    columns = (
        *("code", "name", "name_en", "work_kind", "lead_force", "assisting_forces"),
        *("default_level", "limit_hours", "run_card", "dispositions"),
        *("clock", "evidence", "sensitivity"),
    )
    write_text(path / "catalogue.csv", csv_text(columns, items))


def _cameras(city: City) -> str:
    """Return all cameras as one list: a body camera has its unit there, too."""
    rows = (
        (
            *(one.id, one.name, one.name_en),
            *((one.location.lat, one.location.lon) if one.location else ("", "")),
            *(one.grid_id, one.url, _FLAGS[one.is_sensitive], one.kind.value, one.unit_id),
        )
        for one in city.cameras
    )
    return csv_text((*CAMERA_COLUMNS, "kind", "unit_id"), rows)


def _save_base_map(city: City, path: Path) -> None:
    base = city.base_map
    streets = (
        feature("LineString", line_of(s.line), name=s.name, rank=s.rank, speed_mps=s.speed_mps)
        for s in base.streets
    )
    write_text(path / "streets.geojson", collection_text(streets))
    ground = (
        feature("Polygon", [ring_of(ring)], kind=kind)
        for kind, rings in (("block", base.blocks), ("water", base.water), ("green", base.green))
        for ring in rings
    )
    write_text(path / "ground.geojson", collection_text(ground))


def _toml(city: City) -> str:
    top: dict[str, object] = {
        "id": city.id,
        "name": city.name,
        "name_en": city.name_en,
        "timezone": city.timezone,
        "officers": city.officers,
        "conflict_policy": city.conflict_policy,
        "shift_start_hours": list(city.shift_start_hours),
        "case_prefix": city.case_prefix,
        "walls_show_addresses": city.walls_show_addresses,
    }
    tables: list[tuple[str, dict[str, object]]] = [("", top)]
    tables += [("[centre]", {"lat": city.centre.lat, "lon": city.centre.lon})]
    tables += [
        (
            "[[forces]]",
            {
                "code": force.code,
                "name": force.name,
                "name_en": force.name_en,
                "family": force.family.value,
                "badge": force.badge,
                "shade": force.shade,
            },
        )
        for force in city.forces
    ]
    tables += [
        ("[[targets]]", {"minutes": target.minutes, "share": target.share})
        for target in city.targets
    ]
    return toml_text(tables)
