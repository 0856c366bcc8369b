"""Writes a duty plan as the files of a package; what the plan does not have gets no file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from bigscreen.city.package_writing import (
    collection_text,
    csv_text,
    feature,
    line_of,
    toml_text,
    write_text,
)
from bigscreen.domain.duty_plan import DutyPlan, Echelon, EchelonRule, PatrolDuty


def save_plan(plan: DutyPlan, path: Path) -> None:
    """Write ``plan`` into the folder ``path``.

    Raises:
        OSError: a file can not be written.
    """
    if plan.levels:
        levels = [
            ("[[levels]]", {"code": one.code, "name": one.name, "name_en": one.name_en})
            for one in plan.levels
        ]
        write_text(path / "duty.toml", toml_text(levels))
    if plan.echelons:
        write_text(path / "echelons.toml", toml_text(_echelon_tables(plan.echelons)))
    if plan.patrol:
        write_text(path / "patrol.geojson", collection_text(map(_patrol_feature, plan.patrol)))
    for name, columns, rows in _lists(plan):
        if rows:
            write_text(path / f"{name}.csv", csv_text(columns, rows))


def _lists(plan: DutyPlan) -> Iterator[tuple[str, Sequence[str], Sequence[Sequence[object]]]]:
    """Yield each list of the plan: its file, its columns, its lines."""
    yield (
        "minimums",
        ("grid_id", "force_code", "count", "duty_level"),
        [(m.grid_id, m.force_code, m.count, m.duty_level) for m in plan.minimums],
    )
    yield (
        "roster",
        ("unit_id", "shifts", "weekdays"),
        [(r.unit_id, _joined(r.shifts), _joined(r.weekdays)) for r in plan.roster],
    )
    yield (
        "departments",
        ("code", "name", "name_en", "force", "contact"),
        [(d.code, d.name, d.name_en, d.force, d.contact) for d in plan.departments],
    )
    yield (
        "squads",
        ("code", "name", "name_en", "force", "grid_id", "leader"),
        [(s.code, s.name, s.name_en, s.force, s.grid_id, s.leader) for s in plan.squads],
    )
    yield (
        "officers",
        ("id", "name", "force", "squad", "unit_id"),
        [(o.id, o.name, o.force, o.squad, o.unit_id) for o in plan.officers],
    )
    yield (
        "devices",
        ("id", "unit_id", "kind", "label", "force"),
        [(d.id, d.unit_id, d.kind, d.label, d.force) for d in plan.devices],
    )
    yield (
        "response_places",
        ("name", "lat", "lon", "radius_m", "minutes"),
        [
            (p.name, p.location.lat, p.location.lon, p.radius_m, p.minutes)
            for p in plan.response_places
        ],
    )


def _echelon_tables(echelons: Iterable[Echelon]) -> Iterator[tuple[str, Mapping[str, object]]]:
    for one in echelons:
        said = {"number": one.number, "name": one.name, "name_en": one.name_en}
        yield "[[echelons]]", {**said, "commander": one.commander.value}
        for rule in one.rules:
            yield "[[echelons.rules]]", _rule(rule)


def _rule(rule: EchelonRule) -> Mapping[str, object]:
    bound = {} if rule.within_m is None else {"within_m": rule.within_m}
    return {
        "reach": rule.reach.value,
        "forces": list(rule.forces),
        "kinds": [kind.value for kind in rule.kinds],
        "squads": list(rule.squads),
        "capabilities": list(rule.capabilities),
        **bound,
    }


def _patrol_feature(duty: PatrolDuty) -> dict[str, object]:
    course = line_of(duty.path)
    return feature(
        "LineString" if duty.is_line else "Point",
        course if duty.is_line else course[0],
        id=duty.id,
        name=duty.name,
        name_en=duty.name_en,
        grid_id=duty.grid_id,
        forces=list(duty.forces),
        radius_m=duty.radius_m,
        visits=duty.visits,
    )


def _joined(numbers: Iterable[int]) -> str:
    return ";".join(str(number) for number in numbers)
