"""What a desk says of the walls: what each shows, why it stays, what became of a wish."""

from collections.abc import Sequence
from datetime import datetime

from bigscreen.domain.city import City
from bigscreen.domain.screens import ScreenState, ScreenView
from bigscreen.domain.situation import Situation
from bigscreen.viewmodels.case_headline import headline
from bigscreen.viewmodels.durations import age
from bigscreen.viewmodels.local_time import clock_on_day, zone_of
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.table_rows import RowTone, TableRow
from bigscreen.viewmodels.trade_words import grid_name
from bigscreen.viewmodels.wording import named, tr, tr_noop

_HELD = {
    "": tr_noop("in turn"),
    "alarm": tr_noop("held by an alarm"),
    "desk": tr_noop("sent by a desk"),
    "hand": tr_noop("somebody has moved its map"),
}
_FAULTS = {
    "screen_gone": tr_noop("This wall is gone: it has left the hub."),
    "not_allowed": tr_noop("This account may not direct walls."),
    "case_not_shown": tr_noop("This wall may not show this case: it is hidden from it."),
    "not_sent": tr_noop("The link to the hub is down. Nothing was sent."),
    "unknown_scene": tr_noop("The city of this wall has no such scene."),
    "unknown_grid": tr_noop("The city of this wall has no such grid."),
    "unknown_case": tr_noop("This wall does not see this case."),
    "no_scene": tr_noop("The city has no scene to show this in."),
}

HOLDS_S = (0.0, 60.0, 300.0, 900.0, 1800.0, 3600.0)
"""For how long a desk can pin something; 0 until somebody resumes."""


def headings() -> tuple[str, ...]:
    """Return the names of the columns."""
    return (tr("Wall"), tr("Shows"), tr("Why it stays"), tr("Since"), tr("Account"))


def wall_rows(
    screens: Sequence[ScreenState], situation: Situation, city: City | None, now: datetime
) -> tuple[TableRow, ...]:
    """Return a row a wall, by name; what could not be shown stands out."""
    zone = zone_of(city)
    ordered = sorted(screens, key=lambda one: (one.name, one.account, one.id))
    return tuple(
        TableRow(
            id=one.id,
            cells=(
                wall_name(one),
                shown(one.view, situation, city),
                _why(one.view),
                f"{clock_on_day(one.since, zone, now)} · {age((now - one.since).total_seconds())}",
                one_line(one.account),
            ),
            tone=_tone(one.view),
            incident_id=one.view.incident_id,
        )
        for one in ordered
    )


def wall_name(screen: ScreenState) -> str:
    """Return what a wall is called."""
    return one_line(screen.name) or one_line(screen.account)


def shown(view: ScreenView, situation: Situation, city: City | None) -> str:
    """Return the scene a wall shows, and the grid or case it is of."""
    scene = city.wall.scene(view.scene) if city else None
    name = one_line(named(scene.name, scene.name_en)) if scene else one_line(view.scene)
    parts = [name or tr("nothing yet")]
    if view.incident_id:
        state = situation.incidents.get(view.incident_id)
        parts.append(headline(state.incident, city) if state else one_line(view.incident_id))
    elif view.grid_id:
        parts.append(grid_name(city, view.grid_id))
    return " · ".join(part for part in parts if part)


def fault_text(code: str) -> str:
    """Return why a wish was not followed, in words."""
    known = _FAULTS.get(code)
    return tr(known) if known else one_line(code)


def scene_choices(city: City | None) -> list[tuple[str, str]]:
    """Return the city's scenes as (name, code)."""
    scenes = city.wall.scenes if city else ()
    return [(one_line(named(one.name, one.name_en)) or one.code, one.code) for one in scenes]


def grid_choices(city: City | None) -> list[tuple[str, str]]:
    """Return the city's grids as (name, id)."""
    return [(grid_name(city, grid.id), grid.id) for grid in city.grids] if city else []


def case_choices(situation: Situation, city: City | None, first: str = "") -> list[tuple[str, str]]:
    """Return the open cases as (number and headline, id): ``first``, then the newest."""
    states = sorted(
        situation.open_incidents(),
        key=lambda state: (state.incident.id == first, state.incident.received_at),
        reverse=True,
    )
    return [
        (f"{one_line(one.incident.number)}  {headline(one.incident, city)}", one.incident.id)
        for one in states
    ]


def hold_choices() -> list[tuple[str, float]]:
    """Return for how long something can be pinned, as (text, seconds)."""
    return [
        (tr("{n} minutes", n=round(seconds / 60)) if seconds else tr("Until it is let go"), seconds)
        for seconds in HOLDS_S
    ]


def _why(view: ScreenView) -> str:
    known = _HELD.get(view.held_by)
    parts = [tr(known) if known is not None else one_line(view.held_by)]
    if view.fault:
        parts.append(fault_text(view.fault))
    return " · ".join(parts)


def _tone(view: ScreenView) -> RowTone:
    if view.fault:
        return RowTone.BAD
    return RowTone.LATE if view.held_by == "alarm" else RowTone.PLAIN
