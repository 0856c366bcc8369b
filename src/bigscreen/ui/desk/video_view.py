"""Ties the cameras to the desk: those nearest to the selected case, when somebody asks."""

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
    """Shows two in the drawer in place of the record (V), four large (double click, Enter)."""

    def __init__(self, parts: DeskParts, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._parts = parts
        self._theme = theme
        self._window = window
        self._dialog: VideoDialog | None = None
        self._case_id = ""
        self._on_case: frozenset[str] = frozenset()
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
        parts = self._parts
        case = parts.case
        case_id = case.incident.id if case is not None else ""
        works = parts.live.situation.assignments_of(case) if case is not None else ()
        on_case = frozenset(work.unit_id for work in works if work.is_open)
        if (case_id, on_case) != (self._case_id, self._on_case):
            self._case_id, self._on_case = case_id, on_case
            self._look()

    def tick(self, now: datetime) -> None:
        """Look again now and then: the units move."""
        del now
        self._seconds += 1
        if self._seconds % _LOOKS_AGAIN_S == 0 and self._case_id:
            self._look()

    def _look(self) -> None:
        parts = self._parts
        city, case = parts.live.city, parts.case
        self._near = ()
        if city is not None and case is not None:
            self._near = nearest_cameras(
                city.cameras,
                case.incident.location,
                self._position_of,
                on_case=self._on_case,
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
        is_open = self._parts.actions.video.isChecked() and bool(self._near) and not is_large
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
    def _on_action_toggled(self, _checked: bool) -> None:
        self._show()

    @Slot(object)
    def _on_camera_opened(self, _camera: Camera) -> None:
        if self._dialog is None:
            self._dialog = VideoDialog(self._theme, self._window)
            self._dialog.closed.connect(self._show)
        self._dialog.show()
        self._dialog.raise_()
        self._show()
