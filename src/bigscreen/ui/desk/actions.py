"""Everything a desk can do, as actions: buttons, keys, the overlay and tests share them."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from bigscreen.ui.find.doable_actions import action_keys, action_name
from bigscreen.ui.widgets.screen_actions import GROUP, ActionSpec, ScreenActions
from bigscreen.viewmodels.wording import tr, tr_noop

_UNITS = tr_noop("Units and dispatch")
_CASES = tr_noop("Cases")
_CENTRE = tr_noop("Centre")
_FIND = tr_noop("Find and look")
_QUEUE = tr_noop("Queue")
_SCREEN = tr_noop("Screen")
_OTHER = tr_noop("Other")
_SPECS = (
    ActionSpec("assign", tr_noop("Dispatch the chosen units"), ("Return", "Enter"), _UNITS),
    ActionSpec("pick", tr_noop("Pick units"), ("M",), _UNITS),
    ActionSpec("choose_unit", tr_noop("Add or take out the selected unit"), ("A",), _UNITS),
    ActionSpec("record", tr_noop("Next stage"), ("G",), _UNITS),
    ActionSpec("release", tr_noop("Release unit"), ("D",), _UNITS),
    ActionSpec(
        "send_group", tr_noop("Send the marked units"), ("Shift+Return", "Shift+Enter"), _UNITS
    ),
    ActionSpec("next_best", tr_noop("Send the next best unit instead"), ("Ctrl+Return",), _UNITS),
    ActionSpec("move_unit", tr_noop("Move the selected unit to this case"), ("Shift+D",), _UNITS),
    ActionSpec("spot", tr_noop("Units on this spot"), ("Shift+A",), _UNITS),
    ActionSpec("reach", tr_noop("Reach in 1, 3 and 5 minutes"), ("Z",), _FIND),
    ActionSpec("track", tr_noop("Track of the selected unit"), ("Shift+Z",), _FIND),
    ActionSpec("undo", tr_noop("Undo dispatch"), ("Ctrl+Z",), _UNITS),
    ActionSpec("register", tr_noop("New case"), ("Ctrl+R",), _CASES),
    ActionSpec("step", tr_noop("Next step"), ("P",), _CASES),
    ActionSpec("escalate", tr_noop("Escalate"), ("E",), _CASES),
    ActionSpec("stand_down", tr_noop("Stand reinforcement down"), ("Shift+E",), _CASES),
    ActionSpec("hand_over", tr_noop("Hand over"), ("H",), _CASES),
    ActionSpec("transfer", tr_noop("Transfer"), ("T",), _CASES),
    ActionSpec("supervise", tr_noop("Supervise"), ("S",), _CASES),
    ActionSpec("note", tr_noop("Note"), ("N",), _CASES),
    ActionSpec("evidence", tr_noop("Note evidence"), ("I",), _CASES),
    ActionSpec("correct", tr_noop("Correct a time"), ("C",), _CASES),
    ActionSpec("regrade", tr_noop("Regrade"), ("R",), _CASES),
    ActionSpec("handling", tr_noop("Who settles it"), ("Shift+V",), _CASES),
    ActionSpec("sensitivity", tr_noop("Show on walls"), ("W",), _CASES),
    ActionSpec("more_time", tr_noop("Ask for more time"), ("L",), _CASES),
    ActionSpec("decide_time", tr_noop("Decide on more time"), ("Shift+L",), _CASES),
    ActionSpec("merge", tr_noop("Merge into another case"), ("U",), _CASES),
    ActionSpec("unmerge", tr_noop("Undo the merging"), ("Shift+U",), _CASES),
    ActionSpec("link", tr_noop("Link cases"), ("Y",), _CASES),
    ActionSpec("unlink", tr_noop("Unlink cases"), ("Shift+Y",), _CASES),
    ActionSpec("close", tr_noop("Close case"), ("X",), _CASES),
    ActionSpec("reopen", tr_noop("Reopen case"), ("O",), _CASES),
    ActionSpec("call_back", tr_noop("Record the call-back"), ("B",), _CASES),
    ActionSpec("more", tr_noop("More …"), (".",), _CASES),
    ActionSpec("video", tr_noop("Video from the scene"), ("V",), _FIND),
    ActionSpec("alarms", tr_noop("Alarms"), ("Q",), _CENTRE),
    ActionSpec("sos", tr_noop("SOS for a unit"), ("Shift+S",), _CENTRE),
    ActionSpec("sound", tr_noop("Sound of alarms"), ("Shift+Q",), _CENTRE),
    ActionSpec("speech", tr_noop("Alarms are spoken"), ("Ctrl+Shift+A",), _CENTRE),
    ActionSpec("forms", tr_noop("Forms"), ("Shift+H",), _CENTRE),
    ActionSpec("shift", tr_noop("Duty and shift"), ("Ctrl+D",), _CENTRE),
    ActionSpec("operations", tr_noop("Joint operations"), ("Ctrl+O",), _CENTRE),
    ActionSpec("lists", tr_noop("Lists"), ("Ctrl+L",), _CENTRE),
    ActionSpec("walls", tr_noop("Walls"), ("Shift+W",), _CENTRE),
    ActionSpec("replay", tr_noop("Replay"), ("Ctrl+P",), _FIND),
    ActionSpec("replay_case", tr_noop("Replay this case"), ("Shift+P",), _FIND),
    ActionSpec("meeting", tr_noop("Meeting"), ("Ctrl+M",), _FIND),
    ActionSpec("follow", tr_noop("Follow the cases on the map"), ("F",), _FIND),
    ActionSpec("palette", tr_noop("Find and do"), ("Ctrl+K",), _FIND),
    ActionSpec("search", tr_noop("Search the queue"), ("/",), _FIND),
    ActionSpec("next_case", tr_noop("Next case"), ("J",), _FIND),
    ActionSpec("previous_case", tr_noop("Previous case"), ("K",), _FIND),
    ActionSpec("sort_queue", tr_noop("Sort and group the queue"), ("Ctrl+Shift+S",), _QUEUE),
    ActionSpec("filter_queue", tr_noop("Filter the queue"), ("Ctrl+Shift+F",), _QUEUE),
    ActionSpec("clear_filter", tr_noop("Clear the queue's filter"), ("Ctrl+Shift+X",), _QUEUE),
    ActionSpec("queue_views", tr_noop("Choose a view of the queue"), ("Ctrl+Shift+V",), _QUEUE),
    ActionSpec("keep_view", tr_noop("Keep this view of the queue"), ("Ctrl+Shift+K",), _QUEUE),
    ActionSpec("map_window", tr_noop("Map in a window of its own"), ("Ctrl+Shift+M",), _SCREEN),
    ActionSpec("queue_window", tr_noop("Queue in a window of its own"), ("Ctrl+Shift+Q",), _SCREEN),
    ActionSpec("reset_layout", tr_noop("Columns as at first"), ("Ctrl+Shift+0",), _SCREEN),
    ActionSpec("language", tr_noop("Language"), ("Ctrl+Shift+G",), _SCREEN),
    ActionSpec("look", tr_noop("Dark or light"), ("Ctrl+Shift+T",), _SCREEN),
    ActionSpec("lock", tr_noop("Lock now"), ("Ctrl+Shift+L",), _SCREEN),
    ActionSpec("lock_after", tr_noop("Lock by itself"), ("Ctrl+Shift+I",), _SCREEN),
    ActionSpec("shortcuts", tr_noop("All keys"), ("?", "F1"), _SCREEN),
)
_RANKS = 9


KeyGroup = tuple[str, list[tuple[str, str]]]
"""A group's name, and its keys with what each is for."""


