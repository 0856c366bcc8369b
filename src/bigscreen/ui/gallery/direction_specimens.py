"""What directs walls: the banner of an alarm, and the window in which a desk sends to them."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bigscreen.domain.alarms import Alarm, AlarmKind, AlarmStage
from bigscreen.domain.occurrences import Occurrence, Reaction
from bigscreen.domain.screens import ScreenState, ScreenView
from bigscreen.domain.situation import Situation
from bigscreen.domain.wall_rules import BUILT_IN_SOS, WallRule, WallTone, WallTrigger
from bigscreen.ui.desk.wall_panel import WallDialog
from bigscreen.ui.gallery.sample_figures import EMOJI_NAME, LONG_NAME, NOW, sample_city
from bigscreen.ui.gallery.specimen import Specimen
from bigscreen.ui.theme import State, Theme
from bigscreen.ui.widgets.alarm_banner import AlarmBanner
from bigscreen.ui.widgets.edge_frame import EdgeFrame
from bigscreen.viewmodels.order_notice import Notice, Phase
from bigscreen.viewmodels.wall_alarms import alarm_text
from bigscreen.viewmodels.wall_rows import fault_text, wall_rows
from bigscreen.viewmodels.wording import tr

_BANNER_SIZE = (1920, 64)
_WINDOW_SIZE = (1180, 560)
_HUGE = 5000
_CITY = sample_city()
_GRID = _CITY.grids[0].id


def _call(unit: str = "巡3-07", said: str = "", *, is_answered: bool = False) -> Occurrence:
    return Occurrence(
        trigger=WallTrigger.SOS,
        key=f"alarm {unit}",
        since=NOW - timedelta(seconds=35),
        is_answered=is_answered,
        unit_id=unit,
        grid_id=_GRID,
        alarm=Alarm(
            id=unit,
            kind=AlarmKind.SOS,
            stage=AlarmStage.DUE,
            moment=NOW,
            raised_at=NOW,
            unit_id=unit,
            detail=said,
        ),
    )


_CASE = Occurrence(
    trigger=WallTrigger.CASE,
    key="case",
    since=NOW - timedelta(seconds=12),
    incident_id="c1",
    grid_id=_GRID,
)
_SHORT = Occurrence(
    trigger=WallTrigger.UNITS_BELOW_MINIMUM,
    key="short",
    since=NOW - timedelta(minutes=9),
    alarm=Alarm(
        id="m",
        kind=AlarmKind.UNITS_BELOW_MINIMUM,
        stage=AlarmStage.DUE,
        moment=NOW,
        raised_at=NOW,
        grid_id=_GRID,
        force_code=_CITY.forces[0].code,
        count=1,
        minimum=3,
    ),
)


def _rule(about: Occurrence) -> WallRule:
    if about.trigger is WallTrigger.SOS:
        return BUILT_IN_SOS
    tone = WallTone.ALARM if about.trigger is WallTrigger.CASE else WallTone.WARNING
    return WallRule(trigger=about.trigger, tone=tone)


def _banner(*going_on: Occurrence, is_locked: bool = False) -> Callable[[Theme], QWidget]:
    def made(theme: Theme) -> QWidget:
        banner = AlarmBanner(theme)
        reactions = [Reaction(rule=_rule(one), about=one, since_s=0.0) for one in going_on]
        text = alarm_text(reactions, going_on, Situation(), _CITY, is_locked=is_locked)
        banner.show_text(text, NOW)
        return banner

    return made


def _frame(theme: Theme) -> QWidget:
    held = QWidget()
    EdgeFrame(theme, held).show_colour(State.BAD)
    return held


def _wall(number: int, view: ScreenView, name: str = "") -> ScreenState:
    return ScreenState(
        id=f"s{number:05}",
        name=name or f"北厅 {number:04}",
        account=f"wall-{number}",
        view=view,
        since=NOW - timedelta(seconds=40 * number),
    )


_WALLS = (
    _wall(1, ScreenView(scene="overview")),
    _wall(2, ScreenView(scene="incident", incident_id="JQ-20261121-0007", held_by="alarm")),
    _wall(3, ScreenView(scene="grid", grid_id=_GRID, held_by="desk")),
    _wall(4, ScreenView(scene="kpi", fault="unknown_case")),
    _wall(5, ScreenView(scene="overview", held_by="hand")),
)


def _window(*walls: ScreenState, notice: Notice | None = None) -> Callable[[Theme], QWidget]:
    def made(theme: Theme) -> QWidget:
        held = QWidget()
        window = WallDialog(theme, held)
        window.setWindowFlags(Qt.WindowType.Widget)
        for text, key in (
            (tr("Send a scene"), "S"),
            (tr("Send a grid"), "G"),
            (tr("Send a case"), "C"),
            (tr("Let scenes take turns"), "R"),
        ):
            window.walls.add_button(text, key, held.update).setEnabled(bool(walls))
        window.walls.show_rows(wall_rows(walls, Situation(), _CITY, NOW))
        window.notice.show_notice(notice)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(window)
        return held

    return made


def _sent(theme: Theme) -> QWidget:
    told = tr("handed to the wall")
    sent = Notice(phase=Phase.ACCEPTED, title="北厅 0001 ← 指标", detail=told)
    return _window(*_WALLS, notice=sent)(theme)


def _refused(theme: Theme) -> QWidget:
    refused = Notice(
        phase=Phase.REFUSED, title="北厅 0002 ← JQ-7", detail=fault_text("case_not_shown")
    )
    return _window(*_WALLS, notice=refused)(theme)


SPECIMENS: tuple[Specimen, ...] = (
    Specimen(
        name="AlarmBanner",
        state="usual",
        make=_banner(_call(said="现场人员情绪激动，请求支援")),
        size=_BANNER_SIZE,
    ),
    Specimen(
        name="AlarmBanner",
        state="answered",
        make=_banner(_call(is_answered=True)),
        size=_BANNER_SIZE,
    ),
    Specimen(
        name="AlarmBanner",
        state="a hand is on the map",
        make=_banner(_call(), _CASE, is_locked=True),
        size=_BANNER_SIZE,
    ),
    Specimen(name="AlarmBanner", state="case", make=_banner(_CASE), size=_BANNER_SIZE),
    Specimen(name="AlarmBanner", state="warning", make=_banner(_SHORT), size=_BANNER_SIZE),
    Specimen(name="AlarmBanner", state="empty", make=_banner(), size=_BANNER_SIZE),
    Specimen(
        name="AlarmBanner",
        state="huge",
        make=_banner(_call(LONG_NAME, LONG_NAME * 3), _call(EMOJI_NAME), is_locked=True),
        size=_BANNER_SIZE,
    ),
    Specimen(name="EdgeFrame", state="alarm", make=_frame, size=(480, 270)),
    Specimen(name="Walls", state="usual", make=_window(*_WALLS), size=_WINDOW_SIZE),
    Specimen(name="Walls", state="sent", make=_sent, size=_WINDOW_SIZE),
    Specimen(name="Walls", state="error", make=_refused, size=_WINDOW_SIZE),
    Specimen(name="Walls", state="empty", make=_window(), size=_WINDOW_SIZE),
    Specimen(
        name="Walls",
        state="long names",
        make=_window(
            _wall(1, ScreenView(scene=LONG_NAME, held_by="alarm", fault="unknown_case"), LONG_NAME),
            _wall(2, ScreenView(scene="grid", grid_id=EMOJI_NAME), EMOJI_NAME),
        ),
        size=_WINDOW_SIZE,
    ),
    Specimen(
        name="Walls",
        state="huge",
        make=_window(*(_wall(n, ScreenView(scene="overview")) for n in range(_HUGE))),
        size=_WINDOW_SIZE,
    ),
)
