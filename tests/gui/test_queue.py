"""The queue: order, selection, search, clocks; smooth with thousands of rows."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage

from bigscreen.domain.case_orders import SetSensitivity
from bigscreen.domain.commands import AddNote, AssignUnits, CloseIncident
from bigscreen.domain.incidents import Level, Sensitivity
from bigscreen.ui.queue.queue_model import HINT_ROLE, QueueModel
from bigscreen.ui.queue.queue_panel import QueuePanel
from bigscreen.ui.queue.work_queue import WorkQueuePanel
from bigscreen.viewmodels.queue_rows import Order, Scope
from bigscreen.viewmodels.queue_view import Grouping
from tests.support.hostile import HOSTILE
from tests.support.layout_faults import layout_faults


@pytest.fixture
def queue(qtbot, theme, scene):
    panel = WorkQueuePanel(theme)
    qtbot.addWidget(panel)
    panel.resize(372, 968)
    panel.show()

    def show():
        panel.show_situation(scene.live.situation, scene.live.city, scene.now)

    panel.refresh = show
    scene.live.situation_changed.connect(show)
    show()
    return panel


def shown(panel):
    return [row.headline.split(" · ")[-1] for row in panel.model.shown_rows()]


def test_cases_stand_by_level_then_overdue_then_age(queue, call):
    call(60, title="三级", level=Level.THREE)
    call(200, title="超时", level=Level.TWO)
    call(100, title="未超时", level=Level.TWO)
    call(5, title="一级", level=Level.ONE)
    assert shown(queue) == ["一级", "超时", "未超时", "三级"]


def test_a_sensitive_case_is_faint_on_a_wall_and_plain_at_a_desk(qtbot, theme, scene, call, settle):
    case = call(10, title="甲")
    scene.happen(SetSensitivity(incident_id=case, sensitivity=Sensitivity.DIM))

    def brightest(*, can_select):
        panel = QueuePanel(theme, can_select=can_select)
        qtbot.addWidget(panel)
        panel.setPalette(theme.palette())
        panel.resize(372, 300)
        panel.show()
        panel.show_situation(scene.live.situation, scene.city, scene.now)
        settle(panel)
        row = panel.view.visualRect(panel.model.index(0))
        seen = panel.view.viewport().grab(row).toImage()
        return max(
            seen.pixelColor(x, y).lightness()
            for x in range(seen.width())
            for y in range(0, seen.height(), 2)
        )

    assert brightest(can_select=True) > 200
    assert brightest(can_select=False) < 150


def test_a_clock_that_runs_out_moves_its_case_up(queue, scene, call):
    call(300, item_code="vendor", title="早", level=Level.TWO)
    call(100, title="晚", level=Level.TWO)
    assert shown(queue) == ["早", "晚"]
    queue.tick(scene.now + timedelta(seconds=79))
    assert shown(queue) == ["早", "晚"]
    queue.tick(scene.now + timedelta(seconds=80))
    assert shown(queue) == ["晚", "早"]


def test_a_hub_clock_that_was_set_back_sorts_again(queue, scene, call):
    call(300, item_code="vendor", title="早", level=Level.TWO)
    call(100, title="晚", level=Level.TWO)
    queue.tick(scene.now + timedelta(seconds=90))
    queue.tick(scene.now)
    assert shown(queue) == ["早", "晚"]


def test_a_click_selects_the_case_under_the_mouse(queue, qtbot, call):
    call(60, title="a", level=Level.ONE)
    second = call(60, title="b", level=Level.TWO)
    rect = queue.view.visualRect(queue.model.index(1))
    with qtbot.waitSignal(queue.incident_selected) as chosen:
        qtbot.mouseClick(queue.view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert chosen.args == [second]


def test_keys_move_the_selection(queue, qtbot, call):
    first = call(60, title="a", level=Level.ONE)
    second = call(60, title="b", level=Level.TWO)
    chosen = []
    queue.incident_selected.connect(chosen.append)
    queue.view.setFocus()
    queue.step(1)
    qtbot.keyClick(queue.view, Qt.Key.Key_Down)
    queue.step(5)
    queue.step(-9)
    assert chosen == [first, second, first]


def test_stepping_through_an_empty_queue_does_nothing(queue):
    queue.step(1)
    assert queue.model.rowCount() == 0


def test_the_selection_stays_with_its_case_when_rows_move(queue, scene, call):
    call(60, title="a", level=Level.TWO)
    second = call(50, title="b", level=Level.TWO)
    queue.select(second)
    said = []
    queue.incident_selected.connect(said.append)
    call(1, title="c", level=Level.ONE)
    assert shown(queue) == ["c", "a", "b"]
    assert queue.view.currentIndex().row() == 2
    queue.select("")
    assert not queue.view.currentIndex().isValid()
    assert said == []


def test_rows_of_untouched_cases_are_kept(queue, scene, call):
    first, second = call(60, title="a"), call(50, title="b")
    before = {row.incident_id: row for row in queue.model.shown_rows()}
    scene.happen(AddNote(incident_id=first, text="x"))
    after = {row.incident_id: row for row in queue.model.shown_rows()}
    assert after[second] is before[second]
    assert after[first] is not before[first]


def test_a_second_queue_begins_with_the_rows_of_the_first(queue, scene, call):
    kept, changed = call(10, title="甲"), call(20, title="乙")
    second = QueueModel()
    second.begin_with(queue.model)
    assert second.rowCount() == 0  # until it is told of a situation
    before = {row.incident_id: row for row in queue.model.all_rows()}
    scene.happen(AddNote(incident_id=changed, text="x"))
    second.show_situation(scene.live.situation, scene.live.city, scene.now)
    rows = {row.incident_id: row for row in second.all_rows()}
    assert rows[kept] is before[kept]
    assert rows[changed] is not before[changed]


def test_a_queue_for_a_wall_takes_no_rows_of_a_desk(queue, call):
    call(10, title="甲")
    with pytest.raises(ValueError, match="wall"):
        QueueModel(at_wall=True).begin_with(queue.model)


def test_chips_follow_the_assignments(queue, scene, call):
    case = call(60)
    scene.happen(AssignUnits(incident_id=case, unit_ids=("p-1", "c-1")))
    assert [chip.text for chip in queue.model.row(0).chips] == ["巡p-1", "城c-1"]


def test_search_narrows_and_says_when_nothing_matches(queue, qtbot, call):
    call(60, title="好又多超市")
    call(50, title="滨河路")
    queue.search.setText("滨河")
    assert shown(queue) == ["滨河路"]
    qtbot.keyClicks(queue.search, "xyz")
    assert shown(queue) == []
    assert queue._empty.text() == "No case matches"
    assert queue._empty.isVisible()
    queue.search.setFocus()
    qtbot.keyClick(queue.search, Qt.Key.Key_Escape)
    assert len(shown(queue)) == 2


def test_an_empty_queue_says_so(queue):
    assert queue._empty.text() == "No open cases"
    assert not queue.view.isVisible()


def test_order_and_scope_can_be_chosen(queue, scene, call):
    first = call(60, title="a", level=Level.ONE)
    call(50, title="b", level=Level.TWO)
    queue.model.set_order(Order.NEWEST)
    assert shown(queue) == ["b", "a"]
    scene.happen(AssignUnits(incident_id=first, unit_ids=("p-1",)))
    queue.filter._choose_scope(Scope.WAITING.value)
    assert shown(queue) == ["b"]
    scene.happen(CloseIncident(incident_id=first))
    queue.filter._choose_scope(Scope.CLOSED.value)
    assert shown(queue) == ["a"]


def test_the_menus_offer_every_choice(queue, qtbot, call):
    call(60, title="a", level=Level.ONE)
    call(50, title="b", level=Level.TWO)
    assert len(queue.order.orders.actions()) == len(Order)
    assert len(queue.order.groupings.actions()) == len(Grouping)
    assert len(queue.filter.scopes.actions()) == len(Scope)
    with qtbot.waitSignal(queue.view_changed):
        queue.order.orders.actions()[3].trigger()
    assert shown(queue) == ["b", "a"]
    assert queue.order.text() == "Newest first ▾"


def test_hints_stand_at_waiting_cases_and_done_ones_can_be_closed(queue, scene, call):
    case = call(60)
    queue.show_hints({case: "Send 巡p-1"})
    assert queue.model.index(0).data(HINT_ROLE) == "Send 巡p-1"
    assert "Send 巡p-1" in [box.text for box in queue.view.text_boxes()]
    queue.show_hints({})
    assert queue.model.index(0).data(HINT_ROLE) == ""


def test_five_thousand_rows_cost_only_what_is_in_sight(queue, scene, call, qtbot):
    """A change of one case among 5,000 is taken in and painted within a frame or two."""
    situation = scene.live.situation
    first = call(60, title="a")
    state = situation.incidents[first]
    for number in range(5000):
        copied = type(state.incident)(
            **{
                **{name: getattr(state.incident, name) for name in state.incident.__slots__},
                "id": f"x{number}",
                "received_at": state.incident.received_at + timedelta(seconds=number % 900),
            }
        )
        situation.incidents[copied.id] = type(state)(incident=copied)
    queue.refresh()
    assert queue.model.rowCount() == 5001
    kept = queue.model.shown_rows()
    scene.happen(AddNote(incident_id=first, text="x"))
    changed = sum(new is not old for new, old in zip(queue.model.shown_rows(), kept, strict=True))
    assert changed == 1
    painted = []
    lay = queue.view._delegate.lay
    queue.view._delegate.lay = lambda *args, **kw: painted.append(1) or lay(*args, **kw)
    queue.view.verticalScrollBar().setValue(50_000)
    queue.grab(queue.rect())
    assert 0 < len(painted) < 40


def test_the_wall_counts_what_does_not_fit(qtbot, theme, scene, call):
    panel = QueuePanel(theme)
    qtbot.addWidget(panel)
    panel.resize(398, 674)
    panel.show()
    for number in range(9):
        call(60 + number, title=f"n{number}")
    panel.show_situation(scene.live.situation, scene.live.city, scene.now)
    qtbot.waitUntil(lambda: panel.view.hidden_below() == 3)
    panel.tick(scene.now)
    assert panel._more.text() == "and 3 more"
    assert panel.title.text() == "Open cases 9"
    assert panel.note.text() == "overdue 0 · to dispatch 9"
    last = panel.view.visualRect(panel.model.index(5))
    assert last.bottom() <= panel.view.viewport().height() + theme.px(8)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_painted_as_text_in_its_own_row(queue, scene, call, text, qtbot):
    case = call(60, title="x")
    situation = scene.live.situation
    state = situation.incidents[case]
    fields = {name: getattr(state.incident, name) for name in state.incident.__slots__}
    fields |= {"title": text, "address": text, "number": text, "grid_id": text}
    situation.incidents[case] = type(state)(incident=type(state.incident)(**fields), version=99)
    queue.refresh()
    qtbot.wait(1)
    assert layout_faults(queue) == []
    tip = queue.model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    inner = tip.removeprefix("<p style='white-space:pre-wrap'>").removesuffix("</p>")
    assert "<" not in inner
    image = QImage(queue.size(), QImage.Format.Format_ARGB32)
    queue.render(image, QPoint(0, 0))


def test_a_model_answers_for_rows_it_has_only():
    model = QueueModel()
    assert model.data(model.index(3)) is None
    assert not model.place_of("ghost").isValid()
