"""The colours of documents and of the map of grids, by the names their pages use.

Documents wear the light look: it is the one that prints. The values are those of
:mod:`bigscreen.viewmodels.design_tokens`.
"""

from collections.abc import Mapping

from bigscreen.viewmodels.design_tokens import CHENGGUAN, LIGHT, POLICE, TRAFFIC, Tokens
from bigscreen.viewmodels.value_classes import MOST_CLASSES

PAPER = LIGHT

_CUTOFF = 0.04045


def tone(name: str, tokens: Tokens = PAPER) -> str:
    """Return the colour of a series by its tone; the ink for one that is not known."""
    return _tones(tokens).get(name, tokens.ink.full)


def colour(name: str) -> str:
    """Return a colour of the paper: ``ink``, ``label``, ``line``, ``paper`` and so on."""
    return properties_of(PAPER)[name]


def shade(number: int) -> str:
    """Return the colour of a class of values, 0 the palest."""
    return PAPER.sequence[number]


def on_shade(number: int) -> str:
    """Return the colour of text upon a class of values."""
    return _ink_on(PAPER.sequence[number], PAPER)


def properties_of(tokens: Tokens) -> dict[str, str]:
    """Return the custom properties of a look by name, without their dashes."""
    shades = dict(enumerate(tokens.sequence[:MOST_CLASSES]))
    return {
        "ground": tokens.ground.field,
        "paper": tokens.ground.panel,
        "panel": tokens.ground.row,
        "ink": tokens.ink.full,
        "label": tokens.ink.label,
        "line": tokens.ground.line,
        "edge": tokens.ground.edge_strong,
        "accent": tokens.state.action,
        "good": tokens.state.good,
        "bad": tokens.state.bad,
        "scheme": "dark" if _luminance(tokens.ground.field) < 0.5 else "light",
        **{f"tone-{name}": value for name, value in _tones(tokens).items()},
        **{f"shade-{number}": value for number, value in shades.items()},
        **{f"on-{number}": _ink_on(value, tokens) for number, value in shades.items()},
    }


def properties() -> str:
    """Return the paper's colours as the head of a style sheet, with the classes of values."""
    told = ";".join(f"--{name}:{value}" for name, value in properties_of(PAPER).items())
    classes = "".join(
        f"svg .shade-{number}{{fill:var(--shade-{number})}}"
        f"svg text.on-{number}{{fill:var(--on-{number})}}"
        for number in range(MOST_CLASSES)
    )
    return f":root{{{told}}}{classes}"


def _tones(tokens: Tokens) -> Mapping[str, str]:
    return {
        "police": POLICE,
        "traffic": TRAFFIC,
        "chengguan": CHENGGUAN,
        "auxiliary": tokens.identity.auxiliary,
        "now": tokens.channels[0],
        "before": tokens.last_week,
        "year": tokens.channels[2],
        "good": tokens.state.good,
        "late": tokens.state.late,
        "bad": tokens.state.bad,
    }


def _ink_on(ground: str, tokens: Tokens) -> str:
    """Return whichever of the two inks stands out more."""
    inks = (tokens.ink.full, tokens.ink.on_action, tokens.ink.on_colour)
    return max(inks, key=lambda ink: contrast(ink, ground))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours after WCAG 2, from 1 to 21."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(value: str) -> float:
    parts = (int(value[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= _CUTOFF else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
