"""Asks for the words of an order: a note, a disposition, a reason."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from bigscreen.ui.style_sheet import style_sheet
from bigscreen.ui.theme import Ink, Size, Theme, Weight
from bigscreen.ui.widgets.key_button import ButtonLook, KeyButton
from bigscreen.ui.widgets.text_label import ElidedLabel
from bigscreen.viewmodels.wording import tr

_SUBMIT_KEY = "Ctrl+Enter"


class TextDialog(QDialog):
    """A window-modal question.

    Signals:
        answered(text): the words, stripped.
    """

    answered = Signal(str)

    def __init__(
        self, theme: Theme, heading: str, about: str, *, needs_text: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._needs_text = needs_text
        self.setWindowTitle(heading)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setStyleSheet(style_sheet(theme))
        self.setMinimumWidth(theme.px(520))
        title = ElidedLabel(theme.font(20, Weight.BOLD), Ink.FULL)
        title.setText(heading)
        subject = ElidedLabel(theme.font(Size.LABEL), Ink.LABEL)
        subject.setText(about)
        self.field = QPlainTextEdit()
        self.field.setFont(theme.font(Size.LABEL))
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(theme.px(110))
        self.field.setAccessibleName(heading)
        self.submit_button = KeyButton(theme, heading, _SUBMIT_KEY)
        self.submit_button.set_look(ButtonLook.PRIMARY)
        cancel = KeyButton(theme, tr("Cancel"), "Esc")
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(12))
        buttons.addWidget(self.submit_button, 2)
        buttons.addWidget(cancel, 1)
        column = QVBoxLayout(self)
        margin = theme.px(20)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(12))
        for widget in (title, subject, self.field):
            column.addWidget(widget)
        column.addLayout(buttons)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self._on_submitted)
        self.submit_button.clicked.connect(self._on_submitted)
        cancel.clicked.connect(self.reject)
        self.field.textChanged.connect(self._on_field_text_changed)
        self._on_field_text_changed()
        self.field.setFocus()

    @Slot()
    def _on_field_text_changed(self) -> None:
        has_text = bool(self.field.toPlainText().strip())
        self.submit_button.setEnabled(has_text or not self._needs_text)

    @Slot()
    def _on_submitted(self) -> None:
        if self.submit_button.isEnabled():
            self.answered.emit(self.field.toPlainText().strip())
            self.accept()
