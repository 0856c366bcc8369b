"""Says what a city package holds: the tree of its areas, its forces and its catalogue."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from bigscreen.app.city_duty_listing import duty_listing
from bigscreen.app.text_table import aligned
from bigscreen.city.package import city_digest
from bigscreen.city.run_cards import run_card_text
from bigscreen.domain.city import Area, AreaLevel, CatalogueItem, City, Grid
from bigscreen.domain.units import ForceFamily, Unit
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.trade_words import force_name, item_name, numeral, work_kind_name
from bigscreen.viewmodels.wording import named, tr, tr_noop

_LEVELS = {
    AreaLevel.CITY: tr_noop("city"),
    AreaLevel.DISTRICT: tr_noop("district"),
    AreaLevel.STREET: tr_noop("street and town"),
    AreaLevel.MICRO_GRID: tr_noop("micro-grid"),
}
_FAMILIES = {
    ForceFamily.POLICE: tr_noop("police"),
    ForceFamily.CHENGGUAN: tr_noop("urban management"),
    ForceFamily.AUXILIARY: tr_noop("auxiliary"),
}


def listing(city: City, units: Sequence[Unit], area_id: str = "") -> Iterator[str]:
    """Yield the lines that describe a city, or one area or grid of it."""
    yield f"{_said(city.name, city.name_en)} ({one_line(city.id)})  {city_digest(city)}"
    yield ""
    yield from _table(_tree_rows(city, units, area_id), {3, 4, 5})
    if area_id:
        return
    yield ""
    yield from _table(_force_rows(city, units), {4, 5, 6})
    yield ""
    yield from _table(_item_rows(city), {5, 6})
    if city.dispositions:
        yield ""
        yield from _table(_disposition_rows(city))
    yield from duty_listing(city)


def _table(rows: Iterable[Sequence[str]], numbers: Collection[int] = ()) -> Iterator[str]:
    """Return the lines of a table whose first row is its head; ``numbers`` are flush right."""
    found = list(rows)
    return aligned(found, [place in numbers for place in range(len(found[0]))])


def _tree_rows(city: City, units: Sequence[Unit], area_id: str) -> Iterator[Sequence[str]]:
    yield (tr("Area"), tr("Level"), tr("Commander"), tr("Class, min"), tr("Units"), tr("Officers"))
    above = city.ancestors(area_id)
    for depth, outer in enumerate(reversed(above)):
        yield _tree_row(city, units, outer, depth)
    inner: dict[str, list[Area | Grid]] = {}
    for place in city.divisions:
        upper = city.ancestors(place.id)[:1]
        inner.setdefault(upper[0].id if upper else "", []).append(place)
    tops = [place for place in city.divisions if place.id == area_id] or inner.get("", [])
    waiting = [(place, len(above)) for place in reversed(tops)]
    while waiting:
        place, depth = waiting.pop()
        yield _tree_row(city, units, place, depth)
        waiting += [(part, depth + 1) for part in reversed(inner.get(place.id, []))]


def _tree_row(city: City, units: Sequence[Unit], place: Area | Grid, depth: int) -> Sequence[str]:
    inner = city.subtree(place.id)
    own = [unit for unit in units if unit.grid_id in inner]
    counts_units = isinstance(place, Grid) or place.level is not AreaLevel.MICRO_GRID
    return (
        f"{'  ' * depth}{_said(place.name, place.name_en)} ({one_line(place.id)})",
        tr("grid") if isinstance(place, Grid) else tr(_LEVELS[place.level]),
        one_line(place.commander),
        str(place.response_minutes) if isinstance(place, Grid) else "",
        str(len(own)) if counts_units else "",
        str(sum(unit.officers for unit in own)) if counts_units else "",
    )


def _force_rows(city: City, units: Sequence[Unit]) -> Iterator[Sequence[str]]:
    yield (
        *(tr("Force"), tr("Code"), tr("Badge"), tr("Family")),
        *(tr("Units"), tr("Leads"), tr("Assists")),
    )
    for force in city.forces:
        yield (
            force_name(city, force.code),
            one_line(force.code),
            one_line(force.badge),
            tr(_FAMILIES[force.family]),
            str(sum(force.code in unit.force_codes for unit in units)),
            str(sum(force.code == item.lead_force for item in city.items)),
            str(sum(force.code in item.assisting_forces for item in city.items)),
        )


def _item_rows(city: City) -> Iterator[Sequence[str]]:
    yield (
        *(tr("Item"), tr("Code"), tr("Kind of work"), tr("Lead"), tr("Assist")),
        *(tr("Level"), tr("Limit, h"), tr("Run card"), tr("Can end as")),
    )
    for item in city.items:
        yield (
            item_name(item),
            one_line(item.code),
            work_kind_name(item.work_kind),
            force_name(city, item.lead_force),
            ", ".join(force_name(city, code) for code in item.assisting_forces),
            numeral(item.default_level),
            one_line(item.clock) or f"{item.limit_hours:g}",
            one_line(run_card_text(item.run_card)),
            _endings(city, item),
        )


def _endings(city: City, item: CatalogueItem) -> str:
    return ", ".join(one_line(found.code) for found in city.dispositions_of(item))


def _disposition_rows(city: City) -> Iterator[Sequence[str]]:
    yield (tr("Ends as"), tr("Code"), tr("In use"))
    for found in city.dispositions:
        in_use = tr("retired") if found.retired else tr("in use")
        if not found.valid:
            in_use = ", ".join((in_use, tr("no case")))
        yield (_said(found.name, found.name_en), one_line(found.code), in_use)


def _said(name: str, name_en: str) -> str:
    return one_line(named(name, name_en))
