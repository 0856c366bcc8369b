"""One filled-in example of each command and event."""

from datetime import UTC, datetime

from bigscreen.domain.assignments import Milestone, Stamp, StampSource
from bigscreen.domain.commands import (
    AddNote,
    AssignUnits,
    CloseIncident,
    Command,
    DeclareUnits,
    RecordMilestone,
    RegisterIncident,
    ReleaseUnit,
    ReopenIncident,
    SetDuty,
)
from bigscreen.domain.events import (
    DutyChanged,
    Event,
    IncidentClosed,
    IncidentRegistered,
    IncidentReopened,
    MilestoneReached,
    NoteAdded,
    UnitAssigned,
    UnitDeclared,
    UnitReleased,
)
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.incidents import Channel, Incident, Level, Note, WorkKind
from bigscreen.domain.units import Duty, Unit, UnitKind

AT = datetime(2026, 3, 2, 4, 5, 6, 789000, tzinfo=UTC)
PLACE = GeoPoint(30.5, 103.25)
UNIT = Unit(
    id="p-1",
    call_sign="巡101",
    force_codes=("police", "cg"),
    kind=UnitKind.MOTORCYCLE,
    grid_id="west",
    squad="一队",
    officers=3,
    capabilities=("first_aid",),
    home=PLACE,
    stale_after_s=30.0,
    source="simulator",
)
INCIDENT = Incident(
    id="i4",
    number="JQ-20260302-0004",
    work_kind=WorkKind.POLICE_CALL,
    item_code="noise",
    title="吵 <b>",
    level=Level.TWO,
    channel=Channel.HOTLINE,
    received_at=AT,
    grid_id="west",
    address="一路 1 号",
    location=PLACE,
    summary="两人\n争吵",
    response_minutes=3,
    source="desk-1",
    reference="A-77",
)
_IDS = {"assignment_id": "a5", "incident_id": "i4", "unit_id": "p-1"}

SAMPLE_COMMANDS: tuple[Command, ...] = (
    DeclareUnits(units=(UNIT,)),
    SetDuty(unit_id="p-1", duty=Duty.OFF_DUTY),
    RegisterIncident(
        item_code="noise",
        title="吵",
        channel=Channel.HOTLINE,
        level=Level.ONE,
        location=PLACE,
        response_minutes=3,
        at=AT,
    ),
    AssignUnits(incident_id="i4", unit_ids=("p-1", "p-2"), confirm=True, expected_version=3, at=AT),
    ReleaseUnit(incident_id="i4", unit_id="p-1", reason="撤销", at=AT),
    RecordMilestone(incident_id="i4", unit_id="p-1", milestone=Milestone.ON_SCENE, at=AT),
    AddNote(incident_id="i4", text="看见了"),
    CloseIncident(incident_id="i4", disposition="劝离", expected_version=4, at=AT),
    ReopenIncident(incident_id="i4", reason="又来"),
)

SAMPLE_EVENTS: tuple[Event, ...] = (
    UnitDeclared(unit=UNIT, number=7),
    DutyChanged(unit_id="p-1", duty=Duty.ON_DUTY, at=AT, by="simulator"),
    IncidentRegistered(incident=INCIDENT),
    UnitAssigned(**_IDS, stacked=False, stamp=Stamp(at=AT, by="desk-1", how=StampSource.SYSTEM)),
    MilestoneReached(
        **_IDS,
        milestone=Milestone.ACCEPTED,
        stamp=Stamp(at=AT, by="p-1", how=StampSource.UNIT),
    ),
    UnitReleased(**_IDS, reason="", at=AT, by="desk-1"),
    NoteAdded(incident_id="i4", note=Note(text="好", by="desk-1", at=AT)),
    IncidentClosed(incident_id="i4", disposition="劝离", at=AT, by="desk-1"),
    IncidentReopened(incident_id="i4", reason="又来", at=AT, by="desk-1"),
)
