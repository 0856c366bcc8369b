"""Cameras, the red card of a call for help, and the list of alarms."""

from collections.abc import Callable

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from bigscreen.domain.cameras import Camera, CameraKind
from bigscreen.domain.streams import StreamFault, StreamState
from bigscreen.ui.centre.records_page import RecordsPage
from bigscreen.ui.centre.sos_banner import SosBanner
from bigscreen.ui.gallery.sample_figures import EMOJI_NAME, LONG_NAME
from bigscreen.ui.gallery.specimen import Specimen
from bigscreen.ui.theme import State, Theme
from bigscreen.ui.video.decode_budget import DecodeBudget
from bigscreen.ui.video.demo_footage import picture
from bigscreen.ui.video.stream import Stream
from bigscreen.ui.video.video_tile import VideoTile
from bigscreen.ui.video.video_tiles import VideoTiles
from bigscreen.viewmodels import alarm_rows
from bigscreen.viewmodels.sos_words import SosCard
from bigscreen.viewmodels.table_rows import RowTone, TableRow
from bigscreen.viewmodels.wording import tr

_MANY = 5_000


class _PosedStream(Stream):
    """A stream that stands still in one state, for looking at."""

    def __init__(self, state: StreamState, fault: StreamFault | None = None) -> None:
        super().__init__(DecodeBudget())
        self._posed = state
        self._posed_fault = fault
        self._url_shown = ""

    @property
    def state(self) -> StreamState:
        return self._posed

    @property
    def fault(self) -> StreamFault | None:
        return self._posed_fault

    @property
    def retry_in_s(self) -> float:
        return 20.0

    def open(self, url: str) -> None:
        self._url_shown = url

    def image(self) -> QImage:
        has_one = self._posed is StreamState.PLAYING or self._posed_fault is StreamFault.STALLED
        return picture(self._url_shown, 0.3) if has_one and self._url_shown else QImage()


def _tile(
    state: StreamState, fault: StreamFault | None = None, name: str = "天网007 人民路与环城路口"
) -> Callable[[Theme], QWidget]:
    def make(theme: Theme) -> QWidget:
        tile = VideoTile(theme, _PosedStream(state, fault))
        camera = Camera(id="1", name=name, name_en="", kind=CameraKind.FIXED, url="demo:street/1")
        tile.show_camera(camera, name, "120 m")
        return tile

    return make


def _no_cameras(theme: Theme) -> QWidget:
    return VideoTiles(theme, budget=DecodeBudget())


def _card(*, is_answered: bool = False, more: int = 0, name: str = "巡5-04") -> SosCard:
    return SosCard(
        alarm_id="a",
        unit_id="u",
        title=tr("SOS {unit} ({grid})", unit=name, grid="第五网格"),
        detail="08:52:57 · 执法受阻，请求支援 · 纠纷 · 书香农贸市场",
        is_answered=is_answered,
        more=more,
    )


def _banner(card: Callable[[], SosCard]) -> Callable[[Theme], QWidget]:
    def make(theme: Theme) -> QWidget:
        banner = SosBanner(theme)
        banner.show_card(card())
        return banner

    return make


def _rows(count: int) -> list[TableRow]:
    kinds = (
        (tr("SOS"), "巡5-04 · 第五网格 · 执法受阻，请求支援", RowTone.BAD),
        (tr("Case limit"), "JQ-20261121-0417 占道经营 · 府后街", RowTone.BAD),
        (tr("Stage limit"), f"JQ-20261121-0418 {LONG_NAME}", RowTone.LATE),
        (tr("Too few units"), f"{EMOJI_NAME} 1/3", RowTone.PLAIN),
        (tr("Reinforcement"), "JQ-20261121-0419 纠纷 · 阳光烧烤", RowTone.DONE),
    )
    return [
        TableRow(
            id=str(number),
            cells=(kind, about, "08:52:57", tr("Unanswered"), "desk-2"),
            tone=tone,
        )
        for number in range(count)
        for kind, about, tone in (kinds[min(number, 1) if number < 2 else number % len(kinds)],)
    ]


def _list(count: int, fault: str = "") -> Callable[[Theme], QWidget]:
    def make(theme: Theme) -> QWidget:
        page = RecordsPage(theme, alarm_rows.headings(), tr("No alarms"), wide=1)
        page.add_button(tr("Acknowledge"), "A", lambda: None)
        page.add_button(tr("End the SOS"), "X", lambda: None)
        page.show_line(fault, State.BAD)
        page.show_rows(_rows(count), may_say_empty=not fault)
        return page

    return make


_TILE = (440, 270)
_BANNER = (372, 116)
_LIST = (1100, 420)

SPECIMENS: tuple[Specimen, ...] = (
    *(
        Specimen(name="VideoTile", state=state, make=make, size=_TILE)
        for state, make in (
            ("usual", _tile(StreamState.PLAYING)),
            ("loading", _tile(StreamState.CONNECTING)),
            ("error", _tile(StreamState.BROKEN, StreamFault.REFUSED)),
            ("stalled", _tile(StreamState.BROKEN, StreamFault.STALLED)),
            ("paused", _tile(StreamState.WAITING)),
            ("huge", _tile(StreamState.BROKEN, StreamFault.DENIED, LONG_NAME)),
        )
    ),
    Specimen(name="VideoTiles", state="empty", make=_no_cameras, size=_TILE),
    *(
        Specimen(name="SosBanner", state=state, make=_banner(card), size=_BANNER)
        for state, card in (
            ("usual", _card),
            ("answered", lambda: _card(is_answered=True, more=2)),
            ("huge", lambda: _card(more=12, name=LONG_NAME)),
        )
    ),
    *(
        Specimen(name="Alarms", state=state, make=make, size=_LIST)
        for state, make in (
            ("usual", _list(5)),
            ("empty", _list(0)),
            ("error", _list(0, "clocks.toml: line 3")),
            ("huge", _list(_MANY)),
        )
    ),
)
