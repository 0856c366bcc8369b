"""A scene in which every text from outside is one hostile text: city, units, cases, accounts."""

from dataclasses import replace
from datetime import timedelta

from bigscreen.domain.assignments import Assignment, Milestone
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.city import City, Disposition, Station
from bigscreen.domain.commands import (
    AddNote,
    AssignUnits,
    CloseIncident,
    RecordMilestone,
    RegisterIncident,
    ReleaseUnit,
)
from bigscreen.domain.duty_plan import Department, Device, DutyLevel, DutyPlan, Echelon, Officer
from bigscreen.domain.incidents import Level
from bigscreen.domain.progress import (
    Card,
    CardShown,
    CaseLink,
    EchelonCall,
    Evidence,
    LinkKind,
    Suspension,
)
from bigscreen.domain.shift import Shift, ShiftNote
from bigscreen.domain.situation import Snapshot
from bigscreen.domain.units import UnitState
from tests.support.boards import full_board
from tests.support.desk_scene import DeskScene
from tests.support.duty_records import a_form, an_alarm, an_operation
from tests.support.small_city import IN_WEST, NOON, SOURCE, a_unit, small_city


def hostile_city(text: str) -> City:
    """Return the small city with every name of it replaced; its codes and ids stay."""
    city = small_city()
    named = {"name": text, "name_en": text}
    return replace(
        city,
        **named,
        plan=DutyPlan(
            levels=(DutyLevel(code="L1", **named),),
            echelons=(Echelon(number=1, **named), Echelon(number=2, **named)),
            departments=(Department(code="roads", **named),),
            officers=(Officer(id="o1", name=text, force="police", unit_id="p-3"),),
            devices=(Device(id="d1", unit_id="p-3", kind=text, label=text),),
        ),
        dispositions=(Disposition(code="done", **named),),
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
        hand_overs=(a_form(**dict.fromkeys(("number", "subject", "text", "created_by"), text)),),
        alarms=(an_alarm(by=text, note=text, addressee=text, detail=text),),
        operations=(an_operation(name=text, note=text, planned_by=text),),
        shift=Shift(level_by=text, notes=(ShiftNote(text=text, by=text, at=NOON),)),
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
        progress=replace(
            state.progress,
            suspensions=(Suspension(since=NOON, by=text, reason=text, until=NOON),),
            evidence=(Evidence(kind=text, reference=text, at=NOON, by=text),),
            links=(CaseLink(kind=LinkKind.RELATED, incident_id=text),),
            echelons=(
                EchelonCall(
                    echelon=1, unit_ids=("p-1",), commander=text, reason=text, at=NOON, by=text
                ),
            ),
            cards=(CardShown(card=Card.RED, at=NOON),),
        ),
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
    ):
        scene.happen(command)
    scene.happen(CloseIncident(incident_id=closed_case, disposition="x"), SOURCE)
    scene.replace_picture(hostile_picture(scene.live.situation.snapshot(), text))
    board = full_board(scene.city, scene.now)
    scene.show_board(replace(board, channels={**board.channels, text: 40}))
    return scene, open_case, closed_case
