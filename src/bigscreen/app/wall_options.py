"""The options of ``bigscreen wall`` alone: on which screens, how framed, how held."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import click

_BEZEL = re.compile(r"(\d{1,2})x(\d{1,2}):(\d{1,4})")


@dataclass(frozen=True, slots=True)
class BezelGrid:
    """A wall of ``columns`` × ``rows`` panels whose frames hide ``hidden_px`` between two."""

    columns: int
    rows: int
    hidden_px: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WallOptions:
    """Where and how walls stand.

    ``screens`` are numbers from 1, in the system's order; ``every_screen`` takes all. Without
    either there is one window. ``spans`` makes one window over all of them. ``scene`` is the
    code of the scene to begin with, empty for the one that was shown last. Text is as large as
    it has to be from ``viewing_distance_m`` on pixels ``pixel_pitch_mm`` apart; 0 for unknown.
    """

    screens: tuple[int, ...] = ()
    every_screen: bool = False
    spans: bool = False
    bezel: BezelGrid | None = None
    is_kiosk: bool = False
    scene: str = ""
    viewing_distance_m: float = 0.0
    pixel_pitch_mm: float = 0.0


class _Bezel(click.ParamType[BezelGrid]):
    name = "CxR:PX"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> BezelGrid:
        if isinstance(value, BezelGrid):
            return value
        match = _BEZEL.fullmatch(value)
        if match is None or not int(match[1]) or not int(match[2]):
            self.fail(f"{value!r} is not columns x rows : pixels, like 3x1:40", param, ctx)
        return BezelGrid(int(match[1]), int(match[2]), int(match[3]))


_OPTIONS = (
    click.option(
        "--screen",
        "screens",
        type=click.IntRange(1),
        multiple=True,
        metavar="N",
        help="Fill this screen, counted from 1; several times for several walls.",
    ),
    click.option(
        "--screens",
        "every_screen",
        type=click.Choice(["all"]),
        help="Fill every screen with a wall of its own.",
    ),
    click.option("--span", "spans", is_flag=True, help="One wall over all the screens chosen."),
    click.option(
        "--bezel",
        type=_Bezel(),
        help="A wall of panels with frames between: columns x rows : hidden pixels, as 3x1:40.",
    ),
    click.option(
        "--kiosk",
        "is_kiosk",
        is_flag=True,
        help="No cursor, no menus, no way out but Ctrl+Alt+Shift+Q held for two seconds.",
    ),
    click.option(
        "--scene",
        default="",
        metavar="CODE",
        help="The scene to begin with [default: the one this screen showed last].",
    ),
    click.option(
        "--viewing-distance",
        "viewing_distance_m",
        type=click.FloatRange(0, 200),
        default=0.0,
        metavar="M",
        help="How far the farthest reader stands: text grows with it [default: the city's].",
    ),
    click.option(
        "--pixel-pitch",
        "pixel_pitch_mm",
        type=click.FloatRange(0, 50),
        default=0.0,
        metavar="MM",
        help="Millimetres from pixel to pixel [default: the city's, or what the screen says].",
    ),
)


def wall_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of walls to a click command; they arrive as one ``walls`` argument."""

    def gathered(
        *args: Any,
        screens: tuple[int, ...],
        every_screen: str | None,
        spans: bool,
        bezel: BezelGrid | None,
        is_kiosk: bool,
        scene: str,
        **rest: Any,
    ) -> None:
        if screens and every_screen:
            raise click.UsageError("--screen and --screens all exclude each other")
        walls = WallOptions(
            screens=tuple(dict.fromkeys(screens)),
            every_screen=every_screen is not None,
            spans=spans,
            bezel=bezel,
            is_kiosk=is_kiosk,
            scene=scene,
            viewing_distance_m=rest.pop("viewing_distance_m"),
            pixel_pitch_mm=rest.pop("pixel_pitch_mm"),
        )
        command(*args, walls=walls, **rest)

    gathered.__name__ = command.__name__
    gathered.__doc__ = command.__doc__
    gathered.__dict__.update(command.__dict__)
    for option in reversed(_OPTIONS):
        gathered = option(gathered)
    return gathered
