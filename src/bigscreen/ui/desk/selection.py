"""The one selection of a desk: whoever changes it, everybody shows it."""

from PySide6.QtCore import QObject, Signal, Slot


class Selection(QObject):
    """A case and a unit, each possibly none (an empty id).

    Signals:
        selection_changed(): the case, the unit or both are others now.
    """

    selection_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._incident_id = ""
        self._unit_id = ""

    @property
    def incident_id(self) -> str:
        """The selected case."""
        return self._incident_id

    @property
    def unit_id(self) -> str:
        """The selected unit."""
        return self._unit_id

    @Slot(str)
    def select_incident(self, incident_id: str) -> None:
        """Select a case; a unit that was selected is no longer."""
        self._set(incident_id, "")

    def select_unit(self, unit_id: str, its_incident_id: str = "") -> None:
        """Select a unit.

        A selected case stays, so that the unit can be sent to it; with none the case the unit
        works on is selected too.
        """
        self._set(self._incident_id or its_incident_id, unit_id)

    @Slot()
    def clear(self) -> None:
        """Select nothing: the unit first, the case the second time."""
        self._set(self._incident_id if self._unit_id else "", "")

    def _set(self, incident_id: str, unit_id: str) -> None:
        if (incident_id, unit_id) != (self._incident_id, self._unit_id):
            self._incident_id, self._unit_id = incident_id, unit_id
            self.selection_changed.emit()
