"""Keeps what belongs to the selected unit: its track of the last hour, and who stands beside it."""

from datetime import timedelta

import numpy as np
from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from bigscreen.domain.past import Tracks, TracksQuestion
from bigscreen.domain.questions import QuestionFault
from bigscreen.domain.units import UnitState
from bigscreen.service.track_columns import E7, unpacked
from bigscreen.ui.desk.desk_parts import DeskParts
from bigscreen.ui.desk.spot_menu import SpotMenu
from bigscreen.ui.theme import Theme
from bigscreen.ui.widgets.paced import Paced
from bigscreen.viewmodels.local_time import zone_of
from bigscreen.viewmodels.map_symbols import tint_of
from bigscreen.viewmodels.map_track import track_line
from bigscreen.viewmodels.track_state import TrackState

_AN_HOUR = timedelta(hours=1)
_EVERY_S = 5.0
_PACE_MS = 2000

_Fix = tuple[float, float, float]
"""Seconds since the epoch, latitude, longitude."""


class UnitTies(QObject):
    """Asks for the selected unit's track, lets it grow, and counts who stands on its spot."""

    def __init__(self, parts: DeskParts, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._parts = parts
        self.spot = SpotMenu(parts, theme, window)
        self._unit_id = ""
        self._question_id = ""
        self._fixes: list[_Fix] = []
        self._drawn: list[_Fix] = []
        self._state = TrackState()
        self._pace = Paced(self._grow, _PACE_MS, self)
        parts.selection.selection_changed.connect(self._on_selection_changed)
        parts.live.units_changed.connect(self._pace.ask)
        parts.live.link_changed.connect(self._on_live_link_changed)
        if parts.questions is not None:
            parts.questions.answered.connect(self._on_questions_answered)
            parts.questions.failed.connect(self._on_questions_failed)
        self._on_selection_changed()

    @property
    def state(self) -> TrackState:
        """How far the track is."""
        return self._state

    @Slot()
    def _on_selection_changed(self) -> None:
        unit_id = self._parts.selection.unit_id
        if unit_id == self._unit_id and unit_id:
            return
        self._unit_id, self._fixes = unit_id, []
        self._ask()
        self._show()

    def _ask(self) -> None:
        questions = self._parts.questions
        if questions is None or not self._unit_id:
            self._question_id = ""
            self._state = TrackState()
            return
        if self._question_id:
            questions.drop(self._question_id)
        now = self._parts.live.hub_now()
        question = TracksQuestion(
            start=now - _AN_HOUR,
            end=now,
            unit_ids=(self._unit_id,),
            standing=False,
            every_s=_EVERY_S,
        )
        self._state = TrackState(loading=True)
        self._question_id = questions.ask(question)

    @Slot(str, object)
    def _on_questions_answered(self, question_id: str, answer: object) -> None:
        if question_id != self._question_id or not isinstance(answer, Tracks):
            return
        self._question_id = ""
        columns = unpacked(answer.columns)
        past = np.column_stack((columns.at_ms / 1000.0, columns.lat_e7 / E7, columns.lon_e7 / E7))
        newest_s = float(past[-1, 0]) if len(past) else 0.0
        seen = [fix for fix in self._fixes if fix[0] > newest_s]
        self._fixes = [(row[0], row[1], row[2]) for row in past.tolist()] + seen
        self._state = TrackState(points=len(self._fixes), has_gap=bool(answer.gaps))
        self._grow()
        self._show()

    @Slot(str, object)
    def _on_questions_failed(self, question_id: str, fault: QuestionFault) -> None:
        if question_id == self._question_id:
            self._question_id = ""
            self._state = TrackState(fault=fault.code)
            self._show()

    @Slot()
    def _on_live_link_changed(self) -> None:
        """Ask again what a link that was lost has cost."""
        if self._state.fault == "not_sent" and self._parts.live.link.status.shows_now:
            self._ask()
            self._show()

    def _unit(self) -> UnitState | None:
        return self._parts.live.situation.units.get(self._unit_id)

    def _grow(self) -> None:
        """Take the newest position, give up what is more than an hour old."""
        unit, table = self._unit(), self._parts.live.fixes
        if unit is None:
            return
        if table.has(unit.number):
            at_s = float(table.fixed_at_ms[unit.number]) / 1000.0
            if not self._fixes or at_s > self._fixes[-1][0]:
                lat, lon = float(table.lat[unit.number]), float(table.lon[unit.number])
                self._fixes.append((at_s, lat, lon))
        since_s = (self._parts.live.hub_now() - _AN_HOUR).timestamp()
        self._fixes = [fix for fix in self._fixes if fix[0] >= since_s]
        if not self._state.loading and not self._state.fault:
            self._state = TrackState(points=len(self._fixes), has_gap=self._state.has_gap)
        self._show()

    def _show(self) -> None:
        parts, unit = self._parts, self._unit()
        parts.panels.unit_card.show_track(self._state)
        parts.panels.unit_card.show_spot(max(0, len(self.spot.units()) - 1) if unit else 0)
        shown, city = parts.panels.map_slot.map, parts.live.city
        if shown is None or city is None:
            return
        if unit is None:
            if self._drawn:
                self._drawn = []
                shown.show_track(None)
            return
        if self._fixes == self._drawn:
            return
        self._drawn = list(self._fixes)
        at_s, lat, lon = np.array(self._fixes, np.float64).reshape(-1, 3).T
        forces = {force.code: force for force in city.forces}
        tint, zone = int(tint_of(unit.unit, forces)), zone_of(city)
        shown.show_track(track_line(at_s, lat, lon, tint=tint, origin=city.centre, zone=zone))
