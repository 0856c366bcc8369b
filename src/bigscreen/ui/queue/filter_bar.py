"""Says what the queue leaves out, above all what it must not leave out unseen."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bigscreen.ui.theme import Ink, Size, State, Theme, Weight
from bigscreen.ui.widgets.key_button import KeyButton
from bigscreen.ui.widgets.text_label import ElidedLabel, TextLabel
from bigscreen.viewmodels.wording import tr


class FilterBar(QWidget):
    """What is filtered, a button that ends it, and a warning of grave cases that are hidden."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ElidedLabel(theme.font(Size.NOTE), Ink.LABEL)
        self._alert = TextLabel(theme.font(Size.SMALL, Weight.BOLD), State.BAD)
        self.clear = KeyButton(theme, tr("Clear filter"), design_height=28)
        self.clear.setMaximumWidth(self.clear.sizeHint().width())
        self.clear.setMinimumWidth(self.clear.sizeHint().width())
        self._line = QWidget()
        row = QHBoxLayout(self._line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(10))
        row.addWidget(self._words, 1)
        row.addWidget(self.clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.px(8))
        column.setSpacing(theme.px(4))
        column.addWidget(self._alert)
        column.addWidget(self._line)
        self.show_filter("", narrows=False, sos=0, grave=0)

    def show_filter(self, words: str, *, narrows: bool, sos: int, grave: int) -> None:
        """Say what is filtered, and how many cases with an SOS and of level Ⅰ are hidden."""
        self._words.setText(words)
        alert = _alert(sos, grave)
        if alert != self._alert.text():
            self._alert.setText(alert)
            if alert:
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, alert))
        self._alert.setVisible(bool(alert))
        self._line.setVisible(narrows)
        self.setVisible(narrows or bool(alert))


def _alert(sos: int, grave: int) -> str:
    parts = []
    if sos:
        parts.append(tr("{n} SOS hidden by the filter", n=sos))
    if grave:
        parts.append(tr("{n} level Ⅰ hidden by the filter", n=grave))
    return "\n".join(f"⚠ {part}" for part in parts)
