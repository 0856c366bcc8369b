"""The wall: everything at a glance, nothing to touch. Only places things."""

from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bigscreen.bridge.live_situation import LiveSituation
from bigscreen.domain.scenes import OVERVIEW, PanelKind, Scene, SceneKind
from bigscreen.ui.dispatch.advisor import Advisor
from bigscreen.ui.theme import Theme
from bigscreen.ui.video.video_tiles import VideoTiles
from bigscreen.ui.wall.orbit import Orbit
from bigscreen.ui.wall.scene_view import SceneView
from bigscreen.ui.wall.video_slot import MakeVideo
from bigscreen.ui.widgets.map_slot import MakeMap
from bigscreen.ui.widgets.paced import Paced
from bigscreen.ui.widgets.screen_actions import ScreenActions
from bigscreen.ui.widgets.screen_frame import ScreenFrame
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.wall_scale import wall_scale
from bigscreen.viewmodels.wall_stack import Bezels
from bigscreen.viewmodels.wording import named

_PACE_MS = 200
_ORBIT_ROOM = 4
_MM_PER_INCH = 25.4
_SCALE_STEP = 0.005


class WallWindow(ScreenFrame):
    """One scene of a city at a time, under the bar every screen has; the overview at first.

    Signals:
        theme_changed(Theme): everything is shown at another scale.
    """

    theme_changed = Signal(object)

    def __init__(
        self,
        live: LiveSituation,
        advisor: Advisor,
        make_map: MakeMap,
        theme: Theme,
        screen_name: str,
        make_video: MakeVideo = VideoTiles,
    ) -> None:
        super().__init__(live, theme, screen_name)
        scene = self._first_scene()
        self.scenes = SceneView(live, advisor, make_map, theme, scene, make_video)
        self._was_asked = False
        self._bezels = Bezels()
        self._distance_m = self._pitch_mm = 0.0
        room = QVBoxLayout(self.content)
        room.setContentsMargins(*[theme.px(_ORBIT_ROOM)] * 4)
        room.addWidget(self.scenes)
        Orbit(room, theme, self)
        self.content.spared = self.scenes.map_slot
        self._situation_pace = Paced(self.scenes.show_situation, _PACE_MS, self)
        live.situation_changed.connect(self._situation_pace.ask)
        live.kpi_changed.connect(self.scenes.show_board)
        live.city_changed.connect(self._on_live_city_changed)
        self.ticked.connect(self._on_ticked)
        self.use_actions(ScreenActions(parent=self))
        self._on_live_city_changed()

    def show_scene(self, scene: Scene, *, grid_id: str = "", incident_id: str = "") -> None:
        """Show a scene: a grid's or a case's where one is named."""
        self._was_asked = True
        self._show(scene, grid_id, incident_id)

    def set_bezels(self, bezels: Bezels) -> None:
        """Lay no text across the frames between screens, given in pixels of this window."""
        self._bezels = bezels
        self.top_bar.set_bezels(bezels.across)
        self.scenes.set_bezels(bezels)

    def read_from(self, distance_m: float = 0.0, pitch_mm: float = 0.0) -> None:
        """Write so large that it is read from this far, on pixels this far apart.

        For 0 the city's own numbers hold, and for pixels what the screen itself says.
        """
        self._distance_m, self._pitch_mm = distance_m, pitch_mm
        if self.isVisible():
            self._fit_scale()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write as large as a screen of this size has to be written."""
        super().resizeEvent(event)
        self._fit_scale()

    def _fit_scale(self) -> None:
        city = self.live.city
        distance_m = self._distance_m or (city.wall.viewing_distance_m if city else 0.0)
        pitch_mm = self._pitch_mm or (city.wall.pixel_pitch_mm if city else 0.0)
        pitch_mm = pitch_mm or _MM_PER_INCH / max(1.0, self.screen().physicalDotsPerInch())
        scale = wall_scale(self.width(), self.height(), distance_m, pitch_mm)
        if abs(scale - self.theme.scale) > _SCALE_STEP:
            self.wear(Theme(scale))

    def wear(self, theme: Theme) -> None:
        """Show everything at another scale."""
        super().wear(theme)
        self.theme_changed.emit(theme)
        self.top_bar.set_bezels(self._bezels.across)
        self.scenes.set_theme(theme)
        self._name_scene()

    def panel(self, kind: PanelKind) -> QWidget | None:
        """Return the first panel of a kind that is in sight."""
        return self.scenes.panel(kind)

    def _first_scene(self) -> Scene:
        city = self.live.city
        return next(iter(city.wall.scenes), OVERVIEW) if city else OVERVIEW

    @Slot(object)
    def _on_ticked(self, now: datetime) -> None:
        self.scenes.tick(now)

    @Slot()
    def _on_live_city_changed(self) -> None:
        if not self._was_asked:
            self._show(self._first_scene())
        if self.isVisible():
            self._fit_scale()
        self.scenes.show_city()
        self._name_scene()

    def _show(self, scene: Scene, grid_id: str = "", incident_id: str = "") -> None:
        self.scenes.show_scene(scene, grid_id, incident_id)
        self._name_scene()

    def _name_scene(self) -> None:
        """Say on top what is shown; of the overview that goes without saying."""
        sight = self.scenes.sight
        scene, grid = sight.scene, sight.grid
        parts = [named(scene.name, scene.name_en)] if scene.kind is not SceneKind.OVERVIEW else []
        parts += [named(grid.name, grid.name_en)] if grid else []
        self.top_bar.show_scene(" · ".join(one_line(part) for part in parts))
