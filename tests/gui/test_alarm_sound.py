"""What is heard at a desk, and the red card of a unit that calls for help."""

import wave
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDir, Qt

from bigscreen.domain.alarms import AlarmKind, AlarmStage
from bigscreen.domain.centre_orders import AcknowledgeAlarm, EndSos, RaiseSos
from bigscreen.service.alarm_sounds import Urgency
from bigscreen.ui.desk import alarm_ties
from bigscreen.ui.dispatch.ask_dialog import AskDialog
from bigscreen.ui.sound import alarm_player, alarm_voice
from bigscreen.ui.sound.alarm_player import SEARCH_PATH, AlarmPlayer
from bigscreen.ui.sound.alarm_voice import AlarmVoice
from bigscreen.ui.sound.tone_files import TONES, write_sounds
from tests.support.layout_faults import layout_faults
from tests.support.small_city import SOURCE

SOUNDS = Path(__file__).parents[2] / "resources" / "sounds"


@pytest.fixture
def heard(monkeypatch):
    """Return the urgencies that were played, in order, on a machine that has a loudspeaker."""
    played: list[Urgency] = []

    def play(player: AlarmPlayer, urgency: Urgency) -> bool:
        if player.is_on:
            played.append(urgency)
        return player.is_on

    monkeypatch.setattr(AlarmPlayer, "play", play)
    return played


@pytest.fixture
def spoken(monkeypatch):
    """Return the sentences that were said."""
    said: list[str] = []
    monkeypatch.setattr(AlarmVoice, "say", lambda voice, text: voice.is_on and said.append(text))
    return said


def called(scene, unit_id="p-1"):
    scene.happen(RaiseSos(unit_id=unit_id, note="持刀"), SOURCE)
    return next(one for one in scene.live.situation.alarms.open() if one.unit_id == unit_id)


class TestFiles:
    def test_the_committed_sounds_are_what_is_made(self, tmp_path) -> None:
        write_sounds(tmp_path)
        made = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
        assert made == {file.name: file.read_bytes() for file in SOUNDS.glob("*.wav")}
        assert set(TONES) == {urgency.value for urgency in Urgency}

    @pytest.mark.parametrize("urgency", Urgency)
    def test_each_is_short_and_begins_and_ends_softly(self, urgency) -> None:
        with wave.open(str(SOUNDS / f"{urgency.value}.wav")) as file:
            assert file.getnframes() / file.getframerate() < 1.5
            samples = memoryview(file.readframes(file.getnframes())).cast("h")
        assert abs(samples[0]) < 200
        assert abs(samples[-1]) < 200
        assert 15_000 < max(samples) < 32_767


class TestPlayer:
    def test_without_a_loudspeaker_it_is_silent_and_says_so_once(self, qapp, monkeypatch) -> None:
        lines: list[str] = []
        monkeypatch.setattr(alarm_player, "_log", _Lines(lines))
        monkeypatch.setattr(alarm_player, "multimedia", lambda: None)
        player = AlarmPlayer()
        assert not player.sound(AlarmKind.SOS)
        assert not player.sound(AlarmKind.CASE_DUE)
        assert lines == ["no_audio_device"]

    def test_with_one_it_plays_the_file_of_the_kind(self, qapp, monkeypatch) -> None:
        monkeypatch.setattr(alarm_player, "multimedia", lambda: _Loud)
        QDir.setSearchPaths(SEARCH_PATH, [str(SOUNDS)])
        player = AlarmPlayer()
        _Effect.played.clear()
        for kind, stage in (
            (AlarmKind.SOS, AlarmStage.DUE),
            (AlarmKind.CASE_DUE, AlarmStage.DUE),
            (AlarmKind.CASE_DUE, AlarmStage.EARLY),
            ("feed_lost", AlarmStage.DUE),
        ):
            assert player.sound(kind, stage)
        assert _Effect.played == ["sos.wav", "grave.wav", "notice.wav", "notice.wav"]
        player.is_on = False
        assert not player.sound(AlarmKind.SOS)
        QDir.setSearchPaths(SEARCH_PATH, [])
        assert not AlarmPlayer().play(Urgency.SOS)  # no file is no reason to fail

    def test_a_machine_without_a_voice_says_nothing(self, qapp, monkeypatch) -> None:
        lines: list[str] = []
        monkeypatch.setattr(alarm_voice, "_log", _Lines(lines))
        monkeypatch.setattr(alarm_voice, "_speech", lambda: None)
        voice = AlarmVoice()
        assert not voice.say("求助")
        assert lines == []  # nobody has asked for it
        voice.is_on = True
        assert not voice.say("求助")
        assert not voice.say("求助")
        assert lines == ["no_voice"]


