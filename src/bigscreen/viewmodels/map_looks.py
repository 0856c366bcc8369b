"""How each unit looks, as columns by unit number, so that a frame needs no loop over units."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from bigscreen.domain.units import Force, UnitKind, UnitState, UnitStatus
from bigscreen.viewmodels.map_symbols import status_code, symbol_code


class UnitLooks:
    """Symbol, status and stale age of the units of one city; row ``number`` is that unit's.

    ``symbol``, ``status`` uint8 codes of :mod:`bigscreen.viewmodels.map_symbols`,
    ``stale_after_s`` float64 seconds, ``is_unit`` bool: whether a unit has this number,
    ``is_free`` bool: whether it is one that could be sent somewhere and holds no case.
    """

    def __init__(self, forces: Mapping[str, Force]) -> None:
        self._forces = forces
        self._known: dict[int, UnitState] = {}
        self.symbol: NDArray[np.uint8] = np.zeros(64, np.uint8)
        self.status: NDArray[np.uint8] = np.zeros(64, np.uint8)
        self.stale_after_s: NDArray[np.float64] = np.zeros(64)
        self.is_unit: NDArray[np.bool_] = np.zeros(64, np.bool_)
        self.is_free: NDArray[np.bool_] = np.zeros(64, np.bool_)

    def update(self, states: Mapping[int, UnitState]) -> tuple[bool, bool]:
        """Take all units by number; return whether looks changed, and whether names may have."""
        changed = [s for number, s in states.items() if self._known.get(number) is not s]
        gone = self._known.keys() - states.keys()
        renamed = bool(gone) or any(
            state.number not in self._known or self._known[state.number].unit != state.unit
            for state in changed
        )
        self._reserve(max(states, default=0) + 1)
        self.is_unit[list(gone)] = False
        self.is_free[list(gone)] = False
        for state in changed:
            self.symbol[state.number] = symbol_code(state.unit, self._forces)
            self.status[state.number] = status_code(state)
            self.stale_after_s[state.number] = state.unit.stale_after_s
            self.is_unit[state.number] = True
            self.is_free[state.number] = (
                state.status is UnitStatus.AVAILABLE and state.unit.kind is not UnitKind.VIDEO
            )
        self._known = dict(states)
        return bool(changed or gone), renamed

    def _reserve(self, size: int) -> None:
        held = len(self.is_unit)
        if size <= held:
            return
        more = max(size, 2 * held) - held
        self.symbol = np.append(self.symbol, np.zeros(more, np.uint8))
        self.status = np.append(self.status, np.zeros(more, np.uint8))
        self.stale_after_s = np.append(self.stale_after_s, np.zeros(more))
        self.is_unit = np.append(self.is_unit, np.zeros(more, np.bool_))
        self.is_free = np.append(self.is_free, np.zeros(more, np.bool_))
