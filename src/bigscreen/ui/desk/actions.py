"""Everything a desk can do, as actions: buttons, keys, the overlay and tests share them."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from bigscreen.ui.widgets.screen_actions import ActionSpec, ScreenActions, key_text
from bigscreen.viewmodels.wording import tr, tr_noop

_SPECS = (
    ActionSpec("assign", tr_noop("Dispatch the chosen units"), ("Return", "Enter")),
    ActionSpec("pick", tr_noop("Pick units"), ("M",)),
    ActionSpec("choose_unit", tr_noop("Add or take out the selected unit"), ("A",)),
    ActionSpec("note", tr_noop("Note"), ("N",)),
    ActionSpec("record", tr_noop("Next stage"), ("G",)),
    ActionSpec("release", tr_noop("Release unit"), ("D",)),
    ActionSpec("undo", tr_noop("Undo dispatch"), ("Ctrl+Z",)),
    ActionSpec("register", tr_noop("New case"), ("Ctrl+R",)),
    ActionSpec("close", tr_noop("Close case"), ("X",)),
    ActionSpec("reopen", tr_noop("Reopen case"), ("O",)),
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
    note: QAction
    record: QAction
    release: QAction
    undo: QAction
    register: QAction
    close: QAction
    reopen: QAction
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

    def key_sheet(self) -> list[tuple[str, str]]:
        """Return keys and what they are for, the candidates' numbers as one entry."""
        named = [action for action in self.all if action not in self.ranks]
        sheet = [(_keys(action), action.whatsThis()) for action in named]
        return [*sheet, (f"1 – {_RANKS}", tr("Choose a candidate by its number"))]
