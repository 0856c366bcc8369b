"""How everything looks: colours, type and sizes, all from one scale factor.

Two colour jobs are never mixed: identity (which force) and state (how grave, how late). Every
colour of the widgets is named here and nowhere else. Sizes are given for a picture of 1920×1080
and multiplied by the scale.
"""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette

from bigscreen.domain.incidents import Level
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

    WALL = QColor("#060D1A")
    BAR = QColor("#0A1526")
    PANEL = QColor("#0B1628")
    FIELD = QColor("#081222")
    ROW = QColor("#0F1D33")
    HOVER = QColor("#132541")
    SELECTED = QColor("#16305A")
    LINE = QColor("#1B2B45")
    EDGE = QColor("#27406A")
    EDGE_STRONG = QColor("#3B5580")
    EMPTY = QColor("#22344F")
    TRACK = QColor("#14233B")
    VEIL = QColor(20, 25, 34, 135)


class Ink:
    """Text. ``FAINT`` is for words that help, never for figures."""

    FULL = QColor("#EAF2FF")
    LABEL = QColor("#9DB2D0")
    FAINT = QColor("#7F95B5")
    ON_COLOUR = QColor("#06101F")
    ON_ACTION = QColor("#FFFFFF")


class State:
    """What is abnormal, or as it should be."""

    GOOD = QColor("#2BD4A8")
    LATE = QColor("#FF8F3F")
    BAD = QColor("#FF4D5E")
    BAD_BAND = QColor("#8E1526")
    WAIT = QColor("#9DB2D0")
    ACTION = QColor("#2369DB")
    ACTION_HOVER = QColor("#2F77EC")
    ACTION_PENDING = QColor("#1B3B70")


LEVELS = {
    Level.ONE: QColor("#FF4D5E"),
    Level.TWO: QColor("#FF8F3F"),
    Level.THREE: QColor("#B79CFF"),
    Level.FOUR: QColor("#8AA0BF"),
}
TONES = {
    Tone.POLICE: QColor("#2F80FF"),
    Tone.TRAFFIC: QColor("#63A4FF"),
    Tone.CHENGGUAN: QColor("#FFC21A"),
    Tone.AUXILIARY: QColor("#8FA3C0"),
}
TONE_TEXTS = {**TONES, Tone.POLICE: QColor("#4F94FF")}
"""Identity colours light enough to be read as text."""

FORCE_STATES = {
    ForceState.EN_ROUTE: QColor("#CBD6E8"),
    ForceState.ON_SCENE: QColor("#FF8F3F"),
    ForceState.OFFLINE: QColor("#41567A"),
    ForceState.OFF_DUTY: QColor("#1C2C46"),
}
"""The parts of a force's bar; units on patrol have the force's own colour."""

CHANNEL_SHADES = tuple(
    QColor(name) for name in ("#EAF2FF", "#C4D3EA", "#9DB2D0", "#6F87AB", "#47608A", "#33445F")
)
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
LINE_LAST_WEEK = QColor("#52688C")


class Size:
    """The type scale, in pixels of the 1920×1080 picture."""

    TITLE = 32
    CLOCK = 40
    FIGURE = 22
    HEADING = 18
    BODY = 18
    LABEL = 16
    SMALL = 15
    NOTE = 14


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
