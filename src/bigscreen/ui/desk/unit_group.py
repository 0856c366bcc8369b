"""Units chosen together on the map: a desk's second selection, for orders about many."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal, Slot


class UnitGroup(QObject):
    """Any number of units, in the order they were chosen.

    Signals:
        group_changed(): other units are in it.
    """

    group_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._unit_ids: tuple[str, ...] = ()

    @property
    def unit_ids(self) -> tuple[str, ...]:
        """The units."""
        return self._unit_ids

    def choose(self, unit_ids: Iterable[str], *, adding: bool = False) -> None:
        """Take units, beside those chosen before or in their place."""
        before = self._unit_ids if adding else ()
        self._set((*before, *unit_ids))

    def toggle(self, unit_id: str) -> None:
        """Take one more unit, or let it go."""
        if unit_id in self._unit_ids:
            self._set(known for known in self._unit_ids if known != unit_id)
        else:
            self._set((*self._unit_ids, unit_id))

    @Slot()
    def clear(self) -> None:
        """Let all units go."""
        self._set(())

    def _set(self, unit_ids: Iterable[str]) -> None:
        chosen = tuple(dict.fromkeys(unit_ids))
        if chosen != self._unit_ids:
            self._unit_ids = chosen
            self.group_changed.emit()
