"""The frame of a panel: a title, a note on the right, and room for the body."""

from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bigscreen.ui.theme import Ground, Ink, Size, Theme, Weight
from bigscreen.ui.widgets.text_box import text_width
from bigscreen.ui.widgets.text_label import ElidedLabel, TextLabel

MARGIN = 16
_TOP = 12
_HEADER = 28


class Panel(QWidget):
    """One panel of a screen; the body goes into :attr:`body`."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.title = ElidedLabel(theme.font(Size.HEADING, Weight.MEDIUM), Ink.LABEL)
        self.note = TextLabel(theme.font(Size.SMALL), Ink.FAINT)
        self.title.setText(title)
        self.setAccessibleName(title)
        self._forms: tuple[str, ...] = ()
        self.header = QHBoxLayout()
        self.header.setSpacing(theme.px(12))
        self.header.addWidget(self.title, 1)
        self.header.addWidget(self.note)
        self.title.setFixedHeight(theme.px(_HEADER))
        self.body = QVBoxLayout()
        self.body.setSpacing(0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.px(MARGIN), theme.px(_TOP), theme.px(MARGIN), theme.px(_TOP))
        outer.setSpacing(theme.px(6))
        outer.addLayout(self.header)
        outer.addLayout(self.body, 1)

    def say_note(self, *forms: str) -> None:
        """Put a note on the right: the first of its ``forms``, long to short, that has room."""
        self._forms = forms
        self._choose_note()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much in the note as has room."""
        super().resizeEvent(event)
        self._choose_note()

    def _choose_note(self) -> None:
        if not self._forms:
            return
        room = self.width() - self.theme.px(2 * MARGIN + 12)
        room -= text_width(self.title.font(), self.title.text())
        font = self.note.font()
        fitting = (form for form in self._forms if text_width(font, form) <= room)
        self.note.setText(next(fitting, self._forms[-1]))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the surface and its edge."""
        del event
        painter = QPainter(self)
        painter.setPen(QPen(Ground.LINE, 1))
        painter.setBrush(Ground.PANEL)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
