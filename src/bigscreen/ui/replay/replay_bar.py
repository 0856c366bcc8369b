"""What a replay is steered with: play, speed, steps, period, and the time bar."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bigscreen.bridge.past_situation import SPEEDS
from bigscreen.ui.queue.queue_menus import MenuButton
from bigscreen.ui.replay.replay_actions import ReplayActions
from bigscreen.ui.replay.time_bar import TimeBar
from bigscreen.ui.theme import Ground, Ink, Size, Theme
from bigscreen.ui.widgets.action_button import LOOK, ActionButton
from bigscreen.ui.widgets.key_button import ButtonLook, KeyButton
from bigscreen.ui.widgets.screen_actions import key_text
from bigscreen.ui.widgets.text_label import ElidedLabel
from bigscreen.ui.widgets.tooltips import set_plain_tooltip
from bigscreen.viewmodels.replay_words import PERIOD_NAMES, PeriodKey, speed_text
from bigscreen.viewmodels.wording import tr

_BUTTON_HEIGHT = 36
_PLAY_WIDTH = 150
_STEP_WIDTH = 78
_MARK_WIDTH = 108
_SPEED_WIDTH = 64


class ReplayBar(QWidget):
    """Buttons over the time bar.

    Signals:
        speed_chosen(float), period_chosen(str): what a person chose; the period's
            :class:`PeriodKey`, or empty for one to be asked for.
    """

    speed_chosen = Signal(float)
    period_chosen = Signal(str)

    def __init__(self, theme: Theme, actions: ReplayActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._actions = actions
        actions.play.setProperty(LOOK, ButtonLook.PRIMARY)
        self.time_bar = TimeBar(theme)
        self.periods = MenuButton(theme, tr("Period"))
        self.note = ElidedLabel(theme.font(Size.SMALL), Ink.LABEL)
        self.speeds: dict[float, KeyButton] = {}
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        play = ActionButton(theme, actions.play, design_height=_BUTTON_HEIGHT)
        play.setFixedWidth(theme.px(_PLAY_WIDTH))
        row.addWidget(play)
        for action, text, width in (
            (actions.back_ten, tr("−10 min"), _STEP_WIDTH),
            (actions.back_minute, tr("−1 min"), _STEP_WIDTH),
            (actions.on_minute, tr("+1 min"), _STEP_WIDTH),
            (actions.on_ten, tr("+10 min"), _STEP_WIDTH),
            (actions.previous_mark, tr("◂ milestone"), _MARK_WIDTH),
            (actions.next_mark, tr("milestone ▸"), _MARK_WIDTH),
        ):
            step = _short_button(theme, action, text)
            step.setFixedWidth(theme.px(width))
            row.addWidget(step)
        row.addWidget(self.note, 1)
        for speed in SPEEDS:
            choice = KeyButton(theme, speed_text(speed), design_height=_BUTTON_HEIGHT)
            choice.setFixedWidth(theme.px(_SPEED_WIDTH))
            choice.setAccessibleName(tr("{speed} times as fast", speed=f"{speed:g}"))
            choice.clicked.connect(partial(self._choose_speed, speed))
            self.speeds[speed] = choice
            row.addWidget(choice)
        row.addWidget(self.periods)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(4))
        column.setSpacing(theme.px(8))
        column.addLayout(row)
        column.addWidget(self.time_bar)
        self._fill_periods()
        self.show_playing(is_playing=False)

    def show_playing(self, *, is_playing: bool) -> None:
        """Say on the button what it would do."""
        self._actions.play.setText(tr("Pause") if is_playing else tr("Play"))

    def show_speed(self, speed: float) -> None:
        """Mark the speed."""
        for own, button in self.speeds.items():
            button.set_look(ButtonLook.PRIMARY if own == speed else ButtonLook.PLAIN)

    def show_period(self, text: str) -> None:
        """Say the period on its menu."""
        self.periods.say(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the surface."""
        del event
        painter = QPainter(self)
        painter.setPen(QPen(Ground.LINE, 1))
        painter.setBrush(Ground.PANEL)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _fill_periods(self) -> None:
        menu = self.periods.menu()
        for key in PeriodKey:
            action = menu.addAction(tr(PERIOD_NAMES[key]))
            action.triggered.connect(partial(self._choose, key.value))
        menu.addSeparator()
        action = menu.addAction(tr("From … to …"))
        action.triggered.connect(partial(self._choose, ""))

    def _choose_speed(self, speed: float, _checked: bool = False) -> None:  # noqa: FBT002 - Qt's
        self.speed_chosen.emit(speed)

    def _choose(self, key: str, _checked: bool = False) -> None:  # noqa: FBT002 - Qt's
        self.period_chosen.emit(key)


def _short_button(theme: Theme, action: QAction, text: str) -> KeyButton:
    """Return a button with a shorter text than its action's, which is said in its tip."""
    button = KeyButton(theme, text, design_height=_BUTTON_HEIGHT)
    button.setAccessibleName(action.text())
    keys = "  ".join(key_text(key) for key in action.shortcuts())
    set_plain_tooltip(button, f"{action.text()}  {keys}")
    button.clicked.connect(action.trigger)
    return button
