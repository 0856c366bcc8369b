"""Sizes for drawing: round ticks of an axis, how wide a text gets, where it has to be cut."""

import unicodedata
from math import ceil, floor, isfinite, log10

_WIDE = 1.0
_NARROW = 0.58
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Return round numbers from at most ``low`` to at least ``high``, evenly apart."""
    if not (isfinite(low) and isfinite(high)) or high <= low:
        high = low + 1.0
    raw = (high - low) / max(1, about)
    scale = 10.0 ** floor(log10(raw))
    step = next(one * scale for one in _STEPS if one * scale >= raw * 0.999)
    first, last = floor(low / step), ceil(high / step - 1e-9)
    return [round(place * step, 10) for place in range(first, last + 1)]


def tick_text(value: float, step: float) -> str:
    """Return a tick with as many decimals as its step asks for."""
    decimals = max(0, -floor(log10(step) + 1e-9)) if step > 0 else 0
    if round(step, decimals) != step:
        decimals += 1
    return f"{value:,.{decimals}f}"


def text_width(text: str, size: float) -> float:
    """Return about how wide a text is set in a sans-serif of this size; never too little."""
    return size * sum(
        _WIDE if unicodedata.east_asian_width(char) in "WF" or ord(char) > 0x2E7F else _NARROW
        for char in text
    )


def fitted(text: str, size: float, most: float) -> str:
    """Return a text, with an ellipsis where it would get wider than ``most``."""
    if text_width(text, size) <= most:
        return text
    kept = text
    while kept and text_width(f"{kept}…", size) > most:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"
