"""Everything a desk can do, as actions: buttons, keys, the overlay and tests share them."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from bigscreen.ui.widgets.screen_actions import ActionSpec, ScreenActions, key_text
from bigscreen.viewmodels.wording import tr, tr_noop

_SPECS = (
    ActionSpec("assign", tr_noop("Dispatch the chosen units"), ("Return", "Enter")),
    ActionSpec("pick", tr_noop("Pick units"), ("M",)),
    ActionSpec("choose_unit", tr_noop("Add or take out the selected unit"), ("A",)),
    ActionSpec("record", tr_noop("Next stage"), ("G",)),
    ActionSpec("release", tr_noop("Release unit"), ("D",)),
    ActionSpec("undo", tr_noop("Undo dispatch"), ("Ctrl+Z",)),
    ActionSpec("register", tr_noop("New case"), ("Ctrl+R",)),
    ActionSpec("step", tr_noop("Next step"), ("P",)),
    ActionSpec("escalate", tr_noop("Escalate"), ("E",)),
    ActionSpec("stand_down", tr_noop("Stand reinforcement down"), ("Shift+E",)),
    ActionSpec("hand_over", tr_noop("Hand over"), ("H",)),
    ActionSpec("transfer", tr_noop("Transfer"), ("T",)),
    ActionSpec("supervise", tr_noop("Supervise"), ("S",)),
    ActionSpec("note", tr_noop("Note"), ("N",)),
    ActionSpec("evidence", tr_noop("Note evidence"), ("I",)),
    ActionSpec("correct", tr_noop("Correct a time"), ("C",)),
    ActionSpec("regrade", tr_noop("Regrade"), ("R",)),
    ActionSpec("handling", tr_noop("Who settles it"), ("V",)),
    ActionSpec("sensitivity", tr_noop("Show on walls"), ("W",)),
    ActionSpec("more_time", tr_noop("Ask for more time"), ("L",)),
    ActionSpec("decide_time", tr_noop("Decide on more time"), ("Shift+L",)),
    ActionSpec("merge", tr_noop("Merge into another case"), ("U",)),
    ActionSpec("unmerge", tr_noop("Undo the merging"), ("Shift+U",)),
    ActionSpec("link", tr_noop("Link cases"), ("Y",)),
    ActionSpec("unlink", tr_noop("Unlink cases"), ("Shift+Y",)),
    ActionSpec("close", tr_noop("Close case"), ("X",)),
    ActionSpec("reopen", tr_noop("Reopen case"), ("O",)),
    ActionSpec("call_back", tr_noop("Record the call-back"), ("B",)),
    ActionSpec("more", tr_noop("More …"), (".",)),
    ActionSpec("alarms", tr_noop("Alarms"), ("Q",)),
    ActionSpec("forms", tr_noop("Forms"), ("Shift+H",)),
    ActionSpec("shift", tr_noop("Duty and shift"), ("Ctrl+D",)),
    ActionSpec("operations", tr_noop("Joint operations"), ("Ctrl+O",)),
    ActionSpec("lists", tr_noop("Lists"), ("Ctrl+L",)),
    ActionSpec("follow", tr_noop("Follow the cases on the map"), ("F",)),
    ActionSpec("search", tr_noop("Search"), ("Ctrl+K", "/")),
    ActionSpec("next_case", tr_noop("Next case"), ("J",)),
    ActionSpec("previous_case", tr_noop("Previous case"), ("K",)),
    ActionSpec("shortcuts", tr_noop("All keys"), ("?", "F1")),
)
_RANKS = 9


def _keys(action: QAction) -> str:
    return "   ".join(dict.fromkeys(key_text(key) for key in action.shortcuts()))


class DeskActions(ScreenActions):
    """The actions of a desk window, by name."""

    assign: QAction
    pick: QAction
    choose_unit: QAction
    record: QAction
    release: QAction
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
    alarms: QAction
    forms: QAction
    shift: QAction
    operations: QAction
    lists: QAction
    follow: QAction
    search: QAction
    next_case: QAction
    previous_case: QAction
    shortcuts: QAction

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_SPECS, parent)
        self.ranks = [
            self._made(tr("Choose candidate {n}", n=n), (str(n),)) for n in range(1, _RANKS + 1)
        ]

    def less_common(self) -> tuple[tuple[QAction, ...], ...]:
        """Return what the menu of a case holds besides its buttons, in groups."""
        return (
            (self.record, self.release, self.evidence, self.correct, self.call_back),
            (self.regrade, self.handling, self.sensitivity, self.more_time, self.decide_time),
            (self.stand_down, self.merge, self.unmerge, self.link, self.unlink),
        )

    def key_sheet(self) -> list[tuple[str, str]]:
        """Return keys and what they are for, the candidates' numbers as one entry."""
        named = [action for action in self.all if action not in self.ranks]
        sheet = [(_keys(action), action.whatsThis()) for action in named]
        return [*sheet, (f"1 – {_RANKS}", tr("Choose a candidate by its number"))]
