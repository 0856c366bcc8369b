"""Language and look of a desk: chosen here, in use from the next start on."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from bigscreen.ui.desk.actions import DeskActions
from bigscreen.ui.desk.asker import Asker
from bigscreen.ui.dispatch.ask_dialog import Choice, Question
from bigscreen.ui.settings.settings_store import SettingsStore
from bigscreen.ui.theme import look
from bigscreen.viewmodels.wording import CHINESE, ENGLISH, language, tr

DARK = "dark"
LIGHT = "light"


class DeskPreferences(QObject):
    """Asks for a language and a look, and keeps what was chosen."""

    def __init__(
        self, actions: DeskActions, asker: Asker, store: SettingsStore, window: QWidget
    ) -> None:
        super().__init__(window)
        self._asker = asker
        self._store = store
        actions.language.triggered.connect(self._on_language_triggered)
        actions.look.triggered.connect(self._on_look_triggered)

    def _ask(self, heading: str, name: str, choices: Sequence[tuple[str, str]], now: str) -> None:
        question = Question(
            heading=heading,
            about=tr("In use when the program is started the next time."),
            fields=(Choice(name=name, label=heading, choices=choices, value=now),),
            order=tr("Keep"),
        )
        self._asker.ask(question, self._on_answered)

    def _on_answered(self, values: Mapping[str, Any]) -> None:
        self._store.change(**values)
        self._store.write()

    @Slot()
    def _on_language_triggered(self) -> None:
        choices = (("简体中文", CHINESE), ("English", ENGLISH))
        kept = self._store.settings.language or language()
        self._ask(tr("Language"), "language", choices, kept)

    @Slot()
    def _on_look_triggered(self) -> None:
        choices = ((tr("Dark"), DARK), (tr("Light, for bright rooms and projectors"), LIGHT))
        self._ask(tr("Dark or light"), "look", choices, self._store.settings.look or look())
