"""The red band of a lost link, and the veil that greys the last known picture."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
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
        self._detail = ElidedLabel(theme.font(Size.BODY), Ink.ON_ACTION)
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


class Picture(QWidget):
    """Holds a screen's panels, and greys them while they are only last known.

    ``spared`` is a part that greys itself: the map.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spared: QWidget | None = None
        self._veil = _Veil(self)

    def set_last_known(self, *, is_last_known: bool) -> None:
        """Grey the panels, or bring them back."""
        self._veil.setVisible(is_last_known)
        if is_last_known:
            self._veil.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the veil as large as what it covers."""
        super().resizeEvent(event)
        self._veil.setGeometry(self.rect())


class _Veil(QWidget):
    """Lies over a picture; mouse and keys go through."""

    def __init__(self, picture: Picture) -> None:
        super().__init__(picture)
        self._picture = picture
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the veil."""
        painter = QPainter(self)
        if self._picture.spared is not None:
            corner = self._picture.spared.mapTo(self._picture, QPoint(0, 0))
            spared = QRegion(QRect(corner, self._picture.spared.size()))
            painter.setClipRegion(event.region().subtracted(spared))
        painter.fillRect(event.rect(), Ground.VEIL)
