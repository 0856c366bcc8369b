"""The words on screen for the trade's fixed terms: levels, channels, stages, states."""

from bigscreen.domain.assignments import MILESTONES, Milestone
from bigscreen.domain.city import CatalogueItem, City
from bigscreen.domain.incidents import Channel, Level, WorkKind
from bigscreen.domain.units import UnitKind, UnitStatus
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.wording import named, tr, tr_noop

_CHANNELS = {
    Channel.HOTLINE: tr_noop("110"),
    Channel.VIDEO: tr_noop("Video"),
    Channel.PLATFORM: tr_noop("Platform"),
    Channel.PATROL: tr_noop("Patrol"),
    Channel.CITIZEN: tr_noop("Citizen"),
    Channel.ALARM: tr_noop("Alarm"),
    Channel.OTHER: tr_noop("Other"),
}
MILESTONE_WORDS = {
    Milestone.DISPATCHED: tr_noop("Dispatched"),
    Milestone.ACCEPTED: tr_noop("Accepted"),
    Milestone.EN_ROUTE: tr_noop("En route"),
    Milestone.ON_SCENE: tr_noop("On scene"),
    Milestone.HANDLED: tr_noop("Handled"),
    Milestone.REPORTED: tr_noop("Reported"),
}
_STATUSES = {
    UnitStatus.AVAILABLE: tr_noop("Free"),
    UnitStatus.ASSIGNED: tr_noop("Assigned"),
    UnitStatus.EN_ROUTE: tr_noop("Under way"),
    UnitStatus.ON_SCENE: tr_noop("At scene"),
    UnitStatus.OFF_DUTY: tr_noop("Off duty"),
}
_KINDS = {
    UnitKind.FOOT: tr_noop("Foot patrol"),
    UnitKind.CAR: tr_noop("Patrol car"),
    UnitKind.MOTORCYCLE: tr_noop("Motorcycle"),
    UnitKind.DRONE: tr_noop("Drone"),
    UnitKind.POST: tr_noop("Fixed post"),
    UnitKind.VIDEO: tr_noop("Video patrol"),
}
WORK_KINDS = {
    WorkKind.POLICE_CALL: tr_noop("Police call"),
    WorkKind.CITY_CASE: tr_noop("City case"),
}
_NUMERALS = {Level.ONE: "Ⅰ", Level.TWO: "Ⅱ", Level.THREE: "Ⅲ", Level.FOUR: "Ⅳ"}

STAGE_COUNT = 1 + len(MILESTONES)
"""Received, then every milestone: the cells of a stage bar."""


def numeral(level: Level) -> str:
    """Return the Roman numeral of a level."""
    return _NUMERALS[level]


def level_name(level: Level) -> str:
    """Return a level as a heading says it."""
    return tr("Level {numeral}", numeral=_NUMERALS[level])


def channel_name(channel: str) -> str:
    """Return where work came from; a channel this version does not know is shown as it came."""
    try:
        return tr(_CHANNELS[Channel(channel)])
    except ValueError:
        return one_line(channel)


def milestone_name(milestone: Milestone) -> str:
    """Return the name of a milestone."""
    return tr(MILESTONE_WORDS[milestone])


def stage_names() -> tuple[str, ...]:
    """Return the names of all stages of a case, received first."""
    return (tr("Received"), *(milestone_name(milestone) for milestone in MILESTONES))


def status_name(status: UnitStatus) -> str:
    """Return what a unit is doing."""
    return tr(_STATUSES[status])


def kind_name(kind: UnitKind) -> str:
    """Return how a unit moves or watches."""
    return tr(_KINDS[kind])


def work_kind_name(kind: WorkKind) -> str:
    """Return which of the two kinds of work a case is."""
    return tr(WORK_KINDS[kind])


def grid_name(city: City | None, grid_id: str) -> str:
    """Return a grid's name, its id where the city does not know it, nothing where there is none."""
    grid = city.grid(grid_id) if city else None
    return one_line(named(grid.name, grid.name_en) if grid else grid_id)


def area_name(city: City | None, area_id: str) -> str:
    """Return the name of a part of the city of any tier, its id where the city does not know it."""
    known = next((one for one in city.divisions if one.id == area_id), None) if city else None
    return one_line(named(known.name, known.name_en) if known else area_id)


def force_name(city: City | None, code: str) -> str:
    """Return a force's name, its code where the city does not know it."""
    force = city.force(code) if city else None
    return one_line(named(force.name, force.name_en) if force else code)


def item_name(item: CatalogueItem | None) -> str:
    """Return the name of a catalogue item, nothing for None."""
    return one_line(named(item.name, item.name_en)) if item else ""
