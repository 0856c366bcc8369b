"""Lets the desk hear its alarms: only those nobody has answered, and not in quiet hours."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from bigscreen.domain.alarms import Alarm, AlarmKind
from bigscreen.service.alarm_sounds import AlarmSounds, Urgency, urgency_of
from bigscreen.service.wall_schedule import sounds_allowed
from bigscreen.ui.desk.desk_parts import DeskParts
from bigscreen.ui.settings.settings_store import SettingsStore
from bigscreen.ui.sound.alarm_player import AlarmPlayer
from bigscreen.ui.sound.alarm_voice import AlarmVoice
from bigscreen.viewmodels.alarm_rows import alarm_sentence
from bigscreen.viewmodels.wording import tr

_SPOKEN_AT_ONCE = 2


class AlarmTies(QObject):
    """Sounds and speaks new alarms, a call for help again and again until it is answered.

    ``sound`` and ``speech`` are switched by their actions and kept in the settings.
    """

    def __init__(
        self,
        parts: DeskParts,
        store: SettingsStore,
        window: QWidget,
        steady_clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._parts = parts
        self._store = store
        self._steady_clock = steady_clock
        self._sounds = AlarmSounds()
        self._spoken: set[str] = set()
        self.player = AlarmPlayer(self)
        self.voice = AlarmVoice(self)
        for action, is_on in (
            (parts.actions.sound, store.settings.alarm_sound),
            (parts.actions.speech, store.settings.alarm_speech),
        ):
            action.setCheckable(True)
            action.setChecked(is_on)
            action.toggled.connect(self._on_action_toggled)
        self._take_up()

    def tick(self) -> None:
        """Look at the alarms; call about once a second."""
        live = self._parts.live
        due = self._sounds.due(live.situation.alarms.open(), self._steady_clock())
        heard = [one for one in due if self._is_allowed(one)]
        if heard:
            self.player.play(urgency_of(heard[0]))
            self._speak(heard)

    def _is_allowed(self, alarm: Alarm) -> bool:
        live = self._parts.live
        is_sos = alarm.kind is AlarmKind.SOS
        return sounds_allowed(live.city, live.hub_now(), is_sos=is_sos)

    def _speak(self, alarms: list[Alarm]) -> None:
        """Say those that are new, the most urgent first; a flood of them is not read out."""
        live = self._parts.live
        new = [one for one in alarms if one.id not in self._spoken]
        self._spoken = {one.id for one in live.situation.alarms.open()} & (
            self._spoken | {one.id for one in new}
        )
        for alarm in new[:_SPOKEN_AT_ONCE]:
            self.voice.say(alarm_sentence(alarm, live.situation, live.city))

    def _take_up(self) -> None:
        actions = self._parts.actions
        self.player.is_on = actions.sound.isChecked()
        self.voice.is_on = actions.speech.isChecked()
        sound = tr("Sound of alarms: on") if self.player.is_on else tr("Sound of alarms: off")
        speech = tr("Alarms are spoken: on") if self.voice.is_on else tr("Alarms are spoken: off")
        actions.sound.setText(sound)
        actions.speech.setText(speech)

    @Slot(bool)
    def _on_action_toggled(self, _checked: bool) -> None:
        """Keep the choice; whoever switches the sound on hears that it is on."""
        was_on = self.player.is_on
        self._take_up()
        if self.player.is_on and not was_on:
            self.player.play(Urgency.NOTICE)
        self._store.change(alarm_sound=self.player.is_on, alarm_speech=self.voice.is_on)
