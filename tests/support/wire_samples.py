"""One filled-in example of each command and event."""

from datetime import UTC, datetime

from bigscreen.domain.alarms import Alarm, AlarmKind, AlarmStage, AlarmStatus
from bigscreen.domain.assignments import Assignment, Milestone, Stamp, StampSource
from bigscreen.domain.case_events import (
    CalledBack,
    CardGiven,
    CaseResumed,
    CaseSuspended,
    EchelonActivated,
    EchelonStoodDown,
    EvidenceAttached,
    ExtensionDecided,
    ExtensionRequested,
    HandlingLevelSet,
    IncidentLinked,
    IncidentRegraded,
    IncidentUnlinked,
    MilestoneCorrected,
    SensitivitySet,
    StagePassed,
)
from bigscreen.domain.case_orders import (
    AdvanceCase,
    AdvanceHandOver,
    AttachEvidence,
    CorrectMilestone,
    CreateHandOver,
    DecideExtension,
    EscalateIncident,
    LinkIncidents,
    MergeIncident,
    RecordCallBack,
    RegradeIncident,
    RequestExtension,
    SetHandlingLevel,
    SetSensitivity,
    StandDown,
    UnlinkIncidents,
    UnmergeIncident,
)
from bigscreen.domain.case_state import IncidentState, Note
from bigscreen.domain.centre_events import (
    AlarmChanged,
    DutyLevelSet,
    DutyVisited,
    HandOverChanged,
    OperationChanged,
    ShiftNoted,
    ShiftStarted,
)
from bigscreen.domain.centre_orders import (
    AcknowledgeAlarm,
    AddShiftNote,
    EndOperation,
    EndSos,
    KeepWatch,
    MuteAlarm,
    PlanOperation,
    RaiseSos,
    RecordVisits,
    SetDutyLevel,
)
from bigscreen.domain.clocks import Deadline
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
from bigscreen.domain.hand_overs import (
    HandOver,
    HandOverEntry,
    HandOverKind,
    HandOverStatus,
    HandOverStep,
)
from bigscreen.domain.incidents import Channel, Incident, Level, Sensitivity, WorkKind
from bigscreen.domain.operations import JointOperation
from bigscreen.domain.patrol import Visit
from bigscreen.domain.progress import (
    CallBack,
    Card,
    CardShown,
    CaseLink,
    CaseStage,
    CaseStep,
    EchelonCall,
    Evidence,
    Extension,
    HandlingLevel,
    LinkKind,
    Regrade,
    Satisfaction,
    StageEntry,
)
from bigscreen.domain.shift import Shift, ShiftNote
from bigscreen.domain.units import Duty, Unit, UnitKind, UnitState
from bigscreen.domain.view_events import ViewChanged

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
DEADLINE = Deadline(clock="13710", warn_at=AT, due_at=AT, yellow_at=AT)
EXTENSION = Extension(hours=8.0, reason="等配件", asked_by="desk-1", asked_at=AT, approved=True)
ALARM = Alarm(
    id="case_due:i4",
    kind=AlarmKind.CASE_DUE,
    stage=AlarmStage.DUE,
    moment=AT,
    status=AlarmStatus.MUTED,
    incident_id="i4",
    raised_at=AT,
    muted_until=AT,
)
HAND_OVER = HandOver(
    id="h9",
    number="JQ-JB-0001",
    kind=HandOverKind.TRANSFER,
    incident_id="i4",
    department="gas",
    subject="燃气",
    text="请处理",
    created_at=AT,
    created_by="desk-1",
    deadline=DEADLINE,
    status=HandOverStatus.ACKNOWLEDGED,
    entries=(HandOverEntry(status=HandOverStatus.ACKNOWLEDGED, at=AT, by="desk-2"),),
)
OPERATION = JointOperation(id="o5", name="夜市整治", starts_at=AT, ends_at=AT, unit_ids=("p-1",))
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
    AdvanceCase(incident_id="i4", step=CaseStep.ROUTE, department="gas", at=AT),
    CorrectMilestone(
        incident_id="i4", unit_id="p-1", milestone=Milestone.ON_SCENE, at=AT, reason="记错"
    ),
    RequestExtension(incident_id="i4", hours=8.0, reason="等配件"),
    DecideExtension(incident_id="i4", approved=True, reason="同意"),
    RegradeIncident(incident_id="i4", level=Level.ONE, reason="有人受伤"),
    SetHandlingLevel(incident_id="i4", handling=HandlingLevel.LEVEL_ONE, reason="涉众"),
    SetSensitivity(incident_id="i4", sensitivity=Sensitivity.HIDE),
    EscalateIncident(incident_id="i4", reason="人多", echelon=2),
    StandDown(incident_id="i4", reason="平息"),
    MergeIncident(incident_id="i4", into_id="i3", reason="同一件"),
    UnmergeIncident(incident_id="i4", reason="不是同一件"),
    LinkIncidents(incident_id="i4", other_id="i3", kind=LinkKind.CHILD),
    UnlinkIncidents(incident_id="i4", other_id="i3"),
    AttachEvidence(incident_id="i4", kind="after", reference="photo-7"),
    RecordCallBack(incident_id="i4", satisfaction=Satisfaction.SATISFIED, text="满意"),
    CreateHandOver(
        incident_id="i4",
        kind=HandOverKind.TRANSFER,
        department="gas",
        subject="燃气",
        text="请处理",
        clock="13710",
    ),
    AdvanceHandOver(hand_over_id="h9", step=HandOverStep.COMPLETE, text="已处理"),
    AcknowledgeAlarm(alarm_id="case_due:i4", note="知道了"),
    MuteAlarm(alarm_id="case_due:i4", minutes=10, note="等"),
    RaiseSos(unit_id="p-1", note="请求支援"),
    EndSos(alarm_id="sos:p-1", note="安全"),
    SetDutyLevel(level="one", reason="大型活动"),
    AddShiftNote(text="西门施工"),
    PlanOperation(name="夜市整治", starts_at=AT, ends_at=AT, grid_ids=("g1",), note="第一次"),
    EndOperation(operation_id="o5", summary="完成"),
    KeepWatch(running_since=AT),
    RecordVisits(visits=(Visit(duty_id="d1", unit_id="p-1", at=AT),)),
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
    MilestoneCorrected(
        **_IDS,
        milestone=Milestone.ON_SCENE,
        was=Stamp(at=AT, by="p-1", how=StampSource.UNIT),
        stamp=Stamp(at=AT, by="desk-1", how=StampSource.HAND),
        reason="记错",
        at=AT,
    ),
    StagePassed(
        incident_id="i4",
        entry=StageEntry(
            stage=CaseStage.ROUTED, step=CaseStep.ROUTE, at=AT, by="desk-1", department="gas"
        ),
    ),
    CaseSuspended(incident_id="i4", reason="停工", at=AT, by="desk-1"),
    CaseResumed(incident_id="i4", at=AT, by="desk-1", deadline=DEADLINE, stage_due_at=AT),
    ExtensionRequested(incident_id="i4", extension=EXTENSION),
    ExtensionDecided(incident_id="i4", extension=EXTENSION, deadline=DEADLINE),
    IncidentRegraded(
        incident_id="i4",
        regrade=Regrade(was=Level.THREE, level=Level.ONE, at=AT, by="desk-1", reason="伤人"),
    ),
    HandlingLevelSet(
        incident_id="i4", handling=HandlingLevel.SPECIAL, reason="专报", at=AT, by="desk-1"
    ),
    SensitivitySet(incident_id="i4", sensitivity=Sensitivity.DIM, at=AT, by="desk-1"),
    EchelonActivated(
        incident_id="i4",
        call=EchelonCall(
            echelon=2, unit_ids=("p-1",), commander="王", reason="人多", at=AT, by="desk-1"
        ),
    ),
    EchelonStoodDown(incident_id="i4", echelon=2, reason="平息", at=AT, by="desk-1"),
    IncidentLinked(
        incident_id="i4",
        link=CaseLink(kind=LinkKind.MAIN, incident_id="i3"),
        reason="同一件",
        at=AT,
        by="desk-1",
    ),
    IncidentUnlinked(incident_id="i4", other_id="i3", reason="", at=AT, by="desk-1"),
    CardGiven(incident_id="i4", card=CardShown(card=Card.YELLOW, at=AT)),
    CalledBack(
        incident_id="i4",
        call_back=CallBack(satisfaction=Satisfaction.NOT_REACHED, text="", at=AT, by="desk-1"),
    ),
    EvidenceAttached(
        incident_id="i4", evidence=Evidence(kind="after", reference="photo-7", at=AT, by="p-1")
    ),
    AlarmChanged(alarm=ALARM),
    HandOverChanged(hand_over=HAND_OVER),
    OperationChanged(operation=OPERATION),
    DutyLevelSet(level="one", reason="大型活动", at=AT, by="desk-1"),
    ShiftStarted(index=1, at=AT),
    ShiftNoted(note=ShiftNote(text="西门施工", by="desk-1", at=AT)),
    DutyVisited(visit=Visit(duty_id="d1", unit_id="p-1", at=AT)),
    ViewChanged(
        units=(UnitState(unit=UNIT, number=7),),
        incidents=(IncidentState(incident=INCIDENT),),
        assignments=(Assignment(id="a5", incident_id="i4", unit_id="p-1"),),
        alarms=(ALARM,),
        hand_overs=(HAND_OVER,),
        operations=(OPERATION,),
        shift=Shift(index=1, started_at=AT),
        gone_units=("p-2",),
        gone_incidents=("i3",),
    ),
)
