"""Which part of which screens each wall of this program fills."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from PySide6.QtCore import QRect
from PySide6.QtGui import QScreen

from bigscreen.app.wall_options import BezelGrid, WallOptions
from bigscreen.domain.errors import InvalidValue
from bigscreen.viewmodels.wall_stack import Bezels, Strip

WINDOW = "window"
"""What a wall in an ordinary window is remembered by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WallPlace:
    """Where a wall stands: ``key`` is the name of its screen, ``number`` tells several apart.

    Without a ``screen`` and an ``area`` it is an ordinary window.
    """

    key: str
    number: int = 0
    area: QRect | None = None
    screen: QScreen | None = None


def wall_places(options: WallOptions, screens: Sequence[QScreen]) -> tuple[WallPlace, ...]:
    """Return the places of all walls, in the order of their screens.

    Raises:
        InvalidValue: there is no screen of that number; says which there are.
    """
    chosen = _chosen(options, screens)
    if not chosen:
        return (WallPlace(key=WINDOW),)
    if options.spans:
        areas = [screen.geometry() for _, screen in chosen]
        whole = reduce(QRect.united, areas)
        name = "+".join(screen.name() for _, screen in chosen)
        return (WallPlace(key=name, area=whole, screen=chosen[0][1]),)
    several = len(chosen) > 1
    return tuple(
        WallPlace(
            key=_key(screen, number, screens),
            number=number if several else 0,
            area=screen.geometry(),
            screen=screen,
        )
        for number, screen in chosen
    )


def _key(screen: QScreen, number: int, screens: Sequence[QScreen]) -> str:
    """Return a screen's name; where several bear the same one, with its number."""
    name = screen.name()
    is_alone = [one.name() for one in screens].count(name) == 1
    return name if name and is_alone else f"{name} {number}".strip()


def _chosen(options: WallOptions, screens: Sequence[QScreen]) -> list[tuple[int, QScreen]]:
    numbered = list(enumerate(screens, start=1))
    if options.every_screen or (options.spans and not options.screens):
        return numbered
    if options.is_kiosk and not options.screens:
        return numbered[:1]
    known = dict(numbered)
    for number in options.screens:
        if number not in known:
            there = ", ".join(
                f"{n} ({s.name()} {s.geometry().width()}x{s.geometry().height()})"
                for n, s in numbered
            )
            raise InvalidValue("--screen", number, f"one of: {there}")
    return [(number, known[number]) for number in sorted(options.screens)]


def bezels_of(grid: BezelGrid | None, width: int, height: int) -> Bezels:
    """Return the strips that frames hide in a window of this size, in its pixels."""
    if grid is None:
        return Bezels()
    return Bezels(
        across=_strips(width, grid.columns, grid.hidden_px),
        down=_strips(height, grid.rows, grid.hidden_px),
    )


def _strips(length: int, parts: int, hidden_px: int) -> tuple[Strip, ...]:
    half = hidden_px / 2
    middles = (length * part / parts for part in range(1, parts))
    return tuple(Strip(start=middle - half, end=middle + half) for middle in middles)
