"""The red band of a lost link, and the veil that greys the last known picture."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QHBoxLayout, QWidget

from bigscreen.ui.theme import Ground, Ink, Size, State, Theme, Weight
from bigscreen.ui.widgets.text_label import ElidedLabel, TextLabel
from bigscreen.viewmodels.link_banner import LinkBanner

_HEIGHT = 48


class LinkBand(QWidget):
    """Says across the whole width that the picture is not live, and how old it is."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = TextLabel(theme.font(20, Weight.BOLD), Ink.ON_ACTION)
        self._detail = ElidedLabel(theme.font(Size.BODY), Ink.FULL)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(24), 0, theme.px(24), 0)
        row.setSpacing(theme.px(24))
        row.addWidget(self._text)
        row.addWidget(self._detail, 1)
        self.setFixedHeight(theme.px(_HEIGHT))
        self.hide()

    def show_banner(self, banner: LinkBanner | None) -> None:
        """Show a banner, or none."""
        if banner is not None:
            self._text.setText(banner.text)
            self._detail.setText(banner.detail)
            self.setAccessibleName(f"{banner.text}. {banner.detail}")
        self.setVisible(banner is not None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the band."""
        del event
        QPainter(self).fillRect(self.rect(), State.BAD_BAND)


class Veil(QWidget):
    """Greys what lies under it; mouse and keys go through.

    ``spared`` is a part of ``covered`` that greys itself: the map.
    """

    def __init__(self, covered: QWidget) -> None:
        super().__init__(covered)
        self._covered = covered
        self.spared: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        covered.installEventFilter(self)

    def lay(self, *, is_needed: bool) -> None:
        """Cover the picture, or uncover it."""
        self.setGeometry(self._covered.rect())
        self.setVisible(is_needed)
        if is_needed:
            self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as what is covered."""
        if watched is self._covered and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._covered.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the veil."""
        painter = QPainter(self)
        if self.spared is not None:
            corner = self.spared.mapTo(self._covered, QPoint(0, 0))
            spared = QRegion(QRect(corner, self.spared.size()))
            painter.setClipRegion(event.region().subtracted(spared))
        painter.fillRect(event.rect(), Ground.VEIL)
