"""A past period on a screen: all units and cases move together, beside the figures of then."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bigscreen.bridge.hub_link import HubLink
from bigscreen.bridge.past_situation import PastSituation
from bigscreen.domain.city import City
from bigscreen.domain.past import PastMark
from bigscreen.ui.desk.shortcuts_overlay import ShortcutsOverlay
from bigscreen.ui.kpi.kpi_column import KpiColumn
from bigscreen.ui.queue.queue_panel import QueuePanel
from bigscreen.ui.replay.past_band import PastBand
from bigscreen.ui.replay.replay_actions import ReplayActions
from bigscreen.ui.replay.replay_bar import ReplayBar
from bigscreen.ui.replay.replay_case import ReplayCase
from bigscreen.ui.replay.replay_steering import ReplaySteering
from bigscreen.ui.replay.time_bar import TimeBarFacts
from bigscreen.ui.theme import Ground, Ink, Size, State, Theme
from bigscreen.ui.widgets.map_slot import LiveMap, MapSlot
from bigscreen.ui.widgets.paced import Paced
from bigscreen.ui.widgets.text_label import ElidedLabel
from bigscreen.viewmodels.replay_words import (
    fault_text,
    figures_text,
    mark_text,
    nothing_known_text,
    period_text,
    unit_text,
)
from bigscreen.viewmodels.wording import tr

MakePastMap = Callable[[PastSituation, City, Theme], LiveMap]
"""Makes the map of a past situation."""

_QUEUE_WIDTH = 372
_KPI_WIDTH = 398
_MARGIN = 16
_GAP = 12
_EDGE = 4
_LEAST_HEIGHT = 360
_PACE_MS = 200


class ReplayView(QWidget):
    """Queue, map and figures of one past moment, and the bar to choose it with.

    ``hub_link`` is asked for the past, ``make_map`` makes the map. Nothing is shown before
    :meth:`open_period` or :meth:`open_case`.

    Signals:
        leave_requested: somebody wants to be back in the present.
    """

    leave_requested = Signal()

    def __init__(
        self,
        hub_link: HubLink,
        city: City,
        make_map: MakePastMap,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.past = PastSituation(hub_link.questions, city, self)
        self.actions_ = ReplayActions(self)
        self.band = PastBand(theme, self.actions_)
        self.queue = QueuePanel(theme, can_select=True)
        self.map_slot = MapSlot(theme, lambda of, look: make_map(self.past, of, look))
        self.figures = ElidedLabel(theme.font(Size.SMALL), Ink.LABEL)
        self.kpis = KpiColumn(theme)
        self.kpis.channels.hide()  # the bar takes its room; sources say least of a moment
        # While figures come and go the panels must not push the window beyond its screen.
        self.kpis.setMinimumHeight(theme.px(_LEAST_HEIGHT))
        self.bar = ReplayBar(theme, self.actions_)
        self.case = ReplayCase(hub_link, self)
        self._unit_id = ""
        self._place()
        self.addActions(self.actions_.own)
        self.steering = ReplaySteering(
            self.past, hub_link.live.hub_now, self.bar, self.actions_, self
        )
        self._pace = Paced(self._show_situation, _PACE_MS, self)
        self._connect()
        self.map_slot.show_city(city)
        self._tie_map()
        self._on_past_state_changed()

    # What can be opened.

    def open_period(self, start: datetime, end: datetime, at: datetime | None = None) -> None:
        """Replay a period, from its start or from ``at``."""
        self.case.forget()
        self.past.open(start, end, at)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_case(self, incident_id: str) -> None:
        """Replay a case, from shortly before its receipt to shortly after its end."""
        self.case.ask(incident_id)
        self.band.show_about(tr("Looking for the case …"))

    def close_past(self) -> None:
        """Ask the hub for nothing any more."""
        self.past.close()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stand still while nobody looks."""
        super().hideEvent(event)
        self.past.pause()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the wall behind the panels, and the frame that says that this is the past."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), State.WAIT)
        edge = self.theme.px(_EDGE)
        painter.fillRect(self.rect().adjusted(edge, edge, -edge, -edge), Ground.WALL)

    def _place(self) -> None:
        px = self.theme.px
        self.queue.setFixedWidth(px(_QUEUE_WIDTH))
        self.kpis.setFixedWidth(px(_KPI_WIDTH))
        right = QVBoxLayout()
        right.setSpacing(px(6))
        right.addWidget(self.figures)
        right.addWidget(self.kpis, 1)
        row = QHBoxLayout()
        row.setContentsMargins(px(_MARGIN), px(_GAP), px(_MARGIN), px(_GAP))
        row.setSpacing(px(_GAP))
        row.addWidget(self.queue)
        row.addWidget(self.map_slot, 1)
        row.addLayout(right)
        column = QVBoxLayout(self)
        edge = px(_EDGE)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(0)
        column.addWidget(self.band)
        column.addLayout(row, 1)
        column.addWidget(self.bar)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _connect(self) -> None:
        past, actions = self.past, self.actions_
        past.situation_changed.connect(self._pace.ask)
        past.moment_changed.connect(self._on_past_moment_changed)
        past.state_changed.connect(self._on_past_state_changed)
        past.period_changed.connect(self._on_past_period_changed)
        past.marks_changed.connect(self._on_past_marks_changed)
        past.kpi_changed.connect(self._on_past_kpi_changed)
        self.case.found.connect(self._on_case_found)
        self.case.not_found.connect(self._on_case_not_found)
        self.queue.view.incident_selected.connect(self._on_queue_incident_selected)
        self.bar.time_bar.mark_chosen.connect(self._on_time_bar_mark_chosen)
        self.bar.time_bar.tip_of = self._tip_of
        self.steering.period_wanted.connect(self.open_period)
        actions.all_cases.triggered.connect(self._on_all_cases_triggered)
        actions.follow.triggered.connect(self._on_follow_triggered)
        actions.shortcuts.triggered.connect(self._on_shortcuts_triggered)
        actions.leave.triggered.connect(self._on_leave_triggered)

    def _tie_map(self) -> None:
        if self.map_slot.map is not None:
            self.map_slot.map.incident_clicked.connect(self._on_queue_incident_selected)
            self.map_slot.map.unit_clicked.connect(self._on_map_unit_clicked)

    def _choose(self, incident_id: str) -> None:
        """Show the milestones of a case, or of all grave ones."""
        self.case.choose(incident_id)
        self.queue.view.select(incident_id)
        if self.map_slot.map is not None:
            self.map_slot.map.select(None, incident_id or None)
        self._on_past_marks_changed()
        self._say_what()

    def _tip_of(self, mark: PastMark) -> str:
        return mark_text(mark, self.past.situation, self.past.city)

    def _say_what(self) -> None:
        past = self.past
        text = period_text(past.start, past.end, past.city)
        self.bar.show_period(text)
        self.band.show_about(self.case.headline(past.situation) or text)

    def _show_situation(self) -> None:
        past = self.past
        self.queue.show_situation(past.situation, past.city, past.hub_now())
        self.bar.note.setText(unit_text(past.situation, self._unit_id))
        if self.case.incident_id:
            self.queue.view.select(self.case.incident_id)

    # What happens.

    @Slot()
    def _on_past_moment_changed(self) -> None:
        at = self.past.hub_now()
        self.band.show_moment(at, self.past.city)
        self.bar.time_bar.show_moment(at)
        self._say_note()
        self._pace.ask()

    @Slot()
    def _on_past_state_changed(self) -> None:
        past = self.past
        self.bar.show_playing(is_playing=past.playing)
        self.bar.show_speed(past.speed)
        self._say_note()

    def _say_note(self) -> None:
        """Say what is wrong or waited for."""
        past = self.past
        waiting = tr("Fetching …") if past.waiting else ""
        nothing = nothing_known_text(past.store.known_from, past.hub_now(), past.city)
        self.band.show_note(fault_text(past.fault) or nothing or waiting)

    @Slot()
    def _on_past_period_changed(self) -> None:
        self._say_what()

    @Slot()
    def _on_past_marks_changed(self) -> None:
        store = self.past.store
        known = store.known_from
        self.bar.time_bar.show_facts(
            TimeBarFacts(
                start_ms=store.start_ms,
                end_ms=store.end_ms,
                marks=self.case.marks or self.past.marks_of(self.case.incident_id),
                fetched=tuple(store.fetched()),
                gaps=tuple(store.gaps_ms()),
                known_from_ms=None if known is None else int(known.timestamp() * 1000),
            ),
            self.past.city,
        )
        self._on_past_state_changed()

    @Slot()
    def _on_past_kpi_changed(self) -> None:
        past = self.past
        self.kpis.show_board(past.board, past.city)
        self.kpis.show_units(past.situation.units.values())
        self.figures.setText(figures_text(past.board, past.city))

    @Slot(object, object)
    def _on_case_found(self, start: datetime, end: datetime) -> None:
        self.past.open(start, end)
        self._choose(self.case.incident_id)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _on_case_not_found(self, why: str) -> None:
        self.band.show_about("")
        self.band.show_note(why)

    @Slot(str)
    def _on_queue_incident_selected(self, incident_id: str) -> None:
        self._choose(incident_id)

    @Slot(int)
    def _on_map_unit_clicked(self, number: int) -> None:
        """Say what a unit was doing, and keep it marked beside the case."""
        self._unit_id = self.past.situation.unit_ids.get(number, "")
        if self.map_slot.map is not None:
            self.map_slot.map.select(number, self.case.incident_id or None)
        self._show_situation()

    @Slot(object)
    def _on_time_bar_mark_chosen(self, mark: PastMark) -> None:
        self.past.seek(mark.at)
        if mark.incident_id != self.case.incident_id and self.map_slot.map is not None:
            self.map_slot.map.select(None, mark.incident_id)

    @Slot()
    def _on_all_cases_triggered(self) -> None:
        self._choose("")

    @Slot()
    def _on_follow_triggered(self) -> None:
        if self.map_slot.map is not None:
            self.map_slot.map.resume_follow()

    @Slot()
    def _on_shortcuts_triggered(self) -> None:
        sheet = [(tr("Replay"), self.actions_.key_sheet())]
        ShortcutsOverlay(self.theme, sheet, (), self).open()

    @Slot()
    def _on_leave_triggered(self) -> None:
        self.past.pause()
        self.leave_requested.emit()
