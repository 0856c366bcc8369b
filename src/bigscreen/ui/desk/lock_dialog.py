"""The lock of a desk: its windows go on showing, and take no mouse and no key."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from bigscreen.ui.desk.lock_code import LEAST_LENGTH, LockCode
from bigscreen.ui.style_sheet import style_sheet
from bigscreen.ui.theme import Ink, Size, State, Theme, Weight
from bigscreen.ui.widgets.key_button import ButtonLook, KeyButton
from bigscreen.ui.widgets.text_label import TextLabel
from bigscreen.viewmodels.wording import tr

_WIDTH = 460
_LONGEST = 64


class LockDialog(QDialog):
    """Stands over every window of the program until somebody enters the code.

    Being application-modal is what keeps mouse, keys and shortcuts from all other windows,
    also from forms that are open; the map, the clocks and the sounds go on.

    Signals:
        unlocked(): the code was right.
        end_requested(): the code is forgotten; the program shall end.
    """

    unlocked = Signal()
    end_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        code: LockCode,
        parent: QWidget,
        steady_clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._code = code
        self._clock = steady_clock
        self._is_open = False
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setWindowTitle(tr("Desk locked"))
        self.setAccessibleName(tr("Desk locked"))
        self.setStyleSheet(style_sheet(theme))
        self.setFixedWidth(theme.px(_WIDTH))
        title = TextLabel(theme.font(22, Weight.BOLD), Ink.FULL)
        title.setText(tr("Desk locked"))
        about = TextLabel(theme.font(Size.LABEL), Ink.LABEL)
        about.setWordWrap(True)
        about.setText(
            tr("The picture stays live and alarms still sound. Orders wait for the code.")
        )
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setFont(theme.font(20))
        self.field.setMaxLength(_LONGEST)
        self.field.setPlaceholderText(tr("Lock code"))
        self.field.setAccessibleName(tr("Lock code"))
        self._said = TextLabel(theme.font(Size.SMALL), State.LATE)
        self._said.setWordWrap(True)
        self._said.setMinimumHeight(theme.px(24))
        self.unlock = KeyButton(theme, tr("Unlock"), "Enter")
        self.unlock.set_look(ButtonLook.PRIMARY)
        self.end = KeyButton(theme, tr("Code forgotten: end the program"), design_height=36)
        column = QVBoxLayout(self)
        margin = theme.px(24)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(12))
        for widget in (title, about, self.field, self._said):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.unlock)
        column.addLayout(row)
        column.addWidget(self.end)
        self.unlock.clicked.connect(self._on_unlock_clicked)
        self.end.clicked.connect(self.end_requested)
        self.field.installEventFilter(self)
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Unlock with Enter in the field."""
        if (
            watched is self.field
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        ):
            self._on_unlock_clicked()
            return True
        return super().eventFilter(watched, event)

    def reject(self) -> None:
        """Stay: Escape opens no lock."""

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay until the code is there, or the program ends."""
        event.setAccepted(self._is_open)

    def end_with_window(self) -> None:
        """Go, because the program ends."""
        self._is_open = True
        self.close()

    @Slot()
    def _on_unlock_clicked(self) -> None:
        now_s = self._clock()
        if self._code.opens(self.field.text(), now_s):
            self._is_open = True
            self.accept()
            self.unlocked.emit()
            return
        wait_s = self._code.wait_s(now_s)
        self._said.setText(
            tr("Too many wrong codes: wait {n} s", n=round(wait_s))
            if wait_s
            else tr("That is not the code")
        )
        self.field.clear()


def code_fault(code: str, again: str) -> str:
    """Return what is wrong with a code that was chosen, empty for nothing."""
    if len(code) < LEAST_LENGTH:
        return tr("At least {n} characters", n=LEAST_LENGTH)
    return "" if code == again else tr("The two codes are not the same")
