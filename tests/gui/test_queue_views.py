"""Filters, groups and kept views of the queue: by mouse and key, and nothing grave goes unseen."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMenu

from bigscreen.domain.alarms import Alarm, AlarmKind, AlarmStage
from bigscreen.domain.commands import AssignUnits
from bigscreen.domain.incidents import Level
from bigscreen.domain.link import LinkState, LinkStatus
from bigscreen.domain.situation import Situation
from bigscreen.ui.dispatch.ask_dialog import AskDialog
from bigscreen.ui.queue.line_moves import moves
from bigscreen.ui.queue.queue_model import LINE_ROLE
from bigscreen.ui.queue.work_queue import WorkQueuePanel
from bigscreen.viewmodels.queue_rows import Order
from bigscreen.viewmodels.queue_view import Grouping, Heading, QueueFilter, QueueView
from tests.support.layout_faults import layout_faults
from tests.support.small_city import DESK, IN_EAST, IN_WEST


@pytest.fixture
def queue(qtbot, theme, scene):
    panel = WorkQueuePanel(theme)
    qtbot.addWidget(panel)
    panel.setPalette(theme.palette())
    panel.resize(372, 968)
    panel.show()

    def show():
        panel.show_situation(scene.live.situation, scene.live.city, scene.now)

    scene.live.situation_changed.connect(show)
    show()
    panel.refresh = show
    return panel


@pytest.fixture
def cases(call):
    """Return four cases: Ⅰ west, Ⅱ east, Ⅲ west, Ⅳ east (a city case)."""
    return (
        call(40, title="甲", level=Level.ONE, location=IN_WEST),
        call(30, title="乙", level=Level.TWO, location=IN_EAST),
        call(20, title="丙", level=Level.THREE, location=IN_WEST),
        call(10, title="丁", level=Level.FOUR, location=IN_EAST, item_code="vendor"),
    )


def shown(queue):
    return "".join(row.headline[-1] for row in queue.model.shown_rows())


def lines(queue):
    found = []
    for place in range(queue.model.rowCount()):
        line = queue.model.index(place).data(LINE_ROLE)
        found.append(line.text if isinstance(line, Heading) else line.headline[-1])
    return found


def trigger(menu: QMenu, text: str):
    next(action for action in menu.actions() if action.text() == text).trigger()


class TestFilter:
    def test_ticks_narrow_by_level_grid_force_and_stage(self, queue, cases, scene):
        queue.filter.menu().aboutToShow.emit()
        trigger(queue.filter.levels, "Level Ⅰ")
        trigger(queue.filter.levels, "Level Ⅱ")
        assert shown(queue) == "甲乙"
        trigger(queue.filter.grids, "East")
        assert shown(queue) == "乙"
        assert queue.filter.text() == "All open +3 ▾"
        queue.clear_filter()
        assert shown(queue) == "甲乙丙丁"
        trigger(queue.filter.forces, "Chengguan")
        assert shown(queue) == "丁"
        queue.clear_filter()
        scene.happen(AssignUnits(incident_id=cases[2], unit_ids=("p-1",)))
        queue.filter.menu().aboutToShow.emit()
        trigger(queue.filter.stages, "Dispatched")
        assert shown(queue) == "丙"
        trigger(queue.filter.stages, "Dispatched")
        assert shown(queue) == "甲乙丙丁"

    def test_mine_are_those_this_account_sent_somebody_to(self, queue, cases, scene):
        scene.happen(AssignUnits(incident_id=cases[2], unit_ids=("p-1",)), DESK)
        queue.show_link(replace(scene.live.link, account=DESK.name))
        trigger(queue.filter.menu(), "Only mine")
        assert shown(queue) == "丙"

    def test_overdue_and_cards(self, queue, cases, scene):
        queue.tick(scene.now.replace(hour=scene.now.hour + 1))
        trigger(queue.filter.menu(), "Only overdue")
        assert shown(queue) == "甲乙丙"
        trigger(queue.filter.menu(), "Only with cards")
        assert shown(queue) == ""

    def test_level_one_cases_a_filter_hides_are_said(self, queue, cases, call, settle):
        queue.use_view(QueueView(filter=QueueFilter(levels=frozenset({Level.TWO}))))
        assert queue.filter_bar._alert.text() == "⚠ 1 level Ⅰ hidden by the filter"
        call(1, title="戊", level=Level.ONE)
        assert queue.filter_bar._alert.text() == "⚠ 2 level Ⅰ hidden by the filter"
        settle(queue)
        assert queue.filter_bar.isVisible()
        assert layout_faults(queue) == []
        queue.filter_bar.clear.click()
        assert not queue.filter_bar.isVisible()

    def test_a_search_and_a_folded_group_hide_too(self, queue, cases):
        queue.search.setText("丙")
        assert "1 level Ⅰ" in queue.filter_bar._alert.text()
        queue.search.clear()
        queue.use_view(QueueView(grouping=Grouping.LEVEL))
        queue.view.fold(queue.model.index(0))
        assert "1 level Ⅰ" in queue.filter_bar._alert.text()

    def test_a_case_whose_unit_calls_for_help_stands_first_and_is_said(self, queue, cases, scene):
        scene.happen(AssignUnits(incident_id=cases[3], unit_ids=("c-1",)))
        alarm = Alarm(
            id="a",
            kind=AlarmKind.SOS,
            stage=AlarmStage.DUE,
            moment=scene.now,
            raised_at=scene.now,
            unit_id="c-1",
        )
        scene.live.situation.alarms.put(alarm)
        queue.refresh()
        assert shown(queue)[0] == "丁"
        queue.use_view(QueueView(filter=QueueFilter(levels=frozenset({Level.TWO}))))
        said = queue.filter_bar._alert.text()
        assert said == "⚠ 1 SOS hidden by the filter\n⚠ 1 level Ⅰ hidden by the filter"


class TestOrders:
    def test_every_order(self, queue, cases):
        for order, wanted in (
            (Order.DEADLINE, "甲丙乙丁"),
            (Order.LEVEL, "甲乙丙丁"),
            (Order.NEWEST, "丁丙乙甲"),
            (Order.OLDEST, "甲乙丙丁"),
            (Order.NUMBER, "甲乙丙丁"),
        ):
            queue._on_order_chosen(order.value)
            assert shown(queue) == wanted, order


class TestGroups:
    def test_headings_stand_over_their_rows_with_counts(self, queue, cases, settle):
        trigger(queue.order.menu(), "Groups by grid")
        assert lines(queue) == ["East", "乙", "丁", "West", "甲", "丙"]
        heading = queue.model.line(0)
        assert (heading.count, heading.waiting) == (2, 2)
        settle(queue)
        assert layout_faults(queue) == []
        for name in ("Groups by level", "Groups by stage", "Groups by leading force"):
            trigger(queue.order.menu(), name)
            assert any(isinstance(queue.model.line(p), Heading) for p in range(5))

    def test_a_heading_folds_by_click_and_by_key_and_is_never_a_case(self, queue, cases, qtbot):
        chosen = []
        queue.incident_selected.connect(chosen.append)
        queue.use_view(QueueView(grouping=Grouping.GRID))
        where = queue.view.visualRect(queue.model.index(0)).center()
        qtbot.mouseClick(queue.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
        assert lines(queue) == ["East", "West", "甲", "丙"]
        assert chosen == []
        queue.view.setFocus()
        qtbot.keyClick(queue.view, Qt.Key.Key_Right)
        assert lines(queue)[:2] == ["East", "乙"]
        qtbot.keyClick(queue.view, Qt.Key.Key_Left)
        assert lines(queue)[:2] == ["East", "West"]
        assert chosen == []

    def test_stepping_passes_over_headings(self, queue, cases):
        chosen = []
        queue.incident_selected.connect(chosen.append)
        queue.use_view(QueueView(grouping=Grouping.GRID))
        for step in (1, 1, 1, -1, -1, -5):
            queue.step(step)
        assert chosen == [cases[i] for i in (1, 3, 0, 3, 1)]


class TestViews:
    def test_default_views_and_own_ones_are_offered_kept_and_deleted(self, queue, cases, qtbot):
        trigger(queue.views.menu(), "Level Ⅰ and Ⅱ")
        assert shown(queue) == "甲乙"
        queue.views.keep_requested.emit()
        (dialog,) = queue.window().findChildren(AskDialog)
        dialog.findChild(QLineEdit).setText("夜班 🌙")
        with qtbot.waitSignal(queue.view_changed):
            dialog.submit()
        queue.clear_filter()
        trigger(queue.views.menu(), "夜班 🌙")
        assert shown(queue) == "甲乙"
        assert [view.name for view in queue.own_views] == ["夜班 🌙"]
        queue.delete_view("夜班 🌙")
        assert queue.own_views == ()

    def test_every_choice_is_an_action_of_the_palette(self, queue, cases):
        offered = {(about, action.text()) for about, action in queue.menu_actions()}
        assert ("Order", "Groups by grid") in offered
        assert ("Filter", "Level Ⅰ") in offered
        assert ("Views", "Overdue, by deadline") in offered


class TestStates:
    @pytest.mark.parametrize(
        ("status", "text"),
        [
            (LinkStatus.LIVE, "No open cases"),
            (LinkStatus.CONNECTING, "Loading the cases …"),
            (LinkStatus.LOST, "No link to the hub: cases are not known"),
        ],
    )
    def test_an_empty_list_says_why(self, queue, scene, status, text):
        queue.show_link(LinkState(status=status, since=scene.now))
        assert queue._empty.text() == text
        assert queue._empty.isVisible()

    def test_no_match_offers_to_clear(self, queue, cases):
        queue.search.setText("zzzz")
        assert queue._empty.text() == "No case matches"
        assert queue.filter_bar.clear.isVisible()

    def test_long_names_and_emoji_grids_stay_in_their_rows(self, queue, call, scene, settle):
        case = call(20, title="长" * 60, address="🙂" * 60)
        situation: Situation = scene.live.situation
        state = situation.incidents[case]
        odd = replace(state.incident, grid_id="🙂" * 60)
        situation.incidents[case] = replace(state, incident=odd, version=99)
        queue.use_view(QueueView(grouping=Grouping.GRID))
        queue.refresh()
        settle(queue)
        assert layout_faults(queue) == []


class TestMoves:
    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("abc", "abc"),
            ("abc", "cab"),
            ("abcdef", "xbeyaz"),
            ("", "ab"),
            ("ab", ""),
            ("abc", "c"),
        ],
    )
    def test_the_steps_lead_to_the_new_order(self, old, new):
        steps = moves(old, new)
        keys = list(old)
        for first, last in steps.removed:
            del keys[first : last + 1]
        if steps.kept is not None:
            assert sorted(steps.kept) == sorted(keys)
            keys = list(steps.kept)
        for first, last in steps.added:
            keys[first:first] = new[first : last + 1]
        assert "".join(keys) == new

    def test_too_many_changes_are_told_at_once(self):
        assert moves([str(n) for n in range(300)], []) is None

    def test_the_list_keeps_its_place_and_its_case_when_rows_come_and_go(self, queue, call, qtbot):
        made = [call(100 + n, title=f"n{n}", level=Level.TWO) for n in range(30)]
        queue.select(made[15])
        bar = queue.view.verticalScrollBar()
        before = bar.value()
        said = []
        queue.incident_selected.connect(said.append)
        call(1, title="late", level=Level.FOUR)
        assert bar.value() == before
        assert queue.model.line(queue.view.currentIndex().row()).incident_id == made[15]
        assert said == []
