"""Writes a city as a package folder, so that a hub can be started on a city made by a program."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from bigscreen.city.run_cards import run_card_text
from bigscreen.domain.city import City
from bigscreen.domain.geo import GeoPoint


def save_city(city: City, path: Path) -> None:
    """Write ``city`` into the folder ``path`` (made if need be), as ``load_city`` reads it.

    What it writes reads back equal; a line's or ring's coordinates keep seven decimals.

    Raises:
        OSError: a file can not be written.
    """
    path.mkdir(parents=True, exist_ok=True)
    _write(path / "city.toml", _toml(city))
    _write(
        path / "grids.geojson",
        _collection(
            _feature(
                "Polygon",
                [_ring(grid.ring)],
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


def _save_lists(city: City, path: Path) -> None:
    areas = (
        (area.id, area.parent_id, area.level.value, area.name, area.name_en, area.commander)
        for area in city.areas
    )
    columns: Sequence[str] = ("id", "parent", "level", "name", "name_en", "commander")
    _write(path / "areas.csv", _csv(columns, areas))
    stations = (
        (s.id, s.name, s.name_en, s.location.lat, s.location.lon, s.grid_id) for s in city.stations
    )
    columns = ("id", "name", "name_en", "lat", "lon", "grid_id")
    _write(path / "stations.csv", _csv(columns, stations))
    dispositions = (
        (d.code, d.name, d.name_en, "yes" if d.retired else "no") for d in city.dispositions
    )
    columns = ("code", "name", "name_en", "retired")
    _write(path / "dispositions.csv", _csv(columns, dispositions))
    items = (
        (
            *(item.code, item.name, item.name_en, item.work_kind.value, item.lead_force),
            *(";".join(item.assisting_forces), item.default_level.value, item.limit_hours),
            *(run_card_text(item.run_card), ";".join(item.dispositions)),
        )
        for item in city.items
    )
    columns = (
        *("code", "name", "name_en", "work_kind", "lead_force", "assisting_forces"),
        *("default_level", "limit_hours", "run_card", "dispositions"),
    )
    _write(path / "catalogue.csv", _csv(columns, items))


def _save_base_map(city: City, path: Path) -> None:
    base = city.base_map
    streets = (
        _feature("LineString", _line(s.line), name=s.name, rank=s.rank, speed_mps=s.speed_mps)
        for s in base.streets
    )
    _write(path / "streets.geojson", _collection(streets))
    ground = (
        _feature("Polygon", [_ring(ring)], kind=kind)
        for kind, rings in (("block", base.blocks), ("water", base.water), ("green", base.green))
        for ring in rings
    )
    _write(path / "ground.geojson", _collection(ground))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


def _line(points: Iterable[GeoPoint]) -> list[list[float]]:
    return [[round(point.lon, 7), round(point.lat, 7)] for point in points]


def _ring(ring: tuple[GeoPoint, ...]) -> list[list[float]]:
    closed = ring if len(ring) > 1 and ring[0] == ring[-1] else (*ring, *ring[:1])
    return _line(closed)


def _feature(shape: str, coordinates: object, /, **properties: object) -> dict[str, object]:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": shape, "coordinates": coordinates},
    }


def _collection(features: Iterable[dict[str, object]]) -> str:
    content = {"type": "FeatureCollection", "features": list(features)}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def _toml(city: City) -> str:
    top: dict[str, object] = {
        "id": city.id,
        "name": city.name,
        "name_en": city.name_en,
        "timezone": city.timezone,
        "officers": city.officers,
        "duty_level": city.plan.levels[0].name if city.plan.levels else "",
        "duty_level_en": city.plan.levels[0].name_en if city.plan.levels else "",
        "conflict_policy": city.conflict_policy,
        "shift_start_hours": list(city.shift_start_hours),
        "case_prefix": city.case_prefix,
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
    return "\n\n".join(_table(head, values) for head, values in tables) + "\n"


def _table(head: str, values: dict[str, object]) -> str:
    # JSON writes texts, numbers and lists of them as TOML does; DEL alone TOML wants escaped.
    lines = [
        f"{key} = {json.dumps(value, ensure_ascii=False)}".replace("\x7f", "\\u007f")
        for key, value in values.items()
    ]
    return "\n".join([head, *lines] if head else lines)
