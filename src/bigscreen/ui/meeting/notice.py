"""What stands in the place of a page that is not there yet, or cannot be."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bigscreen.ui.theme import Ground, Ink, Size, State, Theme, Weight
from bigscreen.ui.widgets.key_button import ButtonLook, KeyButton
from bigscreen.ui.widgets.text_label import TextLabel
from bigscreen.viewmodels.wording import tr

_WIDTH = 640
_BAR = 8


class Notice(QWidget):
    """A sentence in the middle: loading with how far it is, or a fault with what can be done.

    Signals:
        again_requested: try once more.
    """

    again_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.share: float | None = None
        self._title = TextLabel(theme.font(24, Weight.MEDIUM), Ink.FULL)
        self._text = TextLabel(theme.font(Size.BODY), Ink.LABEL)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
        self._bar = _Bar(theme)
        self.again = KeyButton(theme, tr("Try again"), "R")
        self.again.set_look(ButtonLook.PRIMARY)
        self.again.setFixedWidth(theme.px(220))
        self.again.clicked.connect(self.again_requested)
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(16))
        column.addStretch(1)
        for widget in (self._title, self._text):
            column.addWidget(widget)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._bar)
        middle.addWidget(self.again)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addStretch(1)
        self._bar.setFixedSize(theme.px(_WIDTH), theme.px(_BAR))
        self.show_loading(None)

    def show_loading(self, share: float | None) -> None:
        """Say that figures are on their way; ``share`` is how much of the history is read."""
        self.share = share
        self._title.setText(tr("Asking for the figures …"))
        self._text.setText(
            ""
            if share is None
            else tr("The hub is still reading its history: {n}%", n=f"{share * 100:.0f}")
        )
        self._bar.show_share(share or 0.0)
        self._bar.setVisible(share is not None)
        self.again.hide()
        self._tell()

    def show_fault(self, sentence: str) -> None:
        """Say why there are no figures."""
        self.share = None
        self._title.setText(tr("No figures"))
        self._text.setText(sentence)
        self._bar.hide()
        self.again.show()
        self._tell()

    def _tell(self) -> None:
        self.setAccessibleName(f"{self._title.text()} {self._text.text()}".strip())


class _Bar(QWidget):
    """How far something is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._share = 0.0

    def show_share(self, share: float) -> None:
        """Show how far, 0 to 1."""
        self._share = share
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), Ground.TRACK)
        painter.fillRect(QRectF(0, 0, self.width() * self._share, self.height()), State.ACTION)
