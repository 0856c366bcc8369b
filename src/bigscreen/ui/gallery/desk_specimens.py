"""A desk's case: drawer, timeline and record; the forms that ask; the centre's pages."""

from collections.abc import Callable
from datetime import UTC, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from bigscreen.domain.figures import KpiBoard
from bigscreen.ui.centre.centre_dialog import CentreDialog, Page
from bigscreen.ui.desk.actions import DeskActions
from bigscreen.ui.dispatch.ask_dialog import AskDialog, Choice, Moment, Number, Question, Several
from bigscreen.ui.dispatch.ask_dialog import Text as Words
from bigscreen.ui.dispatch.drawer import Drawer
from bigscreen.ui.dispatch.log_view import LogView
from bigscreen.ui.dispatch.register_dialog import RegisterDialog
from bigscreen.ui.dispatch.timeline_panel import TimelinePanel
from bigscreen.ui.dispatch.unit_choice import UnitChoice
from bigscreen.ui.gallery.sample_figures import (
    EMOJI_NAME,
    LONG_NAME,
    NOW,
    busy_board,
    sample_city,
)
from bigscreen.ui.gallery.sample_room import SampleRoom
from bigscreen.ui.gallery.specimen import Specimen
from bigscreen.ui.theme import Theme
from bigscreen.viewmodels.candidate_rows import CandidateRow
from bigscreen.viewmodels.order_notice import Notice, Phase
from bigscreen.viewmodels.unit_marks import Mark, Shape, Tone
from bigscreen.viewmodels.wording import tr

_MANY_UNITS = 60
_MANY_CASES = 60
_PATROL = Mark(shape=Shape.CIRCLE, tones=(Tone.POLICE,))


def _room(state: str) -> tuple[SampleRoom, str]:
    """Return a room, and the case of it that is looked at."""
    is_huge = state == "huge"
    room = SampleRoom(sample_city(odd_names=is_huge))
    signs = [f"{LONG_NAME}{n}" if is_huge else f"巡2-{n:02}" for n in range(_MANY_UNITS)]
    units = room.declare(*signs)
    case = room.register(
        LONG_NAME + EMOJI_NAME if is_huge else "好又多超市",
        summary=LONG_NAME * 4 if is_huge else "顾客与商户在入口处争执，围观约三十人。",
    )
    if is_huge:
        room.send(case, *units[:40])
        room.note(case, LONG_NAME, times=40)
    elif state != "empty":
        room.send(case, *units[:2])
        room.note(case, "已通知商户负责人到场")
    return room, case


def _timeline(state: str) -> Callable[[Theme], QWidget]:
    def make(theme: Theme) -> QWidget:
        room, case = _room(state)
        panel = TimelinePanel(theme)
        panel.show_sheet(room.sheet(case))
        return panel

    return make


def _log(state: str) -> Callable[[Theme], QWidget]:
    def make(theme: Theme) -> QWidget:
        room, case = _room(state)
        view = LogView(theme)
        view.show_log(room.sheet(case).log)
        return view

    return make


def _row(place: int, name: str) -> CandidateRow:
    return CandidateRow(
        unit_id=f"u{place}",
        place=place,
        call_sign=name,
        mark=_PATROL,
        reasons=name if len(name) > len("巡2-03") else "空闲 · 主办 · 双人",
        travel="1:10",
        distance="420 m",
        proposed=place < 3,
        is_free=True,
    )


def _drawer(state: str) -> Callable[[Theme], QWidget]:
    def make(theme: Theme) -> QWidget:
        room, case = _room(state)
        holder = QWidget()
        actions = DeskActions(holder)
        choice = UnitChoice(holder)
        drawer = Drawer(
            theme,
            choice,
            actions.assign,
            actions.pick,
            (
                (actions.escalate,),
                (actions.transfer,),
                (actions.hand_over,),
                (actions.note,),
                (actions.supervise,),
                (actions.close,),
                (actions.step,),
                (actions.record,),
                (actions.more,),
            ),
            actions.undo,
            actions.next_best,
        )
        actions.next_best.setVisible(state == "error")
        name = LONG_NAME if state == "huge" else "巡2-03"
        rows = [] if state == "empty" else [_row(place, name) for place in range(1, 7)]
        choice.begin(rows, propose=True)
        drawer.show_sheet(room.sheet(case), NOW)
        drawer.show_candidates(rows, is_new_case=True)
        drawer.show_notice(_refused() if state == "error" else None)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(drawer)
        return holder

    return make


