"""A scene in which every text from outside is one hostile text: city, units, cases, accounts."""

from dataclasses import replace
from datetime import timedelta

from bigscreen.domain.assignments import Assignment, Milestone
from bigscreen.domain.city import City, Station
from bigscreen.domain.commands import (
    AddNote,
    AssignUnits,
    CloseIncident,
    RecordMilestone,
    RegisterIncident,
    ReleaseUnit,
)
from bigscreen.domain.incidents import IncidentState, Level
from bigscreen.domain.situation import Snapshot
from bigscreen.domain.units import UnitState
from tests.support.boards import full_board
from tests.support.desk_scene import DeskScene
from tests.support.small_city import IN_WEST, SOURCE, a_unit, small_city


def hostile_city(text: str) -> City:
    """Return the small city with every name of it replaced; its codes and ids stay."""
    city = small_city()
    named = {"name": text, "name_en": text}
    return replace(
        city,
        **named,
        duty_level=text,
        duty_level_en=text,
        forces=tuple(replace(force, **named, badge=text) for force in city.forces),
        grids=tuple(replace(grid, **named, commander=text) for grid in city.grids),
        items=tuple(replace(item, **named) for item in city.items),
        stations=(Station(id="s", **named, location=IN_WEST),),
        officers=9,
    )


def hostile_picture(snapshot: Snapshot, text: str) -> Snapshot:
    """Return the picture with every text in it replaced: also who did what, and why."""
    return replace(
        snapshot,
        units=tuple(_unit(known, text) for known in snapshot.units),
        incidents=tuple(_case(state, text) for state in snapshot.incidents),
        assignments=tuple(_assignment(one, text) for one in snapshot.assignments),
    )


def _unit(known: UnitState, text: str) -> UnitState:
    unit = replace(known.unit, call_sign=text, squad=text, source=text, capabilities=(text,))
    return replace(known, unit=unit)


def _case(state: IncidentState, text: str) -> IncidentState:
    texts = dict.fromkeys(("number", "title", "address", "summary", "source", "reference"), text)
    return replace(
        state,
        incident=replace(state.incident, **texts),
        notes=tuple(replace(note, text=text, by=text) for note in state.notes),
        closed_by=text if state.closed_by else "",
        disposition=text if state.disposition else "",
    )


def _assignment(one: Assignment, text: str) -> Assignment:
    stamps = {milestone: replace(stamp, by=text) for milestone, stamp in one.stamps.items()}
    return replace(one, stamps=stamps, release_reason=text if one.release_reason else "")


def hostile_scene(text: str) -> tuple[DeskScene, str, str]:
    """Return a scene of hostile text, the id of an open case with a history, and a closed one's."""
    scene = DeskScene(hostile_city(text))
    units = tuple(a_unit(f"p-{n}") for n in range(1, 9))
    units += tuple(a_unit(f"c-{n}", force_codes=("cg",)) for n in range(1, 4))
    scene.declare(units)
    scene.place({unit.id: IN_WEST for unit in units})
    open_case, closed_case, *_ = (
        scene.happen(
            RegisterIncident(item_code=item, title="x", level=level, location=IN_WEST),
            SOURCE,
            at=scene.now - timedelta(seconds=200 + place),
        ).incident_id
        for place, (item, level) in enumerate(
            (("noise", Level.ONE), ("vendor", Level.TWO), ("noise", Level.THREE))
        )
    )
    for command in (
        AssignUnits(incident_id=open_case, unit_ids=("p-1", "c-1", "p-2")),
        RecordMilestone(incident_id=open_case, unit_id="p-1", milestone=Milestone.EN_ROUTE),
        ReleaseUnit(incident_id=open_case, unit_id="p-2", reason="x"),
        AddNote(incident_id=open_case, text="x"),
        AssignUnits(incident_id=closed_case, unit_ids=("p-3",)),
        CloseIncident(incident_id=closed_case, disposition="x"),
    ):
        scene.happen(command)
    scene.replace_picture(hostile_picture(scene.live.situation.snapshot(), text))
    board = full_board(scene.city, scene.now)
    scene.show_board(replace(board, channels={**board.channels, text: 40}))
    return scene, open_case, closed_case
