"""Which sound the alarms of a moment deserve: new ones at once, grave ones again and again."""

from collections.abc import Iterable
from enum import StrEnum

from bigscreen.domain.alarms import Alarm, AlarmKind, AlarmStage, AlarmStatus


class Urgency(StrEnum):
    """How urgent an alarm sounds, the most urgent first; also the name of its sound."""

    SOS = "sos"
    GRAVE = "grave"
    NOTICE = "notice"


AGAIN_AFTER_S = {Urgency.SOS: 5.0, Urgency.GRAVE: 60.0}
"""How long after it was heard an alarm nobody has answered sounds again; others sound once."""

_ORDER = tuple(Urgency)
_GRAVE = frozenset({AlarmKind.CASE_DUE, AlarmKind.ECHELON_ACTIVATED})


def urgency_of(alarm: Alarm) -> Urgency:
    """Return how urgent an alarm is."""
    if alarm.kind is AlarmKind.SOS:
        return Urgency.SOS
    is_due = alarm.stage is AlarmStage.DUE
    return Urgency.GRAVE if is_due and alarm.kind in _GRAVE else Urgency.NOTICE


class AlarmSounds:
    """Remembers what was heard; times are seconds of any steady clock."""

    def __init__(self) -> None:
        self._heard_s: dict[str, float] = {}

    def due(self, alarms: Iterable[Alarm], now_s: float) -> tuple[Alarm, ...]:
        """Return the alarms that sound now, the most urgent first; they count as heard.

        Only those nobody has answered sound. One that was muted sounds anew when that is over.
        """
        sounding = {one.id: one for one in alarms if one.status is AlarmStatus.SOUNDING}
        self._heard_s = {key: at for key, at in self._heard_s.items() if key in sounding}
        due = [one for one in sounding.values() if self._is_due(one, now_s)]
        if not due:
            return ()
        due.sort(key=lambda one: _ORDER.index(urgency_of(one)))
        for alarm in due:
            self._heard_s[alarm.id] = now_s
        return tuple(due)

    def _is_due(self, alarm: Alarm, now_s: float) -> bool:
        heard_s = self._heard_s.get(alarm.id)
        if heard_s is None:
            return True
        again_s = AGAIN_AFTER_S.get(urgency_of(alarm))
        return again_s is not None and now_s - heard_s >= again_s
