"""Widgets of the desk's orders: candidates, notices, one unit, units chosen together."""

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bigscreen.domain.geo import GeoPoint
from bigscreen.ui.dispatch.candidate_panel import CandidatePanel
from bigscreen.ui.dispatch.group_bar import GroupBar
from bigscreen.ui.dispatch.notice_bar import NoticeBar
from bigscreen.ui.dispatch.place_field import PlaceField
from bigscreen.ui.dispatch.unit_card import UnitCard
from bigscreen.ui.dispatch.unit_choice import UnitChoice
from bigscreen.ui.gallery.sample_figures import EMOJI_NAME, LONG_NAME
from bigscreen.ui.gallery.specimen import Specimen
from bigscreen.ui.theme import Theme
from bigscreen.ui.widgets.action_button import LOOK
from bigscreen.ui.widgets.key_button import ButtonLook
from bigscreen.viewmodels.candidate_rows import CandidateRow
from bigscreen.viewmodels.group_sheet import GroupSheet
from bigscreen.viewmodels.order_notice import Notice, Phase
from bigscreen.viewmodels.search_index import Entry, EntryKind
from bigscreen.viewmodels.track_state import TrackState
from bigscreen.viewmodels.unit_marks import Mark, Shape, Tone
from bigscreen.viewmodels.unit_sheet import UnitSheet
from bigscreen.viewmodels.wording import tr

_POLICE = Mark(shape=Shape.CIRCLE, tones=(Tone.POLICE,))
_JOINT = Mark(shape=Shape.JOINT, tones=(Tone.POLICE, Tone.CHENGGUAN))
_MANY = 5_000


def _hosted(widget: QWidget) -> QWidget:
    """Return a room with the widget at its top: by itself it would open as a window."""
    room = QWidget()
    column = QVBoxLayout(room)
    column.addWidget(widget)
    column.addStretch(1)
    return room


def _sheet(
    call_sign: str,
    rows: tuple[tuple[str, str], ...],
    cases: tuple[str, ...],
    *,
    stale: bool = False,
) -> UnitSheet:
    return UnitSheet(
        unit_id="u1",
        call_sign=call_sign,
        mark=_JOINT if cases else _POLICE,
        status=tr("On scene") if cases else tr("Free"),
        facts_line="公安 巡特警 · 车巡 · 第二网格 · 第二中队",
        rows=rows,
        fix_line=tr("No position yet") if stale else "定位 4 秒前 · 来源 simulator",
        is_stale=stale,
        cases=tuple((f"i{place}", case) for place, case in enumerate(cases)),
    )


def _rows() -> tuple[tuple[str, str], ...]:
    """Return what the city may know of a unit, in the language in use."""
    return (
        (tr("Officers"), "3 人 · 何志强、林永红、高文斌"),
        (tr("Shift"), "第 1 班 · 在班至 20:00"),
        (tr("Radio"), "电台 巡2-03"),
        (tr("Devices"), "执法记录仪 巡2-03"),
        (tr("Able to"), "急救 · 防护盾"),
    )


def _long_rows() -> tuple[tuple[str, str], ...]:
    return tuple((label, LONG_NAME) for label, _ in _rows())


def _card(
    sheet: Callable[[], UnitSheet], track: TrackState, others: int = 0
) -> Callable[[Theme], QWidget]:
    def make(theme: Theme) -> QWidget:
        card = UnitCard(theme)
        room = _hosted(card)
        card.show_sheet(sheet(), can_choose=True, is_chosen=False, can_move=bool(sheet().cases))
        card.show_track(track)
        card.show_spot(others)
        return room

    return make


def _bar(sheet: GroupSheet) -> Callable[[Theme], QWidget]:
    def make(theme: Theme) -> QWidget:
        action = QAction(sheet.order)
        action.setProperty(LOOK, ButtonLook.PRIMARY if sheet.can_send else ButtonLook.PLAIN)
        action.setShortcut("Shift+Return")
        action.setEnabled(sheet.can_send)
        bar = GroupBar(theme, action)
        action.setParent(bar)
        room = _hosted(bar)
        bar.show_group(sheet)
        return room

    return make


def _notice(phase: Phase, title: str, detail: str) -> Callable[[Theme], QWidget]:
    def make(theme: Theme) -> QWidget:
        bar = NoticeBar(theme)
        room = _hosted(bar)
        bar.show_notice(Notice(phase=phase, title=title, detail=detail))
        return room

    return make


def _candidate(place: int, call_sign: str, reasons: str) -> CandidateRow:
    return CandidateRow(
        unit_id=f"u{place}",
        place=place,
        call_sign=call_sign,
        mark=_POLICE if place % 2 else _JOINT,
        reasons=reasons,
        travel="1:10",
        distance="420 m",
        proposed=place < 3,
        is_free=place % 3 != 0,
    )


