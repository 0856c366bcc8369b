"""The frame of every form that gives an order: heading, body, one key to give it, one to leave."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from bigscreen.ui.style_sheet import style_sheet
from bigscreen.ui.theme import Ink, Theme, Weight
from bigscreen.ui.widgets.key_button import ButtonLook, KeyButton
from bigscreen.ui.widgets.text_label import ElidedLabel
from bigscreen.viewmodels.wording import tr

_SUBMIT_KEY = "Ctrl+Enter"


class OrderDialog(QDialog):
    """A form; its fields go into :attr:`body`, and :meth:`submit` is what its order means."""

    def __init__(
        self, theme: Theme, heading: str, order: str, *, design_width: int, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setStyleSheet(style_sheet(theme))
        self.setFixedWidth(theme.px(design_width))  # whatever the texts in it
        title = ElidedLabel(theme.font(20, Weight.BOLD), Ink.FULL)
        title.setText(heading)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(12))
        self.submit_button = KeyButton(theme, order, _SUBMIT_KEY)
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
        column.addWidget(title)
        column.addLayout(self.body)
        column.addLayout(buttons)
        for key in ("Ctrl+Return", _SUBMIT_KEY):
            QShortcut(QKeySequence(key), self).activated.connect(self._on_submitted)
        self.submit_button.clicked.connect(self._on_submitted)
        cancel.clicked.connect(self.reject)

    def submit(self) -> None:
        """Give the order; asked for only while the button is enabled."""
        raise NotImplementedError

    @Slot()
    def _on_submitted(self) -> None:
        if self.submit_button.isEnabled():
            self.submit()
