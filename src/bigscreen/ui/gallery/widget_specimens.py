"""The small widgets every screen is made of."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtWidgets import QVBoxLayout, QWidget

from bigscreen.domain.link import LinkState, LinkStatus
from bigscreen.ui.gallery.sample_figures import LONG_NAME, NOW, busy_board, sample_city
from bigscreen.ui.gallery.specimen import Specimen
from bigscreen.ui.theme import Theme
from bigscreen.ui.wall.watch_strip import WatchStrip
from bigscreen.ui.widgets.badges import BadgeRow
from bigscreen.ui.widgets.clamped_text import ClampedText
from bigscreen.ui.widgets.glyph import MarkGlyph
from bigscreen.ui.widgets.key_button import ButtonLook, KeyButton
from bigscreen.ui.widgets.link_band import LinkBand
from bigscreen.ui.widgets.top_bar import TopBar
from bigscreen.ui.widgets.waiting_notice import WaitingNotice
from bigscreen.viewmodels.case_badges import Badge, BadgeKind
from bigscreen.viewmodels.link_banner import link_banner
from bigscreen.viewmodels.top_bar import top_bar
from bigscreen.viewmodels.unit_marks import Mark, Shape, Tone
from bigscreen.viewmodels.watch_line import WatchItem
from bigscreen.viewmodels.wording import tr

_BADGES = tuple(
    Badge(kind=kind, text=text, detail=text)
    for kind, text in (
        (BadgeKind.RED_CARD, "红牌"),
        (BadgeKind.YELLOW_CARD, "黄牌"),
        (BadgeKind.ECHELON, "二梯次"),
        (BadgeKind.SUPERVISED, "督办"),
        (BadgeKind.SUSPENDED, "挂起"),
        (BadgeKind.DRILL, "演练"),
    )
)
_MARKS = (
    Mark(shape=Shape.CIRCLE, tones=(Tone.POLICE,)),
    Mark(shape=Shape.CIRCLE, tones=(Tone.TRAFFIC,)),
    Mark(shape=Shape.SQUARE, tones=(Tone.CHENGGUAN,)),
    Mark(shape=Shape.JOINT, tones=(Tone.POLICE, Tone.CHENGGUAN)),
    Mark(shape=Shape.RING, tones=(Tone.AUXILIARY,)),
    Mark(shape=Shape.CROSS, tones=(Tone.POLICE,)),
)


def _buttons(theme: Theme) -> QWidget:
    room = QWidget()
    column = QVBoxLayout(room)
    for look in ButtonLook:
        button = KeyButton(theme, tr("Joint dispatch"), "Enter")
        button.set_look(look)
        column.addWidget(button)
    off = KeyButton(theme, tr("Joint dispatch"), "Enter")
    off.setEnabled(False)
    column.addWidget(off)
    column.addWidget(KeyButton(theme, LONG_NAME, "Ctrl+Shift+J"))
    return room


def _badges(theme: Theme) -> QWidget:
    row = BadgeRow(theme)
    row.show_badges(_BADGES)
    return row


def _marks(theme: Theme) -> QWidget:
    room = QWidget()
    column = QVBoxLayout(room)
    for mark in _MARKS:
        glyph = MarkGlyph(theme, 24)
        glyph.set_mark(mark)
        column.addWidget(glyph)
    return room


def _clamped(theme: Theme) -> QWidget:
    text = ClampedText(theme.font(16), theme.palette().windowText().color(), 2)
    text.set_text(LONG_NAME * 3)
    return text


def _band(status: LinkStatus) -> Callable[[Theme], QWidget]:
    def make(theme: Theme) -> QWidget:
        band = LinkBand(theme)
        band.show_banner(link_banner(_link(status), sample_city(), NOW))
        return band

    return make


def _bar(status: LinkStatus) -> Callable[[Theme], QWidget]:
    def make(theme: Theme) -> QWidget:
        bar, city = TopBar(theme), sample_city()
        bar.show_name(tr("Desk"))
        bar.show_facts(top_bar(city, busy_board(city), _link(status), 1.2))
        bar.tick(NOW, city)
        return bar

    return make


def _link(status: LinkStatus) -> LinkState:
    return LinkState(
        status=status,
        since=NOW - timedelta(seconds=14),
        last_event_at=NOW - timedelta(seconds=15),
        lag_s=0.08 if status is LinkStatus.LIVE else 4.2,
        reason="" if status.shows_now else "silent",
    )


def _watch(times: int) -> Callable[[Theme], QWidget]:
    def make(theme: Theme) -> QWidget:
        strip = WatchStrip(theme)
        strip.show_items(_some() * times)
        return strip

    return make


def _some() -> tuple[WatchItem, ...]:
    return (
        WatchItem(text=tr("Alarms {n}, all answered", n=2), is_bad=True),
        WatchItem(text=LONG_NAME, is_bad=True),
        WatchItem(text=LONG_NAME, is_routine=True),
    )


SPECIMENS: tuple[Specimen, ...] = (
    Specimen(name="KeyButton", state="every look", make=_buttons, size=(320, 440)),
    Specimen(name="BadgeRow", state="usual", make=_badges, size=(480, 48)),
    Specimen(name="MarkGlyph", state="usual", make=_marks, size=(120, 180)),
    Specimen(name="ClampedText", state="huge", make=_clamped, size=(420, 80)),
    Specimen(
        name="WaitingNotice",
        state="loading",
        make=lambda theme: WaitingNotice(theme, tr("Preparing the demo city …")),
        size=(640, 180),
    ),
    *(
        Specimen(name="TopBar", state=status.value, make=_bar(status), size=(1920, 80))
        for status in LinkStatus
    ),
    *(
        Specimen(name="LinkBand", state=status.value, make=_band(status), size=(1920, 64))
        for status in (LinkStatus.LOST, LinkStatus.REFUSED)
    ),
    Specimen(name="WatchStrip", state="empty", make=_watch(0), size=(1060, 72)),
    Specimen(name="WatchStrip", state="huge", make=_watch(6), size=(1060, 72)),
)
