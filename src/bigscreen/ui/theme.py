"""How everything looks: colours, type and sizes, all from one scale factor.

The values are those of :mod:`bigscreen.viewmodels.design_tokens`; sizes are multiplied by the
scale.
"""

from dataclasses import dataclass, fields

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette

from bigscreen.domain.incidents import Level
from bigscreen.viewmodels.design_tokens import (
    CHENGGUAN,
    DARK,
    LOOKS,
    POLICE,
    TRAFFIC,
    Tokens,
)
from bigscreen.viewmodels.design_tokens import Size as _Size
from bigscreen.viewmodels.force_rows import ForceState
from bigscreen.viewmodels.kpi_tiles import Judgement
from bigscreen.viewmodels.link_banner import LinkTone
from bigscreen.viewmodels.unit_marks import Tone

DESIGN_WIDTH = 1920
DESIGN_HEIGHT = 1080

_FAMILIES = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "WenQuanYi Micro Hei",
)


class Ground:
    """Surfaces, from the back to the front, and the lines between them."""

    WALL = QColor()
    BAR = QColor()
    PANEL = QColor()
    FIELD = QColor()
    ROW = QColor()
    HOVER = QColor()
    SELECTED = QColor()
    LINE = QColor()
    EDGE = QColor()
    EDGE_STRONG = QColor()
    EMPTY = QColor()
    TRACK = QColor()
    VEIL = QColor()


class Ink:
    """Text. ``FAINT`` is for words that help, never for figures."""

    FULL = QColor()
    LABEL = QColor()
    FAINT = QColor()
    ON_COLOUR = QColor()
    ON_ACTION = QColor()


class State:
    """What is abnormal, or as it should be."""

    GOOD = QColor()
    LATE = QColor()
    BAD = QColor()
    BAD_BAND = QColor()
    WAIT = QColor()
    ACTION = QColor()
    ACTION_HOVER = QColor()
    ACTION_PENDING = QColor()


LEVELS = {level: QColor() for level in Level}
TONES = {tone: QColor() for tone in Tone}
TONE_TEXTS = {tone: QColor() for tone in Tone}
"""Identity colours that can be read as text."""

FORCE_STATES = {
    state: QColor()
    for state in (
        ForceState.EN_ROUTE,
        ForceState.ON_SCENE,
        ForceState.OFFLINE,
        ForceState.OFF_DUTY,
    )
}
"""The parts of a force's bar; units on patrol have the force's own colour."""

CHANNEL_SHADES = tuple(QColor() for _ in DARK.channels)
SEQUENCE = tuple(QColor() for _ in DARK.sequence)
"""From little to much, on maps and fields of values; none of them an identity or a state."""

LINE_LAST_WEEK = QColor()
LINK_TONES = {
    LinkTone.GOOD: State.GOOD,
    LinkTone.WAIT: State.WAIT,
    LinkTone.LATE: State.LATE,
    LinkTone.BAD: State.BAD,
}
JUDGEMENTS = {
    Judgement.BETTER: State.GOOD,
    Judgement.WORSE: State.LATE,
    Judgement.NEITHER: Ink.LABEL,
}


class _Current:
    """Which look is worn now."""

    name = "dark"


def look() -> str:
    """Return the name of the look that is worn: ``dark`` or ``light``."""
    return _Current.name


def tokens() -> Tokens:
    """Return the tokens of the look that is worn."""
    return LOOKS[_Current.name]


def use_look(name: str) -> None:
    """Wear a look, in the whole program, as with Qt's own application palette.

    The colours named in this module change where they are, so that whatever holds one follows
    with its next painting; style sheets, palettes and plots have to be made anew.
    """
    worn = LOOKS[name]
    _Current.name = name
    for group, values in ((Ground, worn.ground), (Ink, worn.ink), (State, worn.state)):
        for field in fields(values):
            _recolour(getattr(group, field.name.upper()), getattr(values, field.name))
    for level, colour in worn.levels.items():
        _recolour(LEVELS[level], colour)
    own = worn.identity
    for tone, colour, text in (
        (Tone.POLICE, POLICE, own.police_text),
        (Tone.TRAFFIC, TRAFFIC, own.traffic_text),
        (Tone.CHENGGUAN, CHENGGUAN, own.chengguan_text),
        (Tone.AUXILIARY, own.auxiliary, own.auxiliary_text),
    ):
        _recolour(TONES[tone], colour)
        _recolour(TONE_TEXTS[tone], text)
    for state, shade in FORCE_STATES.items():
        _recolour(shade, getattr(worn.force_states, state.name.lower()))
    for shades, values_of in ((CHANNEL_SHADES, worn.channels), (SEQUENCE, worn.sequence)):
        for shade, colour in zip(shades, values_of, strict=True):
            _recolour(shade, colour)
    _recolour(LINE_LAST_WEEK, worn.last_week)


def _recolour(colour: QColor, value: str) -> None:
    colour.setRgba(QColor(value).rgba())


use_look("dark")


Size = _Size


class Weight:
    """The three weights in use."""

    NORMAL = QFont.Weight.Normal
    MEDIUM = QFont.Weight.Medium
    BOLD = QFont.Weight.Bold


@dataclass(frozen=True, slots=True)
class Theme:
    """The look at one scale: 1.0 is 1920×1080, 2.0 is 3840×2160."""

    scale: float = 1.0

    @classmethod
    def for_size(cls, width: int, height: int) -> "Theme":
        """Return the theme with which the whole picture fits a window of this size."""
        return cls(max(0.5, min(width / DESIGN_WIDTH, height / DESIGN_HEIGHT)))

    def px(self, design_px: float) -> int:
        """Return a length in pixels; what has a length at all keeps at least one."""
        return max(1, round(design_px * self.scale)) if design_px > 0 else 0

    def font(self, design_px: float, weight: QFont.Weight = Weight.NORMAL) -> QFont:
        """Return the one typeface, with figures of equal width."""
        font = QFont(list(_FAMILIES))
        font.setPixelSize(self.px(design_px))
        font.setWeight(weight)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def palette(self) -> QPalette:
        """Return the palette for the few stock widgets (menus, fields, tips)."""
        palette = QPalette()
        for role, colour in (
            (QPalette.ColorRole.Window, Ground.PANEL),
            (QPalette.ColorRole.WindowText, Ink.FULL),
            (QPalette.ColorRole.Base, Ground.FIELD),
            (QPalette.ColorRole.AlternateBase, Ground.ROW),
            (QPalette.ColorRole.Text, Ink.FULL),
            (QPalette.ColorRole.PlaceholderText, Ink.FAINT),
            (QPalette.ColorRole.Button, Ground.ROW),
            (QPalette.ColorRole.ButtonText, Ink.FULL),
            (QPalette.ColorRole.Highlight, Ground.SELECTED),
            (QPalette.ColorRole.HighlightedText, Ink.FULL),
            (QPalette.ColorRole.ToolTipBase, Ground.ROW),
            (QPalette.ColorRole.ToolTipText, Ink.FULL),
        ):
            palette.setColor(role, colour)
        return palette


def has_chinese_font() -> bool:
    """Tell whether Chinese text would be shown as text, not as boxes."""
    return bool(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))
