"""What a recording says, as the commands a source would have sent, in the order of time."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from bigscreen.domain.assignments import MILESTONES
from bigscreen.domain.commands import (
    AssignUnits,
    CloseIncident,
    RecordMilestone,
    RegisterIncident,
    ReleaseUnit,
)
from bigscreen.domain.incidents import Channel
from bigscreen.feed.recording import RecordedCall, Recording, UnitRun

CaseCommand = RegisterIncident | AssignUnits | RecordMilestone | ReleaseUnit | CloseIncident

_UNITS_PER_ORDER = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCommand:
    """One command, due at the recorded moment.

    ``command`` is complete but for the incident's id, which only the hub gives; :meth:`for_case`
    fills it in. ``key`` tells the commands of one call apart. ``line`` is the row it comes from.
    """

    due: datetime
    call_id: str
    key: str
    line: int
    command: CaseCommand

    def for_case(self, incident_id: str) -> CaseCommand:
        """Return the command for the incident the hub registered for this call."""
        if isinstance(self.command, RegisterIncident):
            return self.command
        return replace(self.command, incident_id=incident_id)

    def command_id(self, recording: str) -> str:
        """Return the command's id: the same whenever this recording is replayed.

        ``recording`` names the recording's content; so replaying it twice never acts twice.
        """
        text = f"{recording}\n{self.call_id}\n{self.key}"
        return f"replay-{hashlib.sha256(text.encode()).hexdigest()[:40]}"


def plan_of(recording: Recording, channel: Channel) -> list[PlannedCommand]:
    """Return the commands of a recording, ordered by when they are due.

    Stamps stay as recorded, even where they contradict each other. Only the order of sending
    follows cause and effect: a call is registered before a unit is sent, a unit is sent before
    it arrives, and a call is closed after everything else.
    """
    planned = [command for call in recording.calls for command in _of_call(call, channel)]
    return sorted(planned, key=lambda command: command.due)  # stable: a call keeps its order


def _of_call(call: RecordedCall, channel: Channel) -> Iterator[PlannedCommand]:
    register = RegisterIncident(
        item_code=call.type,
        title="",  # the catalogue's own name for it
        channel=channel,
        level=call.level,
        grid_id=call.district,
        address=call.address,
        location=call.location,
        reference=call.id,
        at=call.received_at,
    )
    yield _planned(call, call.received_at, "register", call.line, register)
    rest = [*_orders(call), *(command for run in call.runs for command in _of_run(call, run))]
    yield from rest
    if any(run.released_at is not None for run in call.runs):
        last = max(command.due for command in rest)
        close = CloseIncident(incident_id="", disposition=call.disposition, at=last)
        yield _planned(call, last, "close", call.line, close)


def _orders(call: RecordedCall) -> Iterator[PlannedCommand]:
    """Yield the dispatches: units sent in the same moment go out in one order."""
    together: dict[datetime, list[UnitRun]] = {}
    for run in call.runs:
        together.setdefault(run.dispatched_at, []).append(run)
    for at, runs in together.items():
        for start in range(0, len(runs), _UNITS_PER_ORDER):
            some = runs[start : start + _UNITS_PER_ORDER]
            order = AssignUnits(incident_id="", unit_ids=tuple(r.unit_id for r in some), at=at)
            key = f"assign {some[0].unit_id}"
            yield _planned(call, max(at, call.received_at), key, some[0].line, order)


def _of_run(call: RecordedCall, run: UnitRun) -> Iterator[PlannedCommand]:
    sent = max(run.dispatched_at, call.received_at)
    for milestone in MILESTONES:
        if (at := run.milestones.get(milestone)) is not None:
            report = RecordMilestone(
                incident_id="", unit_id=run.unit_id, milestone=milestone, at=at
            )
            key = f"{milestone.value} {run.unit_id}"
            yield _planned(call, max(at, sent), key, run.line, report)
    if run.released_at is not None:
        release = ReleaseUnit(incident_id="", unit_id=run.unit_id, at=run.released_at)
        due = max(run.released_at, sent)
        yield _planned(call, due, f"release {run.unit_id}", run.line, release)


def _planned(
    call: RecordedCall, due: datetime, key: str, line: int, command: CaseCommand
) -> PlannedCommand:
    return PlannedCommand(due=due, call_id=call.id, key=key, line=line, command=command)
