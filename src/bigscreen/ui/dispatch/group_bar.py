"""The bar over the map that says which units are marked, and sends them."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from bigscreen.ui.theme import Ground, Ink, Size, Theme, Weight
from bigscreen.ui.widgets.action_button import ActionButton
from bigscreen.ui.widgets.key_button import KeyButton
from bigscreen.ui.widgets.text_label import ElidedLabel
from bigscreen.viewmodels.group_sheet import GroupSheet
from bigscreen.viewmodels.wording import tr

_WIDTH = 720
_PAD = 12


class GroupBar(QWidget):
    """Units chosen together; hidden while there are none.

    Signals:
        clear_requested(): let them go.
    """

    clear_requested = Signal()

    def __init__(self, theme: Theme, send: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ElidedLabel(theme.font(Size.LABEL, Weight.BOLD), Ink.FULL)
        self.send_button = ActionButton(theme, send, design_height=40)
        self.clear_button = KeyButton(theme, tr("Clear"), "Esc", design_height=40)
        self.clear_button.setFixedWidth(theme.px(112))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(_PAD), theme.px(8), theme.px(_PAD), theme.px(8))
        row.setSpacing(theme.px(10))
        row.addWidget(self._text, 2)
        row.addWidget(self.send_button, 4)
        row.addWidget(self.clear_button)
        self.clear_button.clicked.connect(self.clear_requested)
        self.hide()

    def sizeHint(self) -> QSize:
        """Return the width of a line over the map."""
        return QSize(self._theme.px(_WIDTH), super().sizeHint().height())

    def show_group(self, sheet: GroupSheet) -> None:
        """Say how many units are marked."""
        self._text.setText(sheet.text)
        self.setAccessibleName(sheet.text)
        self.setVisible(bool(sheet.text))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the surface over the map."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(Ground.EDGE, self._theme.px(1)))
        painter.setBrush(Ground.PANEL)
        radius = self._theme.px(6)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), radius, radius)
