"""The parts of a replay: a usual period, one of which nothing is kept, and far too many marks."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QWidget

from bigscreen.domain.assignments import Milestone
from bigscreen.domain.past import PastMark
from bigscreen.domain.questions import QuestionFault
from bigscreen.protocol.past_pages import moment_ms
from bigscreen.ui.gallery.sample_figures import sample_city
from bigscreen.ui.gallery.specimen import Specimen
from bigscreen.ui.replay.past_band import PastBand
from bigscreen.ui.replay.replay_actions import ReplayActions
from bigscreen.ui.replay.replay_bar import ReplayBar
from bigscreen.ui.replay.time_bar import TimeBar, TimeBarFacts
from bigscreen.ui.theme import Theme
from bigscreen.viewmodels.replay_words import fault_text, nothing_known_text, period_text
from bigscreen.viewmodels.wording import tr

_START = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)
_DAY = timedelta(hours=24)
_AT = _START + timedelta(hours=9, minutes=41, seconds=7)
_LONG_TITLE = "群众求助 · " + "滨江路九百九十九号大润发购物广场地下二层停车场东出口" * 2
_BAND = (1900, 64)
_BAR = (1900, 92)
_STEERING = (1900, 156)


def _marks(count: int) -> tuple[PastMark, ...]:
    kinds = ("registered", Milestone.DISPATCHED.value, Milestone.ON_SCENE.value, "closed")
    return tuple(
        PastMark(at=_START + n * _DAY / count, kind=kinds[n % len(kinds)], incident_id=f"i{n}")
        for n in range(count)
    )


def _hours(*pairs: tuple[float, float]) -> Sequence[tuple[int, int]]:
    return [
        (moment_ms(_START + timedelta(hours=first)), moment_ms(_START + timedelta(hours=last)))
        for first, last in pairs
    ]


def _facts(**changes: object) -> TimeBarFacts:
    values: dict[str, object] = {
        "start_ms": moment_ms(_START),
        "end_ms": moment_ms(_START + _DAY),
        "fetched": _hours((0, 24)),
    }
    return TimeBarFacts(**{**values, **changes})  # type: ignore[arg-type]


_BAR_STATES = (
    ("usual", _facts(marks=_marks(24), gaps=_hours((3, 4.5)))),
    ("loading", _facts(marks=_marks(2), fetched=_hours((9, 10)))),
    ("empty", _facts(fetched=(), known_from_ms=moment_ms(_START + timedelta(hours=30)))),
    ("no period", TimeBarFacts()),
    ("huge", _facts(marks=_marks(5_000))),
)


def _time_bar(facts: TimeBarFacts) -> Callable[[Theme], QWidget]:
    def make(theme: Theme) -> QWidget:
        bar = TimeBar(theme)
        bar.show_facts(facts, sample_city())
        bar.show_moment(_AT)
        return bar

    return make


def _band(about: str, note: Callable[[], str]) -> Callable[[Theme], QWidget]:
    def make(theme: Theme) -> QWidget:
        band = PastBand(theme, ReplayActions())
        band.show_moment(_AT, sample_city())
        band.show_about(about or period_text(_START, _START + _DAY, sample_city()))
        band.show_note(note())
        return band

    return make


def _steering(*, is_playing: bool, speed: float) -> Callable[[Theme], QWidget]:
    def make(theme: Theme) -> QWidget:
        bar = ReplayBar(theme, ReplayActions())
        bar.time_bar.show_facts(_BAR_STATES[0][1], sample_city())
        bar.time_bar.show_moment(_AT)
        bar.show_playing(is_playing=is_playing)
        bar.show_speed(speed)
        bar.show_period(period_text(_START, _START + _DAY, sample_city()))
        return bar

    return make


_BAND_STATES: tuple[tuple[str, str, Callable[[], str]], ...] = (
    ("usual", "", lambda: ""),
    ("loading", "", lambda: tr("Fetching …")),
    ("error", "", lambda: fault_text(QuestionFault(code="history_unavailable"))),
    ("empty", "", lambda: nothing_known_text(_START + _DAY, _START, sample_city())),
    ("huge", _LONG_TITLE, lambda: fault_text(QuestionFault(code="not_sent"))),
)

SPECIMENS: tuple[Specimen, ...] = (
    *(
        Specimen(name="PastBand", state=state, make=_band(about, note), size=_BAND)
        for state, about, note in _BAND_STATES
    ),
    *(
        Specimen(name="TimeBar", state=state, make=_time_bar(facts), size=_BAR)
        for state, facts in _BAR_STATES
    ),
    Specimen(
        name="ReplayBar",
        state="paused",
        make=_steering(is_playing=False, speed=60.0),
        size=_STEERING,
    ),
    Specimen(
        name="ReplayBar",
        state="playing",
        make=_steering(is_playing=True, speed=600.0),
        size=_STEERING,
    ),
)
