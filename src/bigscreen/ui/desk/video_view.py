"""Ties the cameras to the desk: those nearest to the selected case or unit, on request."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from bigscreen.domain.cameras import Camera
from bigscreen.domain.geo import GeoPoint
from bigscreen.service.nearest_cameras import NearCamera, nearest_cameras
from bigscreen.ui.desk.desk_parts import DeskParts
from bigscreen.ui.theme import Theme
from bigscreen.ui.video.video_dialog import VideoDialog
from bigscreen.ui.video.video_tiles import VideoTiles
from bigscreen.ui.widgets.action_button import ActionButton
from bigscreen.viewmodels.durations import distance
from bigscreen.viewmodels.wording import tr

_IN_THE_DRAWER, _IN_THE_DIALOG = 2, 4
_LOWEST = 110
_LOOKS_AGAIN_S = 20
"""Units move: but pictures that changed places all the time could not be looked at."""


class VideoView(QObject):
    """Shows two in the drawer in place of the record (V), four large (double click, Enter).

    With a unit selected and no case there is no drawer: then V shows four at once, the unit's
    own camera first.
    """

    def __init__(self, parts: DeskParts, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._parts = parts
        self._theme = theme
        self._window = window
        self._dialog: VideoDialog | None = None
        self._subject = ("", frozenset[str]())
        self._seconds = 0
        self._near: tuple[NearCamera, ...] = ()
        action = parts.actions.video
        action.setCheckable(True)
        self.button = ActionButton(theme, action, design_height=30)
        self.tiles = VideoTiles(theme)
        self.tiles.setMinimumHeight(theme.px(_LOWEST))
        self.tiles.hide()
        parts.panels.drawer.foot.addWidget(self.button, 1)
        parts.panels.drawer.body.addWidget(self.tiles, 3)
        action.toggled.connect(self._on_action_toggled)
        self.tiles.camera_opened.connect(self._on_camera_opened)
        parts.selection.selection_changed.connect(self.show_situation)
        self._look()
        self.show_situation()

    @Slot()
    def show_situation(self) -> None:
        """Look for other cameras where the case is another one, or others are on it."""
        subject = self._subject_now()
        if subject != self._subject:
            self._subject = subject
            self._look()

    def _subject_now(self) -> tuple[str, frozenset[str]]:
        """Return the selected case's id and who is on it; without one, the selected unit alone."""
        parts = self._parts
        case, unit_id = parts.case, parts.selection.unit_id
        if case is None:
            return "", frozenset([unit_id] if unit_id else [])
        works = parts.live.situation.assignments_of(case)
        return case.incident.id, frozenset(work.unit_id for work in works if work.is_open)

    def tick(self, now: datetime) -> None:
        """Look again now and then: the units move."""
        del now
        self._seconds += 1
        if self._seconds % _LOOKS_AGAIN_S == 0 and any(self._subject):
            self._look()

    def _look(self) -> None:
        parts = self._parts
        city, case = parts.live.city, parts.case
        _, wearers = self._subject
        self._near = ()
        if city is not None and any(self._subject):
            unit_place = next(map(self._position_of, wearers), None)
            self._near = nearest_cameras(
                city.cameras,
                case.incident.location if case is not None else unit_place,
                self._position_of,
                on_case=wearers,
                most=_IN_THE_DIALOG,
            )
        action = parts.actions.video
        action.setEnabled(bool(self._near))
        action.setText(
            tr("Video from the scene · {n}", n=len(self._near))
            if self._near
            else tr("No cameras near")
        )
        self._show()

    def _show(self) -> None:
        """Play in the drawer, or in the dialog while that is open: never the same twice."""
        is_large = self._dialog is not None and self._dialog.isVisible()
        is_asked = self._parts.actions.video.isChecked() and self._parts.case is not None
        is_open = is_asked and bool(self._near) and not is_large
        cameras = tuple(one.camera for one in self._near)
        notes = self._notes()
        situation = self._parts.live.situation
        self._parts.panels.drawer.show_in_place_of_log(self.tiles, shown=is_open)
        self.tiles.show_cameras(cameras[:_IN_THE_DRAWER] if is_open else (), situation, notes)
        if self._dialog is not None:
            self._dialog.tiles.show_cameras(cameras if is_large else (), situation, notes)

    def _notes(self) -> Mapping[str, str]:
        """Return how far each camera is."""
        return {
            one.camera.id: distance(one.distance_m)
            for one in self._near
            if one.distance_m is not None
        }

    def _position_of(self, unit_id: str) -> GeoPoint | None:
        live = self._parts.live
        state = live.situation.units.get(unit_id)
        if state is None or not live.fixes.has(state.number):
            return None
        number = state.number
        return GeoPoint(float(live.fixes.lat[number]), float(live.fixes.lon[number]))

    @Slot(bool)
    def _on_action_toggled(self, checked: bool) -> None:
        if checked and self._parts.case is None:
            self._parts.actions.video.setChecked(False)
            self._open_dialog()
        else:
            self._show()

    @Slot(object)
    def _on_camera_opened(self, _camera: Camera) -> None:
        self._open_dialog()

    def _open_dialog(self) -> None:
        if self._dialog is None:
            self._dialog = VideoDialog(self._theme, self._window)
            self._dialog.closed.connect(self._show)
        self._dialog.show()
        self._dialog.raise_()
        self._show()
