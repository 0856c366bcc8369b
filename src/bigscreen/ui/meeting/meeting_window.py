"""The meeting window: holds one face at a time, and makes it anew in another look or size."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QToolTip, QVBoxLayout, QWidget

from bigscreen.domain.history_figures import HistoryFigures
from bigscreen.domain.questions import QuestionFault
from bigscreen.ui.meeting.asking import OneAnswer
from bigscreen.ui.meeting.blank import Blank
from bigscreen.ui.meeting.key_sheet import KeySheet
from bigscreen.ui.meeting.meeting_face import MeetingFace
from bigscreen.ui.meeting.meeting_parts import MeetingParts
from bigscreen.ui.theme import Size, Theme, look, use_look
from bigscreen.viewmodels.meeting.look import SPAN_QUESTION
from bigscreen.viewmodels.meeting.periods import (
    Period,
    PeriodKind,
    custom,
    last_whole,
    retold,
    stepped,
)
from bigscreen.viewmodels.order_notice import Notice, Phase
from bigscreen.viewmodels.replay_words import LONGEST_PERIOD
from bigscreen.viewmodels.wording import tr

_OPENS_WITH = PeriodKind.WEEK


class MeetingWindow(QWidget):
    """A meeting on a hub; ``theme`` is its look at the usual size of type.

    Signals:
        face_made(MeetingFace): another face is shown.
        replay_requested(incident_id): a case is to be replayed.
        period_replay_requested(start, end): a stretch of time is.
        closed(): the window was closed.
    """

    face_made = Signal(object)
    replay_requested = Signal(str)
    period_replay_requested = Signal(object, object)
    closed = Signal()

    def __init__(self, parts: MeetingParts, theme: Theme, screen_name: str) -> None:
        super().__init__()
        self.parts = parts
        self._theme = theme
        self._name = screen_name
        self._blank: Blank | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.face = self._made()
        self._connect_actions()
        self._span = OneAnswer(parts.lane, self)
        self._span.answered.connect(self._on_span_answered)
        self._span.failed.connect(self._on_span_failed)
        parts.live.city_changed.connect(self._on_live_city_changed)
        self._on_live_city_changed()

    def show_name(self, screen_name: str) -> None:
        """Call the screen by another name."""
        self._name = screen_name
        self.face.show_name(screen_name)
        self.setWindowTitle(self.face.windowTitle())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let nothing reach whoever holds the window."""
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep a blank screen blank."""
        super().resizeEvent(event)
        if self._blank is not None:
            self._blank.setGeometry(self.rect())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Want no answers any more."""
        super().closeEvent(event)
        self.parts.asker.leave()
        self.face.leave()
        self.closed.emit()

    # the face

    def _made(self) -> MeetingFace:
        theme = Theme(self._theme.scale * self.parts.state.type_factor)
        face = MeetingFace(self.parts, theme, self._name)
        QToolTip.setFont(theme.font(Size.SMALL))
        bar = face.period_bar
        bar.kind_chosen.connect(self.take_kind)
        bar.stepped.connect(self.step)
        bar.days_chosen.connect(self.take_days)
        self._column.addWidget(face)
        face.views.setFocus()
        self.setWindowTitle(face.windowTitle())
        self.setPalette(theme.palette())
        return face

    def _make_anew(self) -> None:
        old = self.face
        old.leave()
        self.parts.asker.leave()
        self.face = self._made()
        self._column.removeWidget(old)
        old.hide()
        old.deleteLater()
        self.face.refresh()
        self.face_made.emit(self.face)

    # the period

    def take(self, period: Period) -> None:
        """Look at another period; of a figure that is looked into, its cases in that period."""
        if period != self.parts.state.period:
            self.parts.state.period = period
            self.face.refresh()

    @Slot(object)
    def take_kind(self, kind: PeriodKind) -> None:
        """Look at the period of another kind about the same time."""
        period = self.parts.state.period
        if period is not None:
            self.take(retold(period, kind, self.parts.live.hub_now(), self.parts.clock))

    @Slot(int)
    def step(self, steps: int) -> None:
        """Go to an earlier or later period, not beyond now."""
        period = self.parts.state.period
        if period is None:
            return
        wanted = stepped(period, steps, self.parts.clock)
        if wanted.start <= self.parts.live.hub_now():
            self.take(wanted)

    @Slot(object, object)
    def take_days(self, first: date, last: date) -> None:
        """Look at whole days."""
        self.take(custom(first, last, self.parts.clock))

    # what can be done

    def _connect_actions(self) -> None:
        actions = self.parts.actions
        self.addActions(actions.all)
        for action, slot in (
            (actions.next_page, lambda: self.face.turn(1)),
            (actions.previous_page, lambda: self.face.turn(-1)),
            (actions.earlier, lambda: self.step(-1)),
            (actions.later, lambda: self.step(1)),
            (actions.area, self._pop_up_areas),
            (actions.measure, self._next_measure),
            (actions.again, self._again),
            (actions.replay, self._replay),
            (actions.export, self._export),
            (actions.look, self._change_look),
            (actions.larger, partial(self._resize_type, 1)),
            (actions.smaller, partial(self._resize_type, -1)),
            (actions.usual_size, partial(self._resize_type, 0)),
            (actions.blank, self._blank_screen),
            (actions.shortcuts, self._show_keys),
            (actions.full_screen, self._full_screen),
            (actions.back, self._go_back),
        ):
            action.triggered.connect(partial(_call, slot))
        for kind, action in actions.kinds.items():
            action.triggered.connect(partial(_call, partial(self.take_kind, kind)))
        for place, action in enumerate(actions.pages):
            action.triggered.connect(partial(_call, partial(self._go_to_page, place)))

    def _go_to_page(self, place: int) -> None:
        pages = self.parts.pages
        if place < len(pages):
            self.face.show_page(pages[place].key)

    def _pop_up_areas(self) -> None:
        self.face.pop_up_areas()

    def _again(self) -> None:
        self.face.again()

    def _next_measure(self) -> None:
        self.parts.state.map_choice += 1
        self.face.refresh()

    def _replay(self) -> None:
        """Replay the case that is looked at, else the period as far as it can be replayed."""
        look = self.parts.look()
        if incident_id := self.face.case_in_sight:
            self.replay_requested.emit(incident_id)
        elif look is not None:
            end = look.until
            self.period_replay_requested.emit(max(look.period.start, end - LONGEST_PERIOD), end)

    def _export(self) -> None:
        if self.face.export is not None:
            self.face.export.open_menu()

    def _is_free(self) -> bool:
        """Tell whether the face may go; while it writes an export, say that it may not."""
        if self.face.export is None or not self.face.export.is_busy:
            return True
        said = tr("An export is running; let it end, or give it up, first")
        self.face.say(Notice(phase=Phase.WARNED, title=said, detail=""))
        return False

    def _change_look(self) -> None:
        if not self._is_free():
            return
        use_look("light" if look() == "dark" else "dark")
        self._make_anew()

    def _resize_type(self, by: int) -> None:
        if self._is_free() and self.parts.state.resize_type(by):
            self._make_anew()

    def _blank_screen(self) -> None:
        if self._blank is None:
            self._blank = Blank(self)
            self._blank.lifted.connect(self._on_blank_lifted)
            self._blank.show()
            self._blank.raise_()
            self._blank.setFocus()
            for action in self.parts.actions.all:
                action.setEnabled(False)

    def _show_keys(self) -> None:
        KeySheet(self.face.theme, self.parts.actions.key_sheet(), self).open()

    def _full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _go_back(self) -> None:
        if not self.face.go_back():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowFullScreen)

    @Slot()
    def _on_blank_lifted(self) -> None:
        if self._blank is not None:
            self._blank.hide()
            self._blank.deleteLater()
            self._blank = None
        for action in self.parts.actions.all:
            action.setEnabled(True)
        self.face.refresh()

    @Slot()
    def _on_live_city_changed(self) -> None:
        """Begin with the last whole week, once the city's clock is known."""
        live, state = self.parts.live, self.parts.state
        if live.city is not None and state.period is None:
            now = live.hub_now()
            state.period = last_whole(_OPENS_WITH, now, self.parts.clock)
            self._span.ask(SPAN_QUESTION)
            self.face.refresh()

    @Slot(object)
    def _on_span_answered(self, answer: HistoryFigures) -> None:
        """Compare with nothing that lies before the records begin."""
        self.parts.state.known_from = answer.periods[0].start
        self.face.refresh(at_once=True)

    @Slot(object)
    def _on_span_failed(self, _fault: QuestionFault) -> None:
        """Show the page all the same; it says what is wrong if that goes on."""
        self.face.refresh(at_once=True)


def _call(slot: Callable[[], object], _checked: bool = False) -> None:  # noqa: FBT002 - Qt's
    """Call a slot without the state of the action that was triggered."""
    slot()
