"""How large everything on a wall is drawn: what its farthest reader can read."""

import math

DESIGN_LONG = 1920.0
DESIGN_SHORT = 1080.0

BODY_ARCMIN = 15.0
"""Body text subtends at least this; key figures, twice as large, twice that."""
_BODY_PX = 18.0
_LETTER = 0.9
"""How much of a font's pixel size its characters fill: Chinese ones nearly all of it."""
_LEAST_OF_DESIGN = 0.75
_MOST_OF_DESIGN = 2.0


def design_scale(width_px: int, height_px: int) -> float:
    """Return the scale at which a screen shows what the design shows at 1920×1080.

    A portrait screen is measured by a design turned by a quarter.
    """
    long, short = max(width_px, height_px), min(width_px, height_px)
    return max(0.5, min(long / DESIGN_LONG, short / DESIGN_SHORT))


def wall_scale(
    width_px: int, height_px: int, viewing_distance_m: float = 0.0, pixel_pitch_mm: float = 0.0
) -> float:
    """Return the scale at which body text is read from ``viewing_distance_m``.

    Without distance or pitch (0) it is the design's own. It stays between three quarters and
    twice of that: smaller is not worth the room, larger leaves none.
    """
    usual = design_scale(width_px, height_px)
    if viewing_distance_m <= 0 or pixel_pitch_mm <= 0:
        return usual
    letter_mm = viewing_distance_m * 1000.0 * math.tan(math.radians(BODY_ARCMIN / 60.0))
    wanted = letter_mm / pixel_pitch_mm / _LETTER / _BODY_PX
    return min(max(wanted, _LEAST_OF_DESIGN * usual), _MOST_OF_DESIGN * usual)


def arc_minutes(size_px: float, viewing_distance_m: float, pixel_pitch_mm: float) -> float:
    """Return what characters of a font of ``size_px`` subtend, in arc minutes."""
    seen = math.atan(size_px * _LETTER * pixel_pitch_mm / (viewing_distance_m * 1000.0))
    return math.degrees(seen) * 60.0
