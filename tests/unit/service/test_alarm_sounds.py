"""Only alarms nobody has answered sound: new ones at once, grave ones again, an SOS until then."""

from dataclasses import replace

import pytest

from bigscreen.domain.alarms import AlarmKind, AlarmStage, AlarmStatus
from bigscreen.service.alarm_sounds import AGAIN_AFTER_S, AlarmSounds, Urgency, urgency_of
from tests.support.duty_records import an_alarm

SOS = an_alarm(id="sos", kind=AlarmKind.SOS, stage=AlarmStage.DUE, unit_id="p-1")
DUE = an_alarm(id="due", kind=AlarmKind.CASE_DUE, stage=AlarmStage.DUE)
SOON = an_alarm(id="soon", kind=AlarmKind.CASE_DUE, stage=AlarmStage.EARLY)


@pytest.mark.parametrize(
    ("kind", "stage", "urgency"),
    [
        (AlarmKind.SOS, AlarmStage.DUE, Urgency.SOS),
        (AlarmKind.CASE_DUE, AlarmStage.DUE, Urgency.GRAVE),
        (AlarmKind.ECHELON_ACTIVATED, AlarmStage.DUE, Urgency.GRAVE),
        (AlarmKind.CASE_DUE, AlarmStage.EARLY, Urgency.NOTICE),
        (AlarmKind.STAGE_DUE, AlarmStage.DUE, Urgency.NOTICE),
        (AlarmKind.HAND_OVER_DUE, AlarmStage.DUE, Urgency.NOTICE),
        (AlarmKind.UNITS_BELOW_MINIMUM, AlarmStage.DUE, Urgency.NOTICE),
    ],
)
def test_how_urgent_an_alarm_is_follows_from_its_kind(kind, stage, urgency) -> None:
    assert urgency_of(an_alarm(kind=kind, stage=stage)) is urgency


def heard(sounds: AlarmSounds, alarms, now_s: float) -> list[str]:
    return [one.id for one in sounds.due(alarms, now_s)]


def test_new_ones_sound_at_once_the_most_urgent_first() -> None:
    sounds = AlarmSounds()
    assert heard(sounds, [SOON, DUE, SOS], 0.0) == ["sos", "due", "soon"]
    assert heard(sounds, [SOON, DUE, SOS], 1.0) == []


def test_an_sos_goes_on_a_grave_one_comes_again_a_notice_is_heard_once() -> None:
    sounds = AlarmSounds()
    times = {"sos": 0, "due": 0, "soon": 0}
    for second in range(121):
        for alarm_id in heard(sounds, [SOON, DUE, SOS], float(second)):
            times[alarm_id] += 1
    sos, grave = AGAIN_AFTER_S[Urgency.SOS], AGAIN_AFTER_S[Urgency.GRAVE]
    assert times == {"sos": 1 + 120 // sos, "due": 1 + 120 // grave, "soon": 1}


@pytest.mark.parametrize("status", [one for one in AlarmStatus if one is not AlarmStatus.SOUNDING])
def test_what_somebody_has_answered_or_nobody_could_hear_is_silent(status) -> None:
    sounds = AlarmSounds()
    assert heard(sounds, [replace(SOS, status=status)], 0.0) == []
    assert heard(sounds, [SOS], 1.0) == ["sos"]
    assert heard(sounds, [replace(SOS, status=status)], 2.0) == []


def test_a_muted_one_sounds_anew_once_that_is_over() -> None:
    sounds = AlarmSounds()
    assert heard(sounds, [SOON], 0.0) == ["soon"]
    assert heard(sounds, [replace(SOON, status=AlarmStatus.MUTED)], 1.0) == []
    assert heard(sounds, [SOON], 600.0) == ["soon"]
