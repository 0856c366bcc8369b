"""Records of the centre as they would stand: forms, alarms, operations."""

from dataclasses import replace
from datetime import timedelta

from bigscreen.domain.alarms import Alarm, AlarmKind, AlarmStage
from bigscreen.domain.clocks import Deadline
from bigscreen.domain.hand_overs import HandOver, HandOverKind
from bigscreen.domain.operations import JointOperation
from tests.support.small_city import NOON


def a_form(**changes) -> HandOver:
    """Return a hand-over to the roads department, created at noon, due the day after."""
    due = NOON + timedelta(days=1)
    form = HandOver(
        id="h1",
        number="JB-20260302-0001",
        kind=HandOverKind.HAND_OVER,
        incident_id="",
        department="roads",
        subject="井盖缺失",
        text="请于当日修复",
        created_at=NOON,
        created_by="desk-1",
        deadline=Deadline(clock="h", warn_at=due - timedelta(hours=1), due_at=due),
    )
    return replace(form, **changes)


def an_alarm(**changes) -> Alarm:
    """Return an alarm of noon: a case's limit is near."""
    alarm = Alarm(
        id="case_due:i4:early:20260302T040000Z",
        kind=AlarmKind.CASE_DUE,
        stage=AlarmStage.EARLY,
        moment=NOON,
        raised_at=NOON,
    )
    return replace(alarm, **changes)


def an_operation(**changes) -> JointOperation:
    """Return a joint operation of three hours from noon."""
    operation = JointOperation(
        id="o1",
        name="夜市整治",
        starts_at=NOON,
        ends_at=NOON + timedelta(hours=3),
        planned_by="desk-1",
    )
    return replace(operation, **changes)
