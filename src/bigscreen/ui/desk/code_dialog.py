"""Asks for a lock code, twice, for this run of the program."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from bigscreen.ui.desk.lock_dialog import code_fault
from bigscreen.ui.dispatch.order_dialog import OrderDialog
from bigscreen.ui.theme import Ink, Size, State, Theme
from bigscreen.ui.widgets.text_label import TextLabel
from bigscreen.viewmodels.wording import tr

_WIDTH = 460
_LONGEST = 64


class CodeDialog(OrderDialog):
    """A code and the same code once more.

    Signals:
        code_chosen(str): both are the same and long enough.
    """

    code_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        heading, order = tr("Choose a lock code"), tr("Lock with it")
        super().__init__(theme, heading, order, design_width=_WIDTH, parent=parent)
        about = TextLabel(theme.font(Size.LABEL), Ink.LABEL)
        about.setWordWrap(True)
        about.setText(tr("It holds until the program ends and is written nowhere."))
        self.body.addWidget(about)
        self.code, self.again = (self._field(tr("Code")), self._field(tr("The same again")))
        self._fault = TextLabel(theme.font(Size.SMALL), State.LATE)
        self._fault.setMinimumHeight(theme.px(22))
        for field in (self.code, self.again):
            field.setFont(theme.font(20))
            field.textChanged.connect(self._on_text_changed)
            self.body.addWidget(field)
        self.body.addWidget(self._fault)
        QWidget.setTabOrder(self.code, self.again)
        QWidget.setTabOrder(self.again, self.submit_button)
        self.code.setFocus()
        self._on_text_changed()

    def submit(self) -> None:
        """Take the code."""
        self.code_chosen.emit(self.code.text())
        self.accept()

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setMaxLength(_LONGEST)
        field.setPlaceholderText(name)
        field.setAccessibleName(name)
        return field

    @Slot()
    def _on_text_changed(self) -> None:
        fault = code_fault(self.code.text(), self.again.text())
        self.submit_button.setEnabled(not fault)
        self._fault.setText(fault if self.code.text() else "")
