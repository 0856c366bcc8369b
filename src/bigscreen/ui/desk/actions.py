"""Everything a desk can do, as actions: buttons, keys, the overlay and tests share them."""

from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from bigscreen.viewmodels.wording import tr, tr_noop


@dataclass(frozen=True, slots=True)
class _Spec:
    name: str
    text: str
    keys: tuple[str, ...]


_SPECS = (
    _Spec("assign", tr_noop("Dispatch the chosen units"), ("Return", "Enter")),
    _Spec("pick", tr_noop("Pick units"), ("M",)),
    _Spec("choose_unit", tr_noop("Add or take out the selected unit"), ("A",)),
    _Spec("note", tr_noop("Note"), ("N",)),
    _Spec("record", tr_noop("Next stage"), ("G",)),
    _Spec("release", tr_noop("Release unit"), ("D",)),
    _Spec("undo", tr_noop("Undo dispatch"), ("Ctrl+Z",)),
    _Spec("register", tr_noop("New case"), ("Ctrl+R",)),
    _Spec("close", tr_noop("Close case"), ("X",)),
    _Spec("reopen", tr_noop("Reopen case"), ("O",)),
    _Spec("follow", tr_noop("Follow the cases on the map"), ("F",)),
    _Spec("search", tr_noop("Search"), ("Ctrl+K", "/")),
    _Spec("next_case", tr_noop("Next case"), ("J",)),
    _Spec("previous_case", tr_noop("Previous case"), ("K",)),
    _Spec("clear", tr_noop("Clear selection"), ("Esc",)),
    _Spec("full_screen", tr_noop("Full screen"), ("F11",)),
    _Spec("shortcuts", tr_noop("All keys"), ("?", "F1")),
)
_RANKS = 9


def _keys(action: QAction) -> str:
    names = (key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts())
    return "   ".join(dict.fromkeys("Enter" if name == "Return" else name for name in names))


class DeskActions(QObject):
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
    clear: QAction
    full_screen: QAction
    shortcuts: QAction

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.all: list[QAction] = []
        for spec in _SPECS:
            action = self._made(tr(spec.text), spec.keys)
            setattr(self, spec.name, action)
        self.ranks = [
            self._made(tr("Choose candidate {n}", n=n), (str(n),)) for n in range(1, _RANKS + 1)
        ]

    def key_sheet(self) -> list[tuple[str, str]]:
        """Return keys and what they are for, the candidates' numbers as one entry."""
        named = [action for action in self.all if action not in self.ranks]
        sheet = [(_keys(action), action.whatsThis()) for action in named]
        return [*sheet, (f"1 – {_RANKS}", tr("Choose a candidate by its number"))]

    def _made(self, text: str, keys: tuple[str, ...]) -> QAction:
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setAutoRepeat(False)
        # The text may come to say whom an order would send; what the key is for stays here.
        action.setWhatsThis(text)
        self.all.append(action)
        return action
