"""Which units the next order would send: the proposal at first, then what a person chooses."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject, Signal

from bigscreen.viewmodels.candidate_rows import CandidateRow


class UnitChoice(QObject):
    """The chosen units of one case, in the order they were chosen.

    New figures never change what is chosen, so that an order sends what the button has said:
    a chosen unit goes only when it can no longer be sent at all.

    Signals:
        choice_changed(): other units are chosen.
    """

    choice_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chosen: tuple[str, ...] = ()

    @property
    def unit_ids(self) -> tuple[str, ...]:
        """The chosen units."""
        return self._chosen

    def begin(self, rows: Sequence[CandidateRow], *, propose: bool) -> None:
        """Begin with another case: with the proposed units, or with none."""
        proposed = (row.unit_id for row in rows if row.proposed) if propose else ()
        self._choose(proposed)

    def keep(self, can_be_sent: Callable[[str], bool]) -> None:
        """Give up units that can no longer be sent."""
        self._choose(unit_id for unit_id in self._chosen if can_be_sent(unit_id))

    def toggle(self, unit_id: str) -> None:
        """Choose a unit, or give it up."""
        if unit_id in self._chosen:
            self._choose(known for known in self._chosen if known != unit_id)
        else:
            self._choose((*self._chosen, unit_id))

    def take(self, unit_ids: Iterable[str]) -> None:
        """Choose these units in place of the ones chosen before."""
        self._choose(unit_ids)

    def clear(self) -> None:
        """Give up all units."""
        self._choose(())

    def _choose(self, unit_ids: Iterable[str]) -> None:
        chosen = tuple(unit_ids)
        if chosen != self._chosen:
            self._chosen = chosen
            self.choice_changed.emit()
