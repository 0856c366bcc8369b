"""What is said of a unit's track while it is read, once it is there, and where it is missing."""

from dataclasses import dataclass

from bigscreen.viewmodels.wording import tr, tr_noop

_FAULTS = {
    "not_sent": tr_noop("no link to the hub"),
    "too_fast": tr_noop("the hub is busy"),
    "busy": tr_noop("the hub is busy"),
    "not_allowed": tr_noop("this account may not see it"),
    "history_unavailable": tr_noop("the hub can not read its records"),
    "unknown_question": tr_noop("the hub keeps no tracks"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackState:
    """How far a track is: being read, refused with a ``fault`` code, or ``points`` positions.

    ``has_gap`` says that nobody kept tracks for a part of the hour.
    """

    loading: bool = False
    fault: str = ""
    points: int = 0
    has_gap: bool = False


def track_words(state: TrackState) -> str:
    """Return the line about the track."""
    if state.loading:
        return tr("Track of the last hour: reading …")
    if state.fault:
        reason = tr(_FAULTS[state.fault]) if state.fault in _FAULTS else state.fault
        return tr("Track of the last hour: {reason}", reason=reason)
    if state.points < 2:
        return tr("Track of the last hour: it has not moved")
    if state.has_gap:
        return tr("Track of the last hour on the map, with a gap")
    return tr("Track of the last hour on the map")
