"""The queue on a wall: all open cases, or those of the grid its scene is of."""

from datetime import datetime

from PySide6.QtCore import QObject

from bigscreen.domain.city import City
from bigscreen.domain.situation import Situation
from bigscreen.ui.queue.queue_model import QueueModel
from bigscreen.viewmodels.queue_rows import QueueRow


class WallQueueModel(QueueModel):
    """Says no more of a case than walls may, and only of the cases of :attr:`grid_id`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent, at_wall=True)
        self.grid_id = ""
        self._grids: dict[str, str] = {}

    def show_situation(self, situation: Situation, city: City | None, now: datetime) -> None:
        """Take over what has changed."""
        self._grids = {
            state.incident.id: state.incident.grid_id for state in situation.open_incidents()
        }
        super().show_situation(situation, city, now)

    def all_rows(self) -> list[QueueRow]:
        """Return the rows of the grid's cases; of all without a grid."""
        rows = super().all_rows()
        if not self.grid_id:
            return rows
        return [row for row in rows if self._grids.get(row.incident_id) == self.grid_id]
