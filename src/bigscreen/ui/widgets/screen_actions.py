"""What can be done on every screen, as actions: buttons, keys, the overlay and tests share them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from bigscreen.viewmodels.wording import tr, tr_noop


def key_text(key: QKeySequence) -> str:
    """Return a key as it is printed on the keyboard; Qt would translate Enter, and name two."""
    text = key.toString(QKeySequence.SequenceFormat.PortableText)
    return text.replace("Return", "Enter")


ENGLISH = "english"
"""Property of an action: its name in English, to be found by in every language."""
GROUP = "group"
"""Property of an action: the part of the sheet of keys it stands in, an English text."""


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """An action's name in the code, its name for people (an English text), its keys, its group."""

    name: str
    text: str
    keys: tuple[str, ...]
    group: str = ""


_SPECS = (
    ActionSpec("back", tr_noop("Back, step by step"), ("Esc",)),
    ActionSpec("full_screen", tr_noop("Full screen"), ("F11",)),
)


class ScreenActions(QObject):
    """The actions of a window, by name and in :attr:`all`; ``specs`` come before every screen's."""

    back: QAction
    full_screen: QAction

    def __init__(self, specs: Sequence[ActionSpec] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.all: list[QAction] = []
        for spec in (*specs, *_SPECS):
            action = self._made(tr(spec.text), spec.keys)
            action.setProperty(ENGLISH, spec.text)
            action.setProperty(GROUP, spec.group)
            setattr(self, spec.name, action)

    def _made(self, text: str, keys: tuple[str, ...]) -> QAction:
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setAutoRepeat(False)
        # The text may come to say whom an order would send; what the key is for stays here.
        action.setWhatsThis(text)
        self.all.append(action)
        return action
