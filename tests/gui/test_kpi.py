"""Figures are drawn from the board alone, each with its n, and say so where there is none."""

from dataclasses import replace
from itertools import pairwise

import pyqtgraph as pg
import pytest
from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from bigscreen.domain.figures import ComplianceFigure, GridFigure
from bigscreen.ui.kpi.channels_panel import ChannelsPanel
from bigscreen.ui.kpi.compliance_panel import CompliancePanel
from bigscreen.ui.kpi.forces_panel import ForcesPanel
from bigscreen.ui.kpi.kpi_column import KpiColumn
from bigscreen.ui.kpi.ranking_panel import RankingPanel
from bigscreen.ui.kpi.segment_bar import Segment, SegmentBar
from bigscreen.ui.kpi.trend_panel import TrendPanel
from bigscreen.ui.kpi.volume_panel import VolumePanel
from bigscreen.ui.theme import State
from tests.support.boards import empty_board, full_board
from tests.support.duty_scene import with_duty
from tests.support.layout_faults import layout_faults


@pytest.fixture
def board(scene):
    return full_board(scene.city, scene.now)


@pytest.fixture
def shown(qtbot, theme, scene, settle):
    def show(kind, board, size=(398, 290)):
        panel = kind(theme)
        qtbot.addWidget(panel)
        panel.resize(*size)
        panel.show()
        panel.show_board(board, scene.city)
        settle(panel)
        return panel

    return show


def texts(panel):
    return [box.text for child in panel.findChildren(object) if hasattr(child, "text_boxes")
            for box in child.text_boxes()]  # fmt: skip


@pytest.mark.parametrize(
    "kind", [ForcesPanel, CompliancePanel, TrendPanel, ChannelsPanel, RankingPanel, VolumePanel]
)
def test_without_figures_a_sentence_stands_in_their_place(shown, scene, kind):
    for board in (None, empty_board(scene.now)):
        panel = shown(kind, board)
        assert panel._empty.isVisible()
        assert panel._empty.text()
        assert layout_faults(panel) == []


def test_compliance_draws_share_and_target_and_says_n(shown, board):
    panel = shown(CompliancePanel, board)
    labels = panel._labels[:3]
    assert [label.label.text() for label in labels] == ["1 min", "3 min", "5 min"]
    assert [label._value.text() for label in labels] == ["71.1%", "91.8%", "95.2%"]
    assert [label._sample.text() for label in labels] == ["n 90", "n 170", "n 250"]
    bars = [item for item in panel._items if item.opts["brush"] in (State.GOOD, State.LATE)]
    assert [item.opts["brush"] for item in bars] == [State.GOOD, State.GOOD, State.LATE]
    assert bars[0].opts["width"] == [pytest.approx(64 / 90)]


def test_a_class_without_calls_has_a_dash_and_no_bar(shown, board):
    board = replace(board, compliance=(ComplianceFigure(minutes=3, n=0, within=0),))
    panel = shown(CompliancePanel, board)
    assert panel._labels[0]._value.text() == "—"
    assert len(panel._items) == 1
    assert not panel._legend.isVisible()


def test_the_trend_has_this_half_day_over_last_week_dashed(shown, board):
    panel = shown(TrendPanel, board)
    hours, seconds = panel._p50.getData()
    assert len(hours) == 25
    assert seconds[0] == pytest.approx(board.trend[0].p50_s)
    assert len(panel._last_week[0].getData()[0]) == 25
    assert panel._last_week[0].opts["pen"].dashPattern()
    assert [f.value.text() for f in panel._figures] == ["P50  02:14", "P90  04:21"]
    assert panel._figures[0].change.text() == "▼ 8% on last week"
    assert panel._sample.text() == "this shift · n 96, 3 left out · last week n 101"


def test_a_half_hour_alone_is_a_dot(shown, board):
    gaps = tuple(
        point if n in (0, 1, 5) else replace(point, n=0, p50_s=None, p90_s=None)
        for n, point in enumerate(board.trend)
    )
    panel = shown(TrendPanel, replace(board, trend=gaps, trend_last_week=()))
    assert [spot.pos().y() for spot in panel._lone.points()] == [gaps[5].p90_s, gaps[5].p50_s]
    panel = shown(TrendPanel, board)
    assert len(panel._lone.points()) == 0


def test_a_new_board_takes_the_place_of_the_old_one(shown, board, scene):
    panel = shown(TrendPanel, board)
    lines = len(panel.plot.getPlotItem().items)
    panel.show_board(board, scene.city)
    assert len(panel.plot.getPlotItem().items) == lines
    panel.show_board(None, None)
    assert panel._figures[0].value.text() == ""


def test_volumes_are_stacked_by_force_with_last_week_and_total(shown, board):
    panel = shown(VolumePanel, board, (1060, 282))
    items = panel.plot.getPlotItem().items
    totals = [item.toPlainText() for item in items if isinstance(item, pg.TextItem)]
    assert totals == ["18", "31"]
    bars = [item for item in items if isinstance(item, pg.BarGraphItem)]
    assert [bar.opts["height"] for bar in bars[:2]] == [[7], [11]]
    assert "today 49 / same weekday last week 50" in panel.note.text()


