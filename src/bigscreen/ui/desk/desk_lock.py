"""Locks a desk: at once, or when nobody has touched it for so many minutes."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QWidget

from bigscreen.ui.desk.actions import DeskActions
from bigscreen.ui.desk.asker import Asker
from bigscreen.ui.desk.code_dialog import CodeDialog
from bigscreen.ui.desk.inactivity import Inactivity
from bigscreen.ui.desk.lock_code import LockCode
from bigscreen.ui.desk.lock_dialog import LockDialog
from bigscreen.ui.dispatch.ask_dialog import Choice, Question
from bigscreen.ui.settings.settings_store import SettingsStore
from bigscreen.ui.theme import Theme
from bigscreen.viewmodels.wording import tr

_MINUTES = (0, 2, 5, 10, 15, 30, 60)


class DeskLock(QObject):
    """Holds the code of this run, the watch, and the lock while it is shut.

    A desk that shall lock by itself asks for the code when that is chosen, and at the next start
    the first time it would lock: until somebody has chosen one it stays open and says so.
    """

    def __init__(
        self,
        actions: DeskActions,
        asker: Asker,
        theme: Theme,
        store: SettingsStore,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._asker = asker
        self._theme = theme
        self._store = store
        self._window = window
        self._code: LockCode | None = None
        self._dialog: LockDialog | None = None
        self._asking = False
        self._watch = Inactivity(self)
        self._watch.passed.connect(self.lock)
        self._watch.watch(store.settings.lock_after_min)
        actions.lock.triggered.connect(self.lock)
        actions.lock_after.triggered.connect(self._on_lock_after_triggered)

    @property
    def is_locked(self) -> bool:
        """Whether the desk is shut."""
        return self._dialog is not None

    @Slot()
    def lock(self) -> None:
        """Lock now; without a code of this run ask for one first."""
        if self._dialog is not None:
            return
        if self._code is None:
            self._ask_code(then_lock=True)
            return
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        dialog = LockDialog(self._theme, self._code, self._window)
        dialog.unlocked.connect(self._on_dialog_unlocked)
        dialog.end_requested.connect(self._on_dialog_end_requested)
        self._dialog = dialog
        dialog.show()  # open() would make it modal for its own window only

    def _ask_code(self, *, then_lock: bool) -> None:
        if self._asking:
            return
        self._asking = True
        dialog = CodeDialog(self._theme, self._window)

        def take(code: str) -> None:
            self._code = LockCode(code)

        def done(result: int) -> None:
            self._asking = False
            if result and then_lock:
                self.lock()

        dialog.code_chosen.connect(take)
        dialog.finished.connect(done)
        dialog.open()

    @Slot()
    def _on_lock_after_triggered(self) -> None:
        choices = [(tr("{n} min", n=n) if n else tr("Never"), n) for n in _MINUTES]
        now = self._store.settings.lock_after_min
        if now not in _MINUTES:
            choices.append((tr("{n} min", n=now), now))
        question = Question(
            heading=tr("Lock by itself"),
            about=tr("When nobody has touched mouse or keyboard for so long."),
            fields=(Choice(name="minutes", label=tr("After"), choices=choices, value=now),),
            order=tr("Apply"),
        )
        self._asker.ask(question, self._on_minutes_answered)

    def _on_minutes_answered(self, values: Mapping[str, Any]) -> None:
        minutes = int(values["minutes"])
        self._store.change(lock_after_min=minutes)
        self._watch.watch(minutes)
        if minutes and self._code is None:
            self._ask_code(then_lock=False)

    @Slot()
    def _on_dialog_unlocked(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    @Slot()
    def _on_dialog_end_requested(self) -> None:
        if self._dialog is not None:
            self._dialog.end_with_window()
            self._dialog = None
        self._window.close()
        QApplication.quit()
