"""Devices that fall silent: some are always out of reach, switched off or in a cellar."""

from datetime import datetime

from bigscreen.city.chance import stream

SILENT_SHARE = 0.03
_SLOT_S = 600


def is_silent(seed: int, unit_id: str, now: datetime) -> bool:
    """Tell whether a unit's device sends nothing at this time; it stays so for ten minutes."""
    slot = int(now.timestamp()) // _SLOT_S
    return stream(seed, "device", unit_id, slot).random() < SILENT_SHARE
