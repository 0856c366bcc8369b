"""The panels only walls have: large figures, units, one case, its milestones, a city's words."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from bigscreen.domain.city import City
from bigscreen.domain.figures import KpiBoard
from bigscreen.domain.incidents import Level
from bigscreen.domain.situation import Situation
from bigscreen.ui.gallery.sample_figures import (
    EMOJI_NAME,
    LONG_NAME,
    NOW,
    busy_board,
    empty_board,
    sample_city,
)
from bigscreen.ui.gallery.specimen import Specimen
from bigscreen.ui.theme import Theme
from bigscreen.ui.wall.facts_panel import FactsPanel
from bigscreen.ui.wall.figure_panels import GridFiguresPanel, TilesPanel
from bigscreen.ui.wall.milestones_panel import MilestonesPanel
from bigscreen.ui.wall.text_panel import TextPanel
from bigscreen.ui.wall.units_panel import UnitsPanel
from bigscreen.viewmodels.case_badges import Badge, BadgeKind
from bigscreen.viewmodels.case_tracks import StageCell, UnitTrack
from bigscreen.viewmodels.unit_marks import Mark, Shape, Tone
from bigscreen.viewmodels.wall_case import WallCase
from bigscreen.viewmodels.wall_units import WallUnit

_POLICE = Mark(shape=Shape.CIRCLE, tones=(Tone.POLICE,))
_URBAN = Mark(shape=Shape.SQUARE, tones=(Tone.CHENGGUAN,))
_MANY = 5_000


def _cell(text: str) -> StageCell:
    return StageCell(text=text, detail=text, reached=bool(text))


def _track(call_sign: str, mark: Mark, *times: str) -> UnitTrack:
    cells = tuple(_cell(time) for time in (*times, *[""] * (7 - len(times))))
    return UnitTrack(
        unit_id=call_sign,
        text=call_sign,
        mark=mark,
        state="途中",
        is_open=True,
        cells=cells,
        next_milestone=None,
    )


_CASE = WallCase(
    number="JQ-20261121-0131",
    headline="纠纷 · 好又多超市",
    level=Level.ONE,
    level_text="Ⅰ 级",
    badges=(Badge(kind=BadgeKind.ECHELON, text="Ⅱ 梯队", detail="Ⅱ 梯队"),),
    masked="",
    lines=("110 接警 14:31:20 · 3 分钟圈", "大北街 118 号", "第二网格 · 公安 巡特警主办"),
    summary="顾客与商户在入口处争执，围观约三十人。",
    received=_cell("14:31:20"),
    case_line=(),
    tracks=(
        _track("巡2-03", _POLICE, "14:31:20", "14:31:29", "14:31:40"),
        _track("城2-11", _URBAN, "14:31:20", "14:31:29"),
    ),
    received_at=NOW - timedelta(seconds=47),
    overdue_at=NOW + timedelta(seconds=133),
    stopped_at=None,
    is_closed=False,
)
_MASKED = replace(
    _CASE,
    masked="敏感案件：大屏不显示地点与详情",
    headline="纠纷",
    lines=_CASE.lines[:1],
    summary="",
)
_HUGE = replace(
    _CASE,
    headline=LONG_NAME + EMOJI_NAME,
    lines=(LONG_NAME,) * 6,
    summary=LONG_NAME * 4,
    overdue_at=NOW - timedelta(seconds=1),
    received_at=NOW - timedelta(days=12),
    badges=_CASE.badges * 9,
    tracks=tuple(_track(f"{LONG_NAME}{n}", _POLICE, "14:31:20") for n in range(60)),
)
_UNIT = WallUnit(
    mark=_POLICE,
    call_sign="巡2-03",
    status="途中",
    detail="纠纷 · 好又多超市",
    age="",
    is_busy=True,
)
_FREE = replace(_UNIT, mark=_URBAN, call_sign="城2-11", status="空闲", detail="", is_busy=False)
_STALE = replace(_FREE, call_sign="城2-12", age="3 分钟前")
_ODD = replace(_UNIT, call_sign=LONG_NAME, detail=LONG_NAME)


def _tiles(board: KpiBoard | None) -> Callable[[Theme], QWidget]:
    def make(theme: Theme) -> QWidget:
        panel = TilesPanel(theme)
        panel.show_board(board, None)
        return panel

    return make


def _grid(board: KpiBoard | None, city: City) -> Callable[[Theme], QWidget]:
    def make(theme: Theme) -> QWidget:
        panel = GridFiguresPanel(theme)
        panel.show_grid(board, Situation(), city, city.grids[0].id)
        return panel

    return make


def _units(*units: WallUnit, whole: int) -> Callable[[Theme], QWidget]:
    def make(theme: Theme) -> QWidget:
        panel = UnitsPanel(theme)
        panel.show_units(units, whole)
        return panel

    return make


def _facts(case: WallCase | None) -> Callable[[Theme], QWidget]:
    def make(theme: Theme) -> QWidget:
        panel = FactsPanel(theme)
        panel.show_case(case, NOW)
        return panel

    return make


def _milestones(case: WallCase | None) -> Callable[[Theme], QWidget]:
    def make(theme: Theme) -> QWidget:
        panel = MilestonesPanel(theme)
        panel.show_case(case)
        return panel

    return make


def _text(title: str, text: str) -> Callable[[Theme], QWidget]:
    def make(theme: Theme) -> QWidget:
        panel = TextPanel(theme)
        panel.show_text(title, text)
        return panel

    return make


_CITY, _ODD_CITY = sample_city(), sample_city(odd_names=True)
_CASES = (("empty", None), ("usual", _CASE), ("masked", _MASKED), ("huge", _HUGE))

SPECIMENS: tuple[Specimen, ...] = (
    *(
        Specimen(name="TilesPanel", state=state, make=_tiles(board), size=(1880, 190))
        for state, board in (
            ("loading", None),
            ("empty", empty_board()),
            ("usual", busy_board(_CITY)),
            ("huge", busy_board(_CITY, 1_000)),
        )
    ),
    *(
        Specimen(name="GridFiguresPanel", state=state, make=_grid(board, city), size=(396, 500))
        for state, board, city in (
            ("loading", None, _CITY),
            ("empty", empty_board(), _CITY),
            ("usual", busy_board(_CITY), _CITY),
            ("huge", busy_board(_ODD_CITY, 1_000), _ODD_CITY),
        )
    ),
    Specimen(name="UnitsPanel", state="empty", make=_units(whole=0), size=(396, 440)),
    Specimen(
        name="UnitsPanel",
        state="usual",
        make=_units(_UNIT, _FREE, _STALE, whole=3),
        size=(396, 440),
    ),
    Specimen(
        name="UnitsPanel",
        state="huge",
        make=_units(*[_ODD, _UNIT, _FREE] * 40, whole=_MANY),
        size=(396, 440),
    ),
    *(
        Specimen(name="FactsPanel", state=state, make=_facts(case), size=(396, 510))
        for state, case in _CASES
    ),
    *(
        Specimen(name="MilestonesPanel", state=state, make=_milestones(case), size=(1060, 282))
        for state, case in _CASES
    ),
    Specimen(
        name="TextPanel", state="usual", make=_text("值守要求", _CASE.summary), size=(396, 240)
    ),
    Specimen(
        name="TextPanel", state="huge", make=_text(LONG_NAME, LONG_NAME * 40), size=(396, 240)
    ),
)
