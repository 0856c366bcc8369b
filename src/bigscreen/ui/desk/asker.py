"""Opens the one dialog that asks, over the desk's window."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from bigscreen.ui.dispatch.ask_dialog import AskDialog, Question
from bigscreen.ui.theme import Theme


class Asker(QObject):
    """Asks, and hands the answers on; a question that is left unanswered does nothing."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window

    def ask(
        self,
        question: Question,
        then: Callable[[Mapping[str, Any]], None],
        parent: QWidget | None = None,
    ) -> AskDialog:
        """Open a question; ``then`` gets the answers."""
        dialog = AskDialog(self._theme, question, parent or self._window)
        dialog.answered.connect(then)
        dialog.open()
        return dialog
