"""A map that only remembers what was wished of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class FakeMap(QWidget):
    """Satisfies :class:`bigscreen.ui.widgets.map_slot.LiveMap`."""

    unit_clicked = Signal(int)
    incident_clicked = Signal(str)
    map_clicked = Signal(float, float)
    view_changed = Signal(float, float, float, bool)

    def __init__(self) -> None:
        super().__init__()
        self.selected: tuple[int | None, str | None] = (None, None)
        self.candidates: list[int] = []
        self.followed = 0
        self.watched = None
        self.scale = 1.0

    def widget(self) -> QWidget:
        """Return itself."""
        return self

    def select(self, unit: int | None, incident: str | None) -> None:
        """Remember the selection."""
        self.selected = (unit, incident)

    def show_candidates(self, numbers) -> None:
        """Remember the candidates."""
        self.candidates = list(numbers)

    def watch(self, corners) -> None:
        """Remember the area."""
        self.watched = corners

    def set_scale(self, factor: float) -> None:
        """Remember the scale."""
        self.scale = factor

    def resume_follow(self) -> None:
        """Count the wishes to follow."""
        self.followed += 1
