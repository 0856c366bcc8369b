"""The map on the live picture: feeds the page from the bridge, and passes on clicks and wishes."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from bigscreen.bridge.past_situation import PastSituation, Shown
from bigscreen.city.reach import CityRoads
from bigscreen.domain.city import City
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.link import LinkStatus
from bigscreen.ui.map.case_reach import CaseReach
from bigscreen.ui.map.map_view import MapView
from bigscreen.ui.map.page_builder import build_page
from bigscreen.viewmodels.map_marks import MarkedUnit
from bigscreen.viewmodels.map_picture import MapPicture
from bigscreen.viewmodels.queue_rows import overdue_at

_NEAR_ZOOM = 16.0
"""Where a place that was searched for is shown."""
_LOOK_AGAIN_MS = 1000
"""How often clocks that run out and ages that grow are looked at while nothing else happens."""
_COUNT_EVERY_TICKS = 3
"""The free units within reach are counted anew this often."""


class SituationMap(QObject):
    """Shows a live or past situation on the map of ``city``; implements what windows wish of it.

    ``web_root`` is the folder with the page's code, ``scale`` the window's scale
    factor, ``has_controls`` whether there is a mouse to zoom and choose layers with: a map
    without hangs on a wall, where anybody can read along, and dims the cases walls have to dim.
    ``roads`` is shared with whoever else needs the city's road graph.
    """

    def __init__(
        self,
        live: Shown,
        city: City,
        web_root: Path,
        *,
        scale: float = 1.0,
        has_controls: bool = True,
        roads: CityRoads | None = None,
    ) -> None:
        super().__init__()
        self._live = live
        self._city = city
        self._picture = MapPicture(city, at_wall=not has_controls)
        self._reach = CaseReach(live, city, roads or CityRoads())
        self._reached: Mapping[str, object] | None = None
        self._incident_id: str | None = None
        self._ticks = 0
        self.view = MapView(build_page(city, has_controls=has_controls), self, web_root)
        self.setParent(self.view)  # what feeds a map ends with it
        self.view.set_scale(scale)
        self.view.set_still(still=isinstance(live, PastSituation))
        self.unit_clicked = self.view.unit_clicked
        self.incident_clicked = self.view.incident_clicked
        self.map_clicked = self.view.map_clicked
        self.unit_added = self.view.unit_added
        self.units_boxed = self.view.units_boxed
        self.part_shown = self.view.part_shown
        self.view_changed = self.view.view_changed
        live.situation_changed.connect(self._on_live_situation_changed)
        live.units_changed.connect(self.view.refresh)
        live.link_changed.connect(self._on_live_link_changed)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_AGAIN_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._timer.start()
        self._on_live_situation_changed()
        self._on_live_link_changed()

    # What windows wish.

    def widget(self) -> QWidget:
        """Return the widget to be placed."""
        return self.view

    def select(self, unit: int | None, incident: str | None) -> None:
        """Highlight a unit by number, a case by id, both or neither.

        Around the case appears what can be reached in one, three and five minutes.
        """
        self._picture.select(unit, incident)
        self.view.select(unit, incident)
        self.view.refresh()
        self._incident_id = incident
        # In a turn of its own: the list and the drawer are there first.
        QTimer.singleShot(0, self, self._show_reach)

    def show_candidates(self, marked: Sequence[MarkedUnit]) -> None:
        """Mark the chosen and the best candidates, with lines from the case to them."""
        self.view.show_candidates(marked)

    def show_group(self, numbers: Sequence[int]) -> None:
        """Frame the units that were chosen together."""
        self.view.show_group(numbers)

    def show_track(self, track: Mapping[str, object] | None) -> None:
        """Draw where a unit was (``map_track.track_line``); None draws nothing."""
        self.view.show_track(track)

    def spread(self, numbers: Sequence[int]) -> None:
        """Spread units that stand on one spot."""
        self.view.spread(numbers)

    def show_part(self, part: str, *, shown: bool) -> None:
        """Switch a part of the ground on or off, as ``reach`` or ``grids``."""
        self.view.show_part(part, shown=shown)

    def watch(self, corners: tuple[GeoPoint, GeoPoint] | None) -> None:
        """Show an area in place of the open cases; None: those again."""
        self.view.watch(corners)

    def set_scale(self, factor: float) -> None:
        """Draw symbols and text this much larger."""
        self.view.set_scale(factor)

    def resume_follow(self) -> None:
        """Follow the open cases; once more, go back."""
        self.view.resume_follow()

    def centre(self, point: GeoPoint) -> None:
        """Bring a place into the middle, near enough to see it."""
        self.view.centre(point, _NEAR_ZOOM)

    # What the page pulls.

    def units_frame(self) -> bytes:
        """Return the newest frame of units."""
        now_ms = self._live.hub_now().timestamp() * 1000.0
        return self._picture.units_frame(self._live.fixes, now_ms)

    def incidents_json(self) -> bytes:
        """Return the open incidents."""
        return self._picture.incidents_json()

    def names_json(self) -> bytes:
        """Return call signs and badges."""
        return self._picture.names_json()

    def duty_json(self) -> bytes:
        """Return patrol duties done and grids with an operation."""
        return self._picture.duty_json()

    @Slot()
    def _on_live_situation_changed(self) -> None:
        self._picture.show(self._live.situation)
        self._look_at_clocks()
        self.view.refresh()

    @Slot()
    def _on_live_link_changed(self) -> None:
        lost = self._live.link.status in {LinkStatus.LOST, LinkStatus.REFUSED}
        self._picture.set_link_lost(lost)
        self.view.set_link_lost(lost)
        self.view.refresh()

    @Slot()
    def _on_timer_timeout(self) -> None:
        self._look_at_clocks()
        self.view.refresh()
        self._ticks += 1
        if self._ticks % _COUNT_EVERY_TICKS == 0:
            self._show_reach()

    @Slot()
    def _show_reach(self) -> None:
        areas = self._reach.areas(self._incident_id, self._picture.looks)
        if areas != self._reached:
            self._reached = areas
            self.view.show_reach(areas)

    def _look_at_clocks(self) -> None:
        situation, now = self._live.situation, self._live.hub_now()
        self._picture.look_at_duty(now)
        self._picture.set_overdue(
            {
                state.incident.id
                for state in situation.open_incidents()
                if (due := overdue_at(state, situation.assignments_of(state))) and due <= now
            }
        )
