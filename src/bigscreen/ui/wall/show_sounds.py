"""Lets a wall be heard: what a rule asks for once, a call for help until somebody answers it."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from bigscreen.domain.city import City
from bigscreen.domain.occurrences import Occurrence, Reaction
from bigscreen.domain.wall_rules import WallTrigger
from bigscreen.service.alarm_sounds import AlarmSounds, Urgency
from bigscreen.service.wall_schedule import sounds_allowed
from bigscreen.ui.sound.alarm_player import AlarmPlayer

_ORDER = tuple(Urgency)


class WallSounds(QObject):
    """Plays at most one sound a look, the most urgent, and none in the city's quiet hours.

    Signals:
        played(str): a sound by its name, whether or not this machine can be heard.
    """

    played = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.player = AlarmPlayer(self)
        self._calls = AlarmSounds()

    def hear(
        self,
        reactions: Sequence[Reaction],
        going_on: Sequence[Occurrence],
        city: City,
        now: datetime,
        at_s: float,
    ) -> None:
        """Play what is to be heard now; ``at_s`` is of a steady clock."""
        calls = [
            one.alarm
            for one in going_on
            if one.trigger is WallTrigger.SOS and one.alarm is not None
        ]
        wanted = {Urgency.SOS} if self._calls.due(calls, at_s) else set()
        if sounds_allowed(city, now):
            wanted |= {
                Urgency(one.rule.sound)
                for one in reactions
                if one.is_new
                and one.rule.sound in _ORDER
                and one.rule.trigger is not WallTrigger.SOS
            }
        if wanted:
            urgency = min(wanted, key=_ORDER.index)
            self.player.play(urgency)
            self.played.emit(urgency.value)