def test_each_bar_says_what_it_counts(shown, board, qtbot):
    panel = shown(VolumePanel, board, (1060, 282))
    middle = panel.plot.geometry().center().y()
    left, right = panel.plot.geometry().left() + 5, panel.plot.geometry().right() - 1
    assert panel.bar_at(QPoint(left, middle)).label == "West"
    assert panel.bar_at(QPoint(right, middle)).label == "East"
    assert panel.bar_at(QPoint(left, 5)) is None
    tip = QHelpEvent(QEvent.Type.ToolTip, QPoint(left, middle), QPoint(left, middle))
    QApplication.sendEvent(panel, tip)
    assert "West: 18 cases received today" in QToolTip.text()
    QToolTip.hideText()
    assert shown(VolumePanel, None).bar_at(QPoint(10, 100)) is None


def test_many_grids_share_what_room_there_is(shown, board, settle):
    grids = tuple(
        GridFigure(grid_id=f"第{n}号很长的网格名称", by_force={"police": n}, last_week=n, n=n,
                   p90_s=60.0 + n, closed=0)
        for n in range(1, 240)
    )  # fmt: skip
    board = replace(board, grids=grids)
    panel = shown(VolumePanel, board, (1060, 282))
    assert len(panel._bars) == 11
    assert panel._bars[-1].label == "229 others"
    assert layout_faults(panel) == []
    panel.resize(600, 282)
    settle(panel)
    assert len(panel._bars) == 6
    ranking = shown(RankingPanel, board, (398, 282))
    assert "⋯" in texts(ranking)
    assert layout_faults(ranking) == []


def test_a_low_strip_keeps_its_totals_whole(shown, board):
    assert layout_faults(shown(VolumePanel, board, (1010, 150))) == []


def test_the_ranking_marks_slow_grids(shown, board):
    panel = shown(RankingPanel, board)
    boxes = panel._table.text_boxes()
    assert [box.text for box in boxes[:5]] == ["1", "West", "03:02", "94.4%", "7"]
    assert boxes[2].colour == State.BAD


def test_sources_and_forces_fit_their_words(shown, board, scene):
    assert "38%" in texts(shown(ChannelsPanel, board, (398, 160)))
    forces = shown(ForcesPanel, board, (398, 250))
    forces.show_units(scene.live.situation.units.values())
    assert forces._support.text() == "Drones 1"
    assert [row._count.text() for row in forces._rows[:2]] == ["53/56", "40/42"]
    tiny = replace(board, channels={"hotline": 1000, "video": 1, "patrol": 1, "alarm": 1})
    assert layout_faults(shown(ChannelsPanel, tiny, (398, 160))) == []


def test_a_force_below_its_minimum_is_marked_and_the_ranking_says_what_was_covered(
    shown, board, scene
):
    board = with_duty(board, scene)
    forces = shown(ForcesPanel, board, (398, 250))
    assert [row._short.text() for row in forces._rows[:2]] == ["3 short", ""]
    assert layout_faults(forces) == []
    ranking = shown(RankingPanel, board, (398, 282))
    assert ranking.note.text() == "P90 · closed · n · patrol"
    assert {"1/6", "2/6"} <= set(texts(ranking))
    assert layout_faults(ranking) == []


def test_long_grid_names_stay_apart(shown, board, scene, settle):
    names = ("Shanqian Road 7", "Seaview Road 12")
    named = zip(scene.city.grids, names, strict=True)
    city = replace(scene.city, grids=tuple(replace(g, name_en=name) for g, name in named))
    grids = tuple(replace(board.grids[n % 2], grid_id=g.id) for n, g in enumerate(city.grids))
    for kind, size in ((VolumePanel, (240, 282)), (RankingPanel, (398, 282))):
        panel = shown(kind, board, size)
        panel.show_board(replace(board, grids=grids), city)
        settle(panel)
        assert layout_faults(panel) == []
    assert set(names) <= set(texts(panel))


def test_the_legend_keeps_its_words_apart(shown, board, theme):
    forces = shown(ForcesPanel, board, (398, 250))
    laid = forces._legend._laid()
    for (_, _, word), (_, swatch, _) in pairwise(laid):
        assert swatch.left() - word.rect.right() >= theme.px(8)
    assert laid[-1][2].rect.right() <= forces._legend.width()


def test_the_column_shows_one_board_in_all_its_panels(shown, board):
    column = shown(KpiColumn, board, (398, 968))
    assert layout_faults(column) == []
    assert column.channels.note.text() == "n 277"


def test_a_segment_too_narrow_for_its_number_has_none(qtbot, theme):
    bar = SegmentBar(theme, 24)
    qtbot.addWidget(bar)
    bar.resize(100, 24)
    bar.show_segments([Segment(97, State.GOOD, "97"), Segment(1, State.BAD, "1")])
    assert [box.text for box in bar.text_boxes()] == ["97"]
    assert bar.places() == [QRect(0, 0, 97, 24), QRect(99, 0, 1, 24)]
    bar.show_segments([])
    assert bar.text_boxes() == []
    bar.grab()