def _candidates(rows: list[CandidateRow]) -> Callable[[Theme], QWidget]:
    def make(theme: Theme) -> QWidget:
        choice = UnitChoice()
        panel = CandidatePanel(theme, choice)
        choice.setParent(panel)
        panel.show_rows(rows, is_new_case=True)
        choice.begin(rows, propose=True)
        return panel

    return make


def _place_field(theme: Theme) -> QWidget:
    def found(_text: str) -> list[Entry]:
        place = Entry(kind=EntryKind.PLACE, id="p", name=LONG_NAME, location=GeoPoint(30.6, 104.0))
        return [place]

    field = PlaceField(theme, found)
    field.setAccessibleName(tr("Address"))
    field.setText(LONG_NAME)
    return _hosted(field)


def _group(text: str, order: str, *, can_send: bool = True) -> GroupSheet:
    return GroupSheet(text=text, order=order, can_send=can_send)


_NOTICES = (
    (Phase.PENDING, "联动派遣 巡2-03 + 城2-11", "等待中心答复"),
    (Phase.ACCEPTED, "联动派遣 巡2-03 + 城2-11", "已受理"),
    (Phase.WARNED, "巡2-03 自 14:02 起在 JQ-0417 纠纷，由 desk-2 派遣。", "再次下达即作为第二案。"),
    (Phase.REFUSED, "未受理：派遣 巡2-03", "巡2-03 自 14:02 起在 JQ-0417 纠纷，由 desk-2 派遣。"),
    (Phase.NOT_SENT, "未发出：派遣 巡2-03", "与中心的连接已断，未下达任何指令。"),
    (Phase.UNCONFIRMED, "未确认：派遣 巡2-03", "连接恢复后自行确认。"),
)

SPECIMENS: tuple[Specimen, ...] = (
    Specimen(
        name="UnitCard",
        state="usual",
        make=_card(lambda: _sheet("巡2-03", _rows(), ()), TrackState(points=120), 3),
        size=(372, 460),
    ),
    Specimen(
        name="UnitCard",
        state="busy",
        make=_card(
            lambda: _sheet("联5-02", _rows(), ("纠纷 · 好又多超市", "叠加：占道经营 · 大北街")),
            TrackState(points=120, has_gap=True),
        ),
        size=(372, 500),
    ),
    Specimen(
        name="UnitCard",
        state="empty",
        make=_card(lambda: _sheet("巡2-03", (), (), stale=True), TrackState()),
        size=(372, 280),
    ),
    Specimen(
        name="UnitCard",
        state="loading",
        make=_card(lambda: _sheet("巡2-03", _rows(), ()), TrackState(loading=True)),
        size=(372, 420),
    ),
    Specimen(
        name="UnitCard",
        state="error",
        make=_card(lambda: _sheet("巡2-03", _rows(), ()), TrackState(fault="not_sent")),
        size=(372, 420),
    ),
    Specimen(
        name="UnitCard",
        state="huge",
        make=_card(
            lambda: _sheet(
                LONG_NAME, _long_rows(), tuple(f"{EMOJI_NAME} {LONG_NAME}" for _ in range(40))
            ),
            TrackState(points=9000),
            _MANY,
        ),
        size=(372, 580),
    ),
    Specimen(
        name="GroupBar",
        state="usual",
        make=_bar(_group("已选 7 个单位", "派 6 个到 纠纷 · 好又多超市")),
        size=(760, 90),
    ),
    Specimen(
        name="GroupBar",
        state="empty",
        make=_bar(_group("已选 7 个单位", "先选择要派往的案件", can_send=False)),
        size=(760, 90),
    ),
    Specimen(
        name="GroupBar",
        state="huge",
        make=_bar(_group(f"已选 {_MANY} 个单位", f"派 50 个到 {LONG_NAME}")),
        size=(560, 90),
    ),
    *(
        Specimen(
            name="NoticeBar", state=phase.value, make=_notice(phase, title, detail), size=(460, 120)
        )
        for phase, title, detail in _NOTICES
    ),
    Specimen(
        name="NoticeBar",
        state="huge",
        make=_notice(Phase.REFUSED, LONG_NAME * 4, LONG_NAME * 5),
        size=(460, 260),
    ),
    Specimen(
        name="CandidatePanel",
        state="usual",
        make=_candidates([_candidate(n, f"巡2-0{n}", "空闲 · 主办 · 双人") for n in range(1, 6)]),
        size=(450, 420),
    ),
    Specimen(name="CandidatePanel", state="empty", make=_candidates([]), size=(450, 200)),
    Specimen(
        name="CandidatePanel",
        state="huge",
        make=_candidates([_candidate(n, LONG_NAME, LONG_NAME) for n in range(1, _MANY)]),
        size=(450, 420),
    ),
    Specimen(name="PlaceField", state="huge", make=_place_field, size=(360, 80)),
)
