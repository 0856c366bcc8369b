"""The object the page calls: small messages only, never positions."""

import json

from PySide6.QtCore import QObject, Signal, Slot


class MapChannel(QObject):
    """``desk`` in the page.

    Signals:
        frame_changed: to the page: something new can be pulled.
        page_reported_ready(str): from the page: which painter it uses.
        page_painted(int, int): heartbeat with the frame's sequence and the paints so far.
        unit_picked(int), incident_picked(str), ground_picked(float, float): clicks.
        unit_grouped(int): a click with Shift or Ctrl: one more for the group.
        box_drawn(list, bool): unit numbers in a box, and whether they join earlier ones.
        part_shown(str, bool): a part of the ground was switched on or off.
        view_moved(float, float, float, bool): latitude, longitude, zoom, follow-lock.
    """

    frame_changed = Signal()
    page_reported_ready = Signal(str)
    painter_replaced = Signal(str)
    page_painted = Signal(float, float)
    unit_picked = Signal(int)
    unit_grouped = Signal(int)
    box_drawn = Signal(list, bool)
    part_shown = Signal(str, bool)
    incident_picked = Signal(str)
    ground_picked = Signal(float, float)
    view_moved = Signal(float, float, float, bool)

    @Slot(str)
    def page_ready(self, painter: str) -> None:
        """The page is up; ``painter`` is a line for the log."""
        self.page_reported_ready.emit(painter)

    @Slot(str)
    def painter_changed(self, painter: str) -> None:
        """The page had to change its way of painting."""
        self.painter_replaced.emit(painter)

    @Slot(int)
    def unit_clicked(self, number: int) -> None:
        """A unit was clicked."""
        self.unit_picked.emit(number)

    @Slot(int)
    def unit_added(self, number: int) -> None:
        """A unit was clicked with Shift or Ctrl."""
        self.unit_grouped.emit(number)

    @Slot(str, bool)
    def units_boxed(self, numbers: str, is_adding: bool) -> None:
        """A box was drawn around units: their numbers as a JSON list."""
        self.box_drawn.emit([int(number) for number in json.loads(numbers)], is_adding)

    @Slot(str, bool)
    def part_switched(self, part: str, shown: bool) -> None:
        """A part of the ground was switched on or off."""
        self.part_shown.emit(part, shown)

    @Slot(str)
    def incident_clicked(self, incident_id: str) -> None:
        """An incident or its label was clicked."""
        self.incident_picked.emit(incident_id)

    @Slot(float, float)
    def map_clicked(self, lat: float, lon: float) -> None:
        """The ground was clicked, degrees WGS-84."""
        self.ground_picked.emit(lat, lon)

    @Slot(float, float, float, bool)
    def view_changed(self, lat: float, lon: float, zoom: float, locked: bool) -> None:
        """The view has moved, or was locked or unlocked."""
        self.view_moved.emit(lat, lon, zoom, locked)

    @Slot(float, float)
    def heartbeat(self, frame_seq: float, paints: float) -> None:
        """The page is alive."""
        self.page_painted.emit(frame_seq, paints)
