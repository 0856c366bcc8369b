"""Devices that fall silent: some are always out of reach, switched off or in a cellar."""

from collections.abc import Iterable
from datetime import datetime

from bigscreen.city.chance import stream

SILENT_SHARE = 0.03
_SLOT_S = 600


class Devices:
    """The devices of these units; a silent one stays so for ten minutes."""

    def __init__(self, unit_ids: Iterable[str], seed: int) -> None:
        self._unit_ids = tuple(unit_ids)
        self._seed = seed
        self._slot = -1
        self._silent: frozenset[str] = frozenset()

    def is_silent(self, unit_id: str, now: datetime) -> bool:
        """Tell whether a unit's device sends nothing at this time."""
        slot = int(now.timestamp()) // _SLOT_S
        if slot != self._slot:
            self._slot = slot
            self._silent = frozenset(
                unit_id
                for unit_id in self._unit_ids
                if stream(self._seed, "device", unit_id, slot).random() < SILENT_SHARE
            )
        return unit_id in self._silent
