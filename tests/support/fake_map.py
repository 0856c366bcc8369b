"""A map that only remembers what was wished of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class FakeMap(QWidget):
    """Satisfies :class:`bigscreen.ui.widgets.map_slot.LiveMap`."""

    unit_clicked = Signal(int)
    incident_clicked = Signal(str)
    map_clicked = Signal(float, float)
    view_changed = Signal(float, float, float, bool)
    unit_added = Signal(int)
    units_boxed = Signal(list, bool)
    part_shown = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.selected: tuple[int | None, str | None] = (None, None)
        self.candidates: list[int] = []
        self.marked: tuple = ()
        self.group: list[int] = []
        self.track = None
        self.spread_out: list[int] = []
        self.parts: dict[str, bool] = {}
        self.followed = 0
        self.centred = None
        self.watched = None
        self.scale = 1.0

    def widget(self) -> QWidget:
        """Return itself."""
        return self

    def select(self, unit: int | None, incident: str | None) -> None:
        """Remember the selection."""
        self.selected = (unit, incident)

    def show_candidates(self, marked) -> None:
        """Remember the candidates, and their numbers alone."""
        self.marked = tuple(marked)
        self.candidates = [one.number for one in marked]

    def show_group(self, numbers) -> None:
        """Remember the units chosen together."""
        self.group = list(numbers)

    def show_track(self, track) -> None:
        """Remember the track."""
        self.track = track

    def spread(self, numbers) -> None:
        """Remember what was spread."""
        self.spread_out = list(numbers)

    def show_part(self, part: str, *, shown: bool) -> None:
        """Remember a part, and say so as the page does."""
        self.parts[part] = shown
        self.part_shown.emit(part, shown)

    def watch(self, corners) -> None:
        """Remember the area."""
        self.watched = corners

    def set_scale(self, factor: float) -> None:
        """Remember the scale."""
        self.scale = factor

    def resume_follow(self) -> None:
        """Count the wishes to follow."""
        self.followed += 1

    def centre(self, point) -> None:
        """Remember the place."""
        self.centred = point
