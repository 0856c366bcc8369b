"""Whether somebody has moved a wall's map by hand, and where the map looks when nobody has."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from bigscreen.domain.geo import GeoPoint, distance_m
from bigscreen.ui.wall.scene_view import SceneView
from bigscreen.ui.widgets.map_slot import LiveMap

LAPSES_AFTER_S = 600.0
"""A map nobody has touched for so long follows again: a wall has no one to press a key."""

_AROUND_DEG = 0.004
_FOLLOW_M = 150.0
"""What is looked at may move so far before the map moves with it."""


class MapHand(QObject):
    """The follow-lock of a wall's map, and its own wishes where to look.

    Signals:
        hand_changed: somebody has moved the map, or it follows again.
    """

    hand_changed = Signal()

    def __init__(
        self, scenes: SceneView, steady_clock: Callable[[], float], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._scenes = scenes
        self._steady_clock = steady_clock
        self._map: LiveMap | None = None
        self._touched_s: float | None = None
        self._looked_at: GeoPoint | None = None

    @property
    def is_on_map(self) -> bool:
        """Whether the map stays where somebody has put it."""
        return self._touched_s is not None

    def look_at(self, place: GeoPoint | None, *, anew: bool = False) -> None:
        """Look at a place, or at what the scene is about; ``anew`` after a change of scene."""
        self._tie()
        earlier = self._looked_at
        if self._map is None or self.is_on_map:
            return
        if place is None:
            if earlier is not None:
                self._looked_at = None
                self._map.watch(self._scenes.sight.area())
        elif anew or earlier is None or distance_m(earlier, place) > _FOLLOW_M:
            self._looked_at = place
            self._map.watch(_around(place))

    def look_at_clock(self) -> None:
        """Follow again when nobody has touched the map for a long time."""
        self._tie()
        if self._touched_s is not None and (
            self._steady_clock() - self._touched_s >= LAPSES_AFTER_S
        ):
            self.resume()

    @Slot()
    def resume(self) -> None:
        """Follow again, or go back to where somebody had put the map."""
        self._tie()
        if self._map is not None:
            self._map.resume_follow()

    def _tie(self) -> None:
        """Listen to the map there is now; another city has another one."""
        made = self._scenes.map_slot.map
        if made is self._map:
            return
        self._map = made
        self._looked_at = None
        self._set_touched(is_touched=False)
        if made is not None:
            made.view_changed.connect(self._on_map_view_changed)

    def _set_touched(self, *, is_touched: bool) -> None:
        was_touched = self.is_on_map
        self._touched_s = self._steady_clock() if is_touched else None
        if is_touched != was_touched:
            self._looked_at = None
            self.hand_changed.emit()

    @Slot(float, float, float, bool)
    def _on_map_view_changed(self, _lat: float, _lon: float, _zoom: float, locked: bool) -> None:
        self._set_touched(is_touched=locked)


def _around(place: GeoPoint) -> tuple[GeoPoint, GeoPoint]:
    return (
        GeoPoint(place.lat - _AROUND_DEG, place.lon - _AROUND_DEG),
        GeoPoint(place.lat + _AROUND_DEG, place.lon + _AROUND_DEG),
    )
