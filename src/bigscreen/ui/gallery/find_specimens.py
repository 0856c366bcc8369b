"""The queue, the palette and the lock of a desk."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.incidents import Channel, Incident, Level, WorkKind
from bigscreen.domain.link import LinkState, LinkStatus
from bigscreen.domain.progress import Card, CardShown, Progress
from bigscreen.domain.situation import Situation, Snapshot
from bigscreen.ui.desk.actions import DeskActions
from bigscreen.ui.desk.code_dialog import CodeDialog
from bigscreen.ui.desk.lock_code import LockCode
from bigscreen.ui.desk.lock_dialog import LockDialog
from bigscreen.ui.desk.shortcuts_overlay import ShortcutsOverlay
from bigscreen.ui.find.doable_actions import offered
from bigscreen.ui.find.palette import Palette
from bigscreen.ui.gallery.sample_figures import EMOJI_NAME, LONG_NAME, NOW, sample_city
from bigscreen.ui.gallery.specimen import Specimen
from bigscreen.ui.queue.work_queue import WorkQueuePanel
from bigscreen.ui.theme import Theme
from bigscreen.viewmodels.queue_view import Grouping, QueueFilter, QueueView
from bigscreen.viewmodels.search_entries import address_entry, case_entry, city_entries
from bigscreen.viewmodels.search_index import SearchIndex

_QUEUE_SIZE = (372, 700)
_TITLES = ("好又多超市", "大北街", "蜀州路", "滨河路", "文庙街", "世纪大道", "西江桥")
_HUGE = 5000
_CITY = sample_city()


def _case(number: int, **fields: object) -> IncidentState:
    city = _CITY
    incident = Incident(
        id=f"c{number}",
        number=f"JQ-20261121-{number:04}",
        work_kind=WorkKind.POLICE_CALL,
        item_code="",
        title=_TITLES[number % len(_TITLES)],
        level=Level(1 + number % 4),
        channel=Channel.HOTLINE,
        received_at=NOW - timedelta(seconds=47 + 97 * number % 90_000),
        grid_id=city.grids[number % len(city.grids)].id,
        address=f"滨河路 {number} 号",
        location=city.centre,
    )
    return IncidentState(incident=replace(incident, **fields))  # type: ignore[arg-type]


def _situation(count: int) -> Situation:
    return Situation(Snapshot(seq=0, incidents=tuple(_case(n) for n in range(count))))


def _queue(
    count: int | None, view: QueueView | None = None, link: LinkStatus = LinkStatus.LIVE
) -> Callable[[Theme], QWidget]:
    """Return what makes a queue of so many cases, None for a few that are hard to show."""

    def made(theme: Theme) -> QWidget:
        panel = WorkQueuePanel(theme)
        panel.show_situation(_odd() if count is None else _situation(count), _CITY, NOW)
        panel.show_link(LinkState(status=link, since=NOW))
        if view is not None:
            panel.use_view(view)
        return panel

    return made


def _odd() -> Situation:
    red = Progress(cards=(CardShown(card=Card.RED, at=NOW),))
    cases = (
        _case(1, title=LONG_NAME, address=LONG_NAME, reference="9" * 60),
        replace(_case(2, grid_id=EMOJI_NAME, title="🏮" * 30), progress=red),
        _case(3, grid_id=LONG_NAME, title="", address=""),
    )
    return Situation(Snapshot(seq=0, incidents=cases))


def _no_match(theme: Theme) -> QWidget:
    panel = WorkQueuePanel(theme)
    panel.show_situation(_situation(7), _CITY, NOW)
    panel.search.setText("zzzz")
    return panel


def _framed(make: Callable[[QWidget], QDialog]) -> QWidget:
    """Return a dialog as part of a page."""
    room = QWidget()
    room.resize(1920, 1080)
    dialog = make(room)
    dialog.setWindowFlags(Qt.WindowType.Widget)
    QVBoxLayout(room).addWidget(dialog)
    return room


def _index() -> SearchIndex:
    index, situation, city = SearchIndex(), _situation(40), _CITY
    for entry in city_entries(city):
        index.put(entry)
    for state in situation.incidents.values():
        index.put(case_entry(situation, state, city))
        if (address := address_entry(state)) is not None:
            index.put(address)
    return index


def _palette(query: str, *, is_reading: bool = False) -> Callable[[Theme], QWidget]:
    def opened(theme: Theme, room: QWidget) -> Palette:
        actions = DeskActions(room)
        actions.escalate.setEnabled(False)
        odd = QAction(LONG_NAME, room)
        palette = Palette(
            theme, _index(), offered([*actions.all, odd]), room, is_reading=lambda: is_reading
        )
        palette.field.setText(query)
        return palette

    return lambda theme: _framed(lambda room: opened(theme, room))


def _keys(theme: Theme) -> QWidget:
    return _framed(lambda room: ShortcutsOverlay(theme, DeskActions(room).key_sheet(), (), room))


def _lock(theme: Theme) -> QWidget:
    return _framed(lambda room: LockDialog(theme, LockCode("1234"), room))


def _wrong_code(theme: Theme) -> QWidget:
    def tried(room: QWidget) -> LockDialog:
        dialog = LockDialog(theme, LockCode("1234"), room)
        dialog.field.setText("4321")
        dialog.unlock.click()
        return dialog

    return _framed(tried)


def _code(theme: Theme) -> QWidget:
    def tried(room: QWidget) -> CodeDialog:
        dialog = CodeDialog(theme, room)
        dialog.code.setText("1234")
        return dialog

    return _framed(tried)


_HIDING = QueueView(filter=QueueFilter(levels=frozenset({Level.THREE})))
_BY_LEVEL = QueueView(grouping=Grouping.LEVEL)
_BY_GRID = QueueView(grouping=Grouping.GRID)

SPECIMENS: tuple[Specimen, ...] = (
    *(
        Specimen(name="Queue", state=state, make=make, size=_QUEUE_SIZE)
        for state, make in (
            ("usual", _queue(7)),
            ("grouped by level", _queue(7, _BY_LEVEL)),
            ("a filter hides level Ⅰ", _queue(7, _HIDING)),
            ("no match", _no_match),
            ("empty", _queue(0)),
            ("loading", _queue(0, link=LinkStatus.CONNECTING)),
            ("link lost", _queue(0, link=LinkStatus.LOST)),
            ("5,000 cases", _queue(_HUGE)),
            ("long names, emoji grid", _queue(None, _BY_GRID)),
        )
    ),
    *(
        Specimen(name="Palette", state=state, make=make, size=(860, 680))
        for state, make in (
            ("every action", _palette("")),
            ("usual", _palette("binhe")),
            ("nothing found", _palette("zzzz")),
            ("still reading", _palette("", is_reading=True)),
        )
    ),
    Specimen(name="Sheet of keys", state="usual", make=_keys, size=(1600, 900)),
    Specimen(name="Lock", state="usual", make=_lock, size=(500, 420)),
    Specimen(name="Lock", state="wrong code", make=_wrong_code, size=(500, 420)),
    Specimen(name="Lock code", state="not the same twice", make=_code, size=(500, 420)),
)
