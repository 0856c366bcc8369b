"""How colours look to people who do not see all of them, and in a print without colour."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

_Matrix = tuple[tuple[float, float, float], ...]

EYES: Mapping[str, _Matrix] = {
    "protan": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "deutan": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
    "tritan": ((1.0, 0.14461, -0.14461), (0.0, 0.85924, 0.14076), (0.0, 0.85924, 0.14076)),
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
}
"""What each kind of eye makes of linear red, green and blue.

Protan and deutan: Viénot, Brettel and Mollon 1999, for people without red or green cones; tritan,
without blue ones: their one-plane approximation after Brettel 1997. Grey: luminance, ITU-R BT.709.
"""

_GAMMA = 2.2


def seen_by(eye: str, rgb: NDArray[np.floating]) -> NDArray[np.float32]:
    """Return colours as an eye sees them; ``rgb`` has shape (…, 3), values from 0 to 1."""
    linear = rgb.astype(np.float32) ** _GAMMA
    seen = linear @ np.array(EYES[eye], np.float32).T
    return np.asarray(np.clip(seen, 0.0, 1.0) ** (1 / _GAMMA), np.float32)