class _Lines:
    def __init__(self, lines: list[str]) -> None:
        self._lines = lines

    def warning(self, event: str, **_facts: object) -> None:
        self._lines.append(event)


class _Effect:
    played: list[str] = []  # noqa: RUF012 - the test's own notebook

    def __init__(self, parent) -> None:
        self._name = ""

    def setSource(self, url) -> None:
        self._name = url.fileName()

    def play(self) -> None:
        self.played.append(self._name)

    def stop(self) -> None:
        pass


class _Loud:
    QSoundEffect = _Effect

    class QMediaDevices:
        @staticmethod
        def audioOutputs() -> list[str]:
            return ["loudspeaker"]


class TestDesk:
    def test_an_sos_sounds_until_somebody_answers(self, open_desk, scene, heard, spoken) -> None:
        desk = open_desk()
        clock = [0.0]
        desk.alarms._steady_clock = lambda: clock[0]
        alarm = called(scene)
        for second in range(7):
            clock[0] = float(second)
            desk.alarms.tick()
        assert heard == [Urgency.SOS, Urgency.SOS]
        scene.happen(AcknowledgeAlarm(alarm_id=alarm.id))
        clock[0] = 60.0
        desk.alarms.tick()
        assert len(heard) == 2
        assert spoken == []

    def test_its_key_switches_the_sound_and_it_stays_so(
        self, open_desk, scene, heard, qtbot
    ) -> None:
        desk = open_desk()
        qtbot.keyClick(desk, Qt.Key.Key_Q, Qt.KeyboardModifier.ShiftModifier)
        assert not desk.store.settings.alarm_sound
        assert desk.parts.actions.sound.text() == "Sound of alarms: off"
        called(scene)
        desk.alarms.tick()
        assert heard == []
        qtbot.keyClick(desk, Qt.Key.Key_Q, Qt.KeyboardModifier.ShiftModifier)
        assert heard == [Urgency.NOTICE]  # to hear that it can be heard
        assert desk.store.settings.alarm_sound

    def test_who_wants_it_has_each_alarm_said_once(self, open_desk, scene, heard, spoken) -> None:
        desk = open_desk()
        desk.parts.actions.speech.trigger()
        assert desk.store.settings.alarm_speech
        called(scene)
        for second in (0.0, 10.0, 20.0):
            desk.alarms._steady_clock = lambda second=second: second
            desk.alarms.tick()
        assert spoken == ["SOS. 巡p-1, West, 持刀."]

    def test_in_quiet_hours_only_an_sos_is_heard(self, open_desk, scene, heard, monkeypatch):
        monkeypatch.setattr(alarm_ties, "sounds_allowed", lambda _c, _n, *, is_sos: is_sos)
        desk = open_desk()
        monkeypatch.setattr(desk.alarms._sounds, "due", lambda alarms, _now: tuple(alarms))
        desk.alarms.tick()
        assert heard == []
        called(scene)
        desk.alarms.tick()
        assert heard == [Urgency.SOS]

    def test_the_red_card_tells_answers_and_shows(self, open_desk, scene, heard, qtbot) -> None:
        desk = open_desk()
        banner = desk.panels.centre_bar.sos
        assert not banner.isVisible()
        alarm = called(scene)
        called(scene, "p-2")
        scene.happen(AcknowledgeAlarm(alarm_id=alarm.id))
        desk._show_situation()
        assert banner.isVisible()
        texts = [box.text for box in banner.text_boxes()]
        assert texts[:2] == ["+1", "SOS 巡p-2 (West)"]
        assert layout_faults(desk) == []
        for box in banner.text_boxes():
            assert box.elides or box.needed_width <= box.rect.width()
        banner.show_button.click()
        assert desk.parts.selection.unit_id == "p-2"
        banner.answer_button.click()
        assert isinstance(scene.sent[-1][1], AcknowledgeAlarm)
        scene.settle()
        desk._show_situation()
        assert banner.isVisible()
        assert not banner.answer_button.isVisible()
        scene.pass_time(timedelta(seconds=1).total_seconds())
        for one in list(scene.live.situation.alarms.open()):
            if one.kind is AlarmKind.SOS:
                scene.happen(EndSos(alarm_id=one.id, note="安全"))
        desk._show_situation()
        assert not banner.isVisible()

    def test_for_the_selected_unit_help_is_called_by_key(self, open_desk, scene, heard, qtbot):
        desk = open_desk()
        desk.parts.selection.select_unit("p-3")
        desk.parts.actions.sos.trigger()
        dialog = next(iter(desk.centre.dialog.findChildren(AskDialog)))
        dialog.submit_button.click()
        assert scene.sent[-1][1] == RaiseSos(unit_id="p-3", note="")
