"""The place of the map in a window: a sentence until the city is known, then the map."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QSize, Qt, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from bigscreen.domain.city import City
from bigscreen.domain.geo import GeoPoint
from bigscreen.ui.theme import Ground, Ink, Size, Theme
from bigscreen.ui.widgets.text_label import TextLabel
from bigscreen.viewmodels.map_marks import MarkedUnit
from bigscreen.viewmodels.wording import tr

_FLOAT_GAP = 14


class LiveMap(Protocol):
    """What a window wishes of a map, and what it hears from it.

    ``unit_clicked(int)`` carries a unit's number, ``unit_added(int)`` one to be chosen together
    with others, ``units_boxed(list, bool)`` the numbers in a box and whether they join those
    chosen before, ``incident_clicked(str)`` a case's id, ``map_clicked(float, float)`` latitude
    and longitude, ``view_changed`` latitude, longitude, zoom and whether the view is locked
    against following, ``part_shown(str, bool)`` a part of the ground switched on or off.
    """

    unit_clicked: SignalInstance
    incident_clicked: SignalInstance
    map_clicked: SignalInstance
    view_changed: SignalInstance
    unit_added: SignalInstance
    units_boxed: SignalInstance
    part_shown: SignalInstance

    def widget(self) -> QWidget:
        """Return the widget to be placed."""

    def select(self, unit: int | None, incident: str | None) -> None:
        """Highlight a unit by number, a case by id, both or neither."""

    def show_candidates(self, marked: Sequence[MarkedUnit]) -> None:
        """Mark the chosen and the best candidates, with lines from the case to them."""

    def show_group(self, numbers: Sequence[int]) -> None:
        """Frame the units that were chosen together."""

    def show_track(self, track: Mapping[str, object] | None) -> None:
        """Draw where a unit was, as ``map_track`` gives it; None draws nothing."""

    def spread(self, numbers: Sequence[int]) -> None:
        """Spread units that stand on one spot."""

    def show_part(self, part: str, *, shown: bool) -> None:
        """Switch a part of the ground on or off, as ``reach`` or ``grids``."""

    def watch(self, corners: tuple[GeoPoint, GeoPoint] | None) -> None:
        """Show an area (south-west, north-east) in place of the open cases; None: those again."""

    def set_scale(self, factor: float) -> None:
        """Draw symbols and text this much larger."""

    def resume_follow(self) -> None:
        """Follow the open cases; once more, go back."""

    def centre(self, point: GeoPoint) -> None:
        """Bring a place into the middle, near enough to see it."""


MakeMap = Callable[[City, Theme], LiveMap]
"""Makes the map of a city; called again when the hub serves another city."""


class MapSlot(QWidget):
    """Holds the map."""

    def __init__(self, theme: Theme, make_map: MakeMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._make_map = make_map
        self._city: City | None = None
        self.map: LiveMap | None = None
        waiting = TextLabel(theme.font(Size.BODY), Ink.FAINT)
        waiting.setText(tr("Waiting for the city's map"))
        waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._stack.addWidget(waiting)
        self._floating: list[QWidget] = []

    def float_over(self, widget: QWidget) -> None:
        """Keep a widget over the foot of the map, in the middle, whenever it is shown."""
        widget.setParent(self)
        widget.installEventFilter(self)
        self._floating.append(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Put what floats into its place as soon as it shows or changes (Qt override)."""
        if event.type() in {QEvent.Type.Show, QEvent.Type.LayoutRequest}:
            self._place_floating()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what floats in its place (Qt override)."""
        super().resizeEvent(event)
        self._place_floating()

    def _place_floating(self) -> None:
        gap = self._theme.px(_FLOAT_GAP)
        foot = self.height() - gap
        for widget in (one for one in self._floating if not one.isHidden()):
            size = widget.sizeHint().boundedTo(QSize(self.width() - 2 * gap, self.height()))
            foot -= size.height()
            widget.setGeometry(
                (self.width() - size.width()) // 2, foot, size.width(), size.height()
            )
            widget.raise_()

    def show_city(self, city: City | None) -> LiveMap | None:
        """Make the map of a city; return it if it is a new one."""
        if city is None or city == self._city:
            return None
        self._city = city
        if self.map is not None:
            self._stack.removeWidget(self.map.widget())
            self.map.widget().deleteLater()
            if isinstance(self.map, QObject):
                self.map.deleteLater()
        self.map = self._make_map(city, self._theme)
        self._stack.addWidget(self.map.widget())
        self._stack.setCurrentWidget(self.map.widget())
        return self.map

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the edge."""
        del event
        painter = QPainter(self)
        painter.setPen(QPen(Ground.LINE, 1))
        painter.setBrush(Ground.FIELD)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
