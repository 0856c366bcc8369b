"""Lets alarms be heard, by kind; a machine without loudspeaker stays silent and says so once."""

from typing import Any

import structlog
from PySide6.QtCore import QFileInfo, QObject, QUrl

from bigscreen.domain.alarms import AlarmKind, AlarmStage
from bigscreen.service.alarm_sounds import Urgency
from bigscreen.ui.video.engine import multimedia

_log = structlog.get_logger(__name__)

SEARCH_PATH = "sounds"
"""Qt's search path under which the WAV files lie; the program sets it once, at its start."""

_OF_KIND = {
    AlarmKind.SOS: Urgency.SOS,
    AlarmKind.CASE_DUE: Urgency.GRAVE,
    AlarmKind.ECHELON_ACTIVATED: Urgency.GRAVE,
}


class AlarmPlayer(QObject):
    """Plays one short sound at a time; a more urgent one takes over.

    ``is_on`` is whether anything may be heard at all. Whether sounds are allowed by schedule,
    whoever calls has asked (:func:`bigscreen.service.wall_schedule.sounds_allowed`).
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_on = True
        self._effects: dict[Urgency, Any] = {}
        self._is_dumb: bool | None = None

    def sound(self, kind: AlarmKind | str, stage: AlarmStage = AlarmStage.DUE) -> bool:
        """Play the sound of an alarm's kind; what is only soon due is a notice."""
        try:
            urgency = _OF_KIND.get(AlarmKind(kind), Urgency.NOTICE)
        except ValueError:
            urgency = Urgency.NOTICE
        if stage is AlarmStage.EARLY and urgency is not Urgency.SOS:
            urgency = Urgency.NOTICE
        return self.play(urgency)

    def play(self, urgency: Urgency) -> bool:
        """Play a sound; tell whether it can be heard here."""
        if not self.is_on or not self._can_sound():
            return False
        effect = self._effect(urgency)
        if effect is None:
            return False
        for other in self._effects.values():
            if other is not effect:
                other.stop()
        effect.play()
        return True

    def _can_sound(self) -> bool:
        """Find out the first time whether there is anything to sound with."""
        if self._is_dumb is None:
            loaded = multimedia()
            self._is_dumb = loaded is None or not loaded.QMediaDevices.audioOutputs()
            if self._is_dumb:
                _log.warning("no_audio_device", effect="alarms are seen and not heard")
        return not self._is_dumb

    def _effect(self, urgency: Urgency) -> Any:
        if urgency not in self._effects:
            file = QFileInfo(f"{SEARCH_PATH}:{urgency.value}.wav")
            loaded = multimedia()
            if loaded is None or not file.exists():
                _log.warning("no_sound_file", name=f"{urgency.value}.wav")
                self._effects.pop(urgency, None)
                return None
            effect = loaded.QSoundEffect(self)
            effect.setSource(QUrl.fromLocalFile(file.absoluteFilePath()))
            self._effects[urgency] = effect
        return self._effects[urgency]
