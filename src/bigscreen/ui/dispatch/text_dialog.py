"""Asks for the words of an order: a note, a disposition, a reason."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from bigscreen.ui.dispatch.order_dialog import OrderDialog
from bigscreen.ui.theme import Ink, Size, Theme
from bigscreen.ui.widgets.text_label import ElidedLabel


class TextDialog(OrderDialog):
    """A window-modal question.

    Signals:
        answered(text): the words, stripped.
    """

    answered = Signal(str)

    def __init__(
        self, theme: Theme, heading: str, about: str, *, needs_text: bool, parent: QWidget
    ) -> None:
        super().__init__(theme, heading, heading, design_width=520, parent=parent)
        self._needs_text = needs_text
        self.setWindowModality(Qt.WindowModality.WindowModal)
        subject = ElidedLabel(theme.font(Size.LABEL), Ink.LABEL)
        subject.setText(about)
        self.field = QPlainTextEdit()
        self.field.setFont(theme.font(Size.LABEL))
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(theme.px(110))
        self.field.setAccessibleName(heading)
        self.body.addWidget(subject)
        self.body.addWidget(self.field)
        self.field.textChanged.connect(self._on_field_text_changed)
        self._on_field_text_changed()
        self.field.setFocus()

    def submit(self) -> None:
        """Answer and close."""
        self.answered.emit(self.field.toPlainText().strip())
        self.accept()

    @Slot()
    def _on_field_text_changed(self) -> None:
        has_text = bool(self.field.toPlainText().strip())
        self.submit_button.setEnabled(has_text or not self._needs_text)
