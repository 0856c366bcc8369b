"""What each event makes of the running shift."""

from dataclasses import replace
from functools import singledispatch

from bigscreen.domain.centre_events import (
    DutyLevelSet,
    DutyVisited,
    ShiftEvent,
    ShiftNoted,
    ShiftStarted,
)
from bigscreen.domain.shift import NOTES_KEPT, Shift


@singledispatch
def shift_after(event: ShiftEvent, before: Shift) -> Shift:
    """Return the running shift after an event on it."""
    raise TypeError(f"not an event on the shift: {event!r} after {before!r}")


@shift_after.register
def _(event: DutyLevelSet, before: Shift) -> Shift:
    return replace(
        before,
        level=event.level,
        level_since=event.at,
        level_by=event.by,
        level_reason=event.reason,
    )


@shift_after.register
def _(event: ShiftStarted, before: Shift) -> Shift:
    return replace(before, index=event.index, started_at=event.at, visits=())


@shift_after.register
def _(event: ShiftNoted, before: Shift) -> Shift:
    return replace(before, notes=(*before.notes, event.note)[-NOTES_KEPT:])


@shift_after.register
def _(event: DutyVisited, before: Shift) -> Shift:
    return replace(before, visits=(*before.visits, event.visit))