def _refused() -> Notice:
    detail = "巡2-03 自 14:02 起在 JQ-0417 纠纷，由 desk-2 派遣。"
    return Notice(phase=Phase.REFUSED, title="未受理：派遣 巡2-03", detail=detail)


def _framed(make: Callable[[QWidget], QDialog]) -> QWidget:
    """Return a dialog as part of a page."""
    room = QWidget()
    room.resize(1920, 1080)
    dialog = make(room)
    dialog.setWindowFlags(Qt.WindowType.Widget)
    QVBoxLayout(room).addWidget(dialog)
    return room


def _question(name: str, choices: int) -> Question:
    named = [(f"{name} {n}", str(n)) for n in range(1, choices + 1)]
    return Question(
        heading=name if len(name) > len("移交") else tr("Transfer"),
        about=name * 6,
        order=tr("Transfer"),
        fields=(
            Choice(name="to", label=tr("Item"), choices=named),
            Several(name="units", label=tr("Forces"), choices=named),
            Number(name="minutes", label=tr("Minutes"), lowest=1, highest=99, value=15),
            Moment(name="at", label=tr("Time"), value=NOW - timedelta(minutes=1), zone=UTC),
            Words(name="reason", label=tr("Reason"), required=True, page=True),
        ),
    )


def _ask(name: str, choices: int) -> Callable[[Theme], QWidget]:
    return lambda theme: _framed(lambda room: AskDialog(theme, _question(name, choices), room))


def _register(state: str) -> Callable[[Theme], QWidget]:
    def opened(theme: Theme, room: QWidget) -> RegisterDialog:
        made, _ = _room(state)
        dialog = RegisterDialog(theme, made.city, lambda _words: [], room)
        if state != "empty":
            dialog.title.setText(LONG_NAME if state == "huge" else "好又多超市")
            centre = made.city.centre
            dialog.set_place(centre.lat, centre.lon)
        if state == "error":
            dialog.show_notice(_refused())
        return dialog

    return lambda theme: _framed(lambda room: opened(theme, room))


def _centre(page: Page, state: str) -> Callable[[Theme], QWidget]:
    def opened(theme: Theme, room: QWidget) -> CentreDialog:
        made, _ = _room("huge" if state == "huge" else "usual")
        board: KpiBoard | None = None
        if state == "empty":
            made = SampleRoom()
        else:
            board = busy_board(made.city)
        for number in range(_MANY_CASES if state == "huge" else 0):
            made.register(f"{LONG_NAME}{number}", item="vendor")
        dialog = CentreDialog(made.live(board), theme, room)
        dialog.tabs.setCurrentIndex(page)
        return dialog

    return lambda theme: _framed(lambda room: opened(theme, room))


_STATES = ("usual", "empty", "huge")

SPECIMENS: tuple[Specimen, ...] = (
    *(
        Specimen(name="TimelinePanel", state=state, make=_timeline(state), size=(1060, 282))
        for state in _STATES
    ),
    *(Specimen(name="LogView", state=one, make=_log(one), size=(420, 160)) for one in _STATES),
    *(
        Specimen(name="Drawer", state=state, make=_drawer(state), size=(450, 980))
        for state in ("usual", "empty", "error", "huge")
    ),
    Specimen(name="AskDialog", state="usual", make=_ask("移交", 4), size=(560, 860)),
    Specimen(name="AskDialog", state="huge", make=_ask(LONG_NAME, 500), size=(560, 900)),
    *(
        Specimen(name="RegisterDialog", state=state, make=_register(state), size=(600, 760))
        for state in ("usual", "empty", "error", "huge")
    ),
    *(
        Specimen(name=f"Centre: {name}", state=state, make=_centre(page, state), size=(1560, 860))
        for name, page in (("shift", Page.SHIFT), ("forms", Page.FORMS), ("lists", Page.LISTS))
        for state in (("usual", "empty", "huge") if page is Page.LISTS else ("usual", "empty"))
    ),
)