class DeskActions(ScreenActions):
    """The actions of a desk window, by name."""

    assign: QAction
    pick: QAction
    choose_unit: QAction
    record: QAction
    release: QAction
    send_group: QAction
    next_best: QAction
    move_unit: QAction
    spot: QAction
    reach: QAction
    track: QAction
    undo: QAction
    register: QAction
    step: QAction
    escalate: QAction
    stand_down: QAction
    hand_over: QAction
    transfer: QAction
    supervise: QAction
    note: QAction
    evidence: QAction
    correct: QAction
    regrade: QAction
    handling: QAction
    sensitivity: QAction
    more_time: QAction
    decide_time: QAction
    merge: QAction
    unmerge: QAction
    link: QAction
    unlink: QAction
    close: QAction
    reopen: QAction
    call_back: QAction
    more: QAction
    video: QAction
    alarms: QAction
    sos: QAction
    sound: QAction
    speech: QAction
    forms: QAction
    shift: QAction
    operations: QAction
    lists: QAction
    walls: QAction
    replay: QAction
    replay_case: QAction
    meeting: QAction
    follow: QAction
    palette: QAction
    search: QAction
    next_case: QAction
    previous_case: QAction
    sort_queue: QAction
    filter_queue: QAction
    clear_filter: QAction
    queue_views: QAction
    keep_view: QAction
    map_window: QAction
    queue_window: QAction
    reset_layout: QAction
    language: QAction
    look: QAction
    lock: QAction
    lock_after: QAction
    shortcuts: QAction

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_SPECS, parent)
        self.ranks = [
            self._made(tr("Choose candidate {n}", n=n), (str(n),)) for n in range(1, _RANKS + 1)
        ]

    def less_common(self) -> tuple[tuple[QAction, ...], ...]:
        """Return what the menu of a case holds besides its buttons, in groups."""
        return (
            (
                self.record,
                self.release,
                self.evidence,
                self.correct,
                self.call_back,
                self.replay_case,
            ),
            (self.regrade, self.handling, self.sensitivity, self.more_time, self.decide_time),
            (self.stand_down, self.merge, self.unmerge, self.link, self.unlink),
        )

    def key_sheet(self, actions: Sequence[QAction] = ()) -> list[KeyGroup]:
        """Return keys and what they are for, group by group; the candidates' numbers as one.

        ``actions`` are a window's, where it has others besides these.
        """
        groups: dict[str, list[tuple[str, str]]] = {}
        for action in (*self.all, *(one for one in actions if one not in self.all)):
            if action in self.ranks or action.isSeparator() or not action_name(action):
                continue
            group = str(action.property(GROUP) or "") or (_SCREEN if action in self.all else _OTHER)
            groups.setdefault(group, []).append((action_keys(action) or "—", action_name(action)))
        groups[_UNITS].append((f"1 – {_RANKS}", tr("Choose a candidate by its number")))
        return [(tr(name), entries) for name, entries in groups.items()]
