"""Places the panels of a scene; a change of scene moves and fills them, it makes none again."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from bigscreen.bridge.live_situation import LiveSituation
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.scenes import PanelKind, Scene
from bigscreen.ui.dispatch.advisor import Advisor
from bigscreen.ui.theme import Theme
from bigscreen.ui.wall.holders import Holder
from bigscreen.ui.wall.panel_shelf import PanelShelf
from bigscreen.ui.wall.sight import Sight
from bigscreen.ui.wall.video_slot import MakeVideo
from bigscreen.ui.widgets.map_slot import MakeMap, MapSlot
from bigscreen.viewmodels.wall_layout import fitting_scale, lay_scene
from bigscreen.viewmodels.wall_stack import Bezels

_LEAST_OF_WANTED = 0.6


class SceneView(QWidget):
    """One scene at a time, as large as its reader needs it.

    The map is made once for a city, and only moved from scene to scene.
    """

    def __init__(
        self,
        live: LiveSituation,
        advisor: Advisor,
        make_map: MakeMap,
        theme: Theme,
        scene: Scene,
        make_video: MakeVideo,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._bezels = Bezels()
        self.sight = Sight(live, scene)
        self.map_slot = MapSlot(theme, make_map, self)
        self.map_slot.hide()
        self._shelf = PanelShelf(self, advisor, make_video)
        self._shown: dict[int, Holder] = {}
        self._aimed: tuple[int, tuple[GeoPoint, GeoPoint] | None, str | None] | None = None

    def show_scene(self, scene: Scene, grid_id: str = "", incident_id: str = "") -> None:
        """Show a scene, of a grid or a case where one is asked for."""
        self.sight = Sight(self.sight.live, scene, grid_id, incident_id)
        self._arrange()

    def set_theme(self, theme: Theme) -> None:
        """Show everything at another scale."""
        self._theme = theme
        if self.map_slot.map is not None:
            self.map_slot.map.set_scale(theme.scale)
        self._arrange()

    def set_bezels(self, bezels: Bezels) -> None:
        """Lay no text across the bezels, given in pixels of the window."""
        self._bezels = bezels
        self._arrange()

    def forget_panels(self) -> None:
        """Let all panels but the map go; the next scene makes what it needs anew."""
        self._shown = {}
        self._shelf.clear()

    def panel(self, kind: PanelKind) -> QWidget | None:
        """Return the first panel of a kind that is in sight."""
        if kind is PanelKind.MAP:
            return None if self.map_slot.isHidden() else self.map_slot
        panels = self.sight.scene.panels
        return next(
            (h.widget for i, h in sorted(self._shown.items()) if panels[i].kind is kind), None
        )

    def holders(self) -> Iterator[Holder]:
        """Yield the panels in sight."""
        return iter(self._shown.values())

    def show_city(self) -> None:
        """Make the city's map; there is one, whatever the scene."""
        if self.map_slot.show_city(self.sight.live.city) is not None:
            self._aim()
        self.show_board()
        self.show_situation()

    def show_board(self) -> None:
        """Show other figures."""
        for holder in self.holders():
            holder.show_board(self.sight)

    def show_situation(self) -> None:
        """Show another picture."""
        for holder in self.holders():
            holder.show_situation(self.sight)
        self._aim()

    def tick(self, now: datetime) -> None:
        """Let the clocks run on."""
        for holder in self.holders():
            holder.tick(self.sight, now)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the scene out for another size."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        if self.width() < 2 or self.height() < 2:
            return
        scene, size = self.sight.scene, (self.width(), self.height())
        corner = self.mapTo(self.window(), self.rect().topLeft())
        bezels = self._bezels.moved(-corner.x(), -corner.y())
        wanted = self._theme.scale
        scale = fitting_scale(scene, *size, wanted, wanted * _LEAST_OF_WANTED, bezels)
        layout = lay_scene(scene, *size, scale, bezels)
        self.setUpdatesEnabled(False)
        theme = self._theme if scale == wanted else Theme(scale)
        taken: Counter[PanelKind] = Counter()
        shown: dict[int, Holder] = {}
        has_map = False
        for placed in layout.placed:
            kind = placed.panel.kind
            if kind is PanelKind.MAP:
                has_map = True
                self.map_slot.setGeometry(placed.x, placed.y, placed.width, placed.height)
                continue
            holder = self._shelf.take(kind, taken[kind], theme, self.sight)
            taken[kind] += 1
            shown[placed.index] = holder
            holder.widget.setGeometry(placed.x, placed.y, placed.width, placed.height)
            holder.set_strips(bezels.moved(-placed.x, 0).across)
        self._shown = shown
        self._shelf.end_all_but(shown.values())
        self.map_slot.setVisible(has_map)
        for index, holder in shown.items():
            holder.begin(scene.panels[index], self.sight)
            holder.show_board(self.sight)
            holder.show_situation(self.sight)
            holder.tick(self.sight, self.sight.live.hub_now())
            holder.widget.show()
        self._aim()
        self.setUpdatesEnabled(True)

    def _aim(self) -> None:
        """Have the map show what the scene is of; told once, it keeps to it by itself."""
        if self.map_slot.map is None or self.map_slot.isHidden():
            return
        case = self.sight.case
        aim = (id(self.map_slot.map), self.sight.area(), case.incident.id if case else None)
        if aim != self._aimed:
            self._aimed = aim
            self.map_slot.map.watch(aim[1])
            self.map_slot.map.select(None, aim[2])  # with what is reached in 1, 3 and 5 minutes
