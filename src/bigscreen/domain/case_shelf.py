"""The cases a situation holds: open ones in order, and the last closed ones."""

from collections.abc import Iterable
from dataclasses import replace

from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.incidents import IncidentStatus


class CaseShelf:
    """Cases by id. ``states`` is for reading; what changes a case lets its version grow by one."""

    def __init__(self, states: Iterable[IncidentState] = ()) -> None:
        self.states: dict[str, IncidentState] = {one.incident.id: one for one in states}
        self._closed: dict[str, None] = {
            case_id: None
            for case_id, one in self.states.items()
            if one.status is IncidentStatus.CLOSED
        }

    def open(self) -> Iterable[IncidentState]:
        """Yield the open cases in the order in which they were registered or last reopened."""
        return (one for one in self.states.values() if one.status is IncidentStatus.OPEN)

    def in_order(self) -> tuple[IncidentState, ...]:
        """Return the open cases, then the closed ones in the order of their closing."""
        return (*self.open(), *(self.states[case_id] for case_id in self._closed))

    def add(self, state: IncidentState) -> None:
        """Take in a case that was just registered."""
        self.states[state.incident.id] = state

    def change(self, state: IncidentState) -> None:
        """Put a changed case in the place of what it was."""
        self.states[state.incident.id] = replace(state, version=state.version + 1)

    def close(self, state: IncidentState, kept: int) -> list[IncidentState]:
        """Put away a case that was closed; return those that are forgotten for it."""
        self.change(state)
        self._closed[state.incident.id] = None
        oldest = list(self._closed)[: max(0, len(self._closed) - kept)]
        return [gone for case_id in oldest if (gone := self.drop(case_id)) is not None]

    def reopen(self, state: IncidentState) -> None:
        """Put a reopened case to the end, where a snapshot's reader would put it as well."""
        del self.states[state.incident.id]
        self.change(state)
        self._closed.pop(state.incident.id, None)

    def see(self, state: IncidentState) -> None:
        """Take in a case as a limited view is told it, in the place it belongs."""
        case_id = state.incident.id
        known = self.states.get(case_id)
        if known is None or known.status is not state.status:
            self.states.pop(case_id, None)
            self._closed.pop(case_id, None)
        self.states[case_id] = state
        if state.status is IncidentStatus.CLOSED:
            self._closed[case_id] = None

    def drop(self, case_id: str) -> IncidentState | None:
        """Forget a case; the ledger still has it. None when it was not there."""
        self._closed.pop(case_id, None)
        return self.states.pop(case_id, None)
