"""A button that says its key: the label, then the key in a quieter colour."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from bigscreen.ui.theme import Ground, Ink, Size, State, Theme, Weight
from bigscreen.ui.widgets.text_box import LEFT, TextBox, fitting_font, text_width
from bigscreen.ui.widgets.tooltips import set_plain_tooltip


class ButtonLook(StrEnum):
    """What a button is for, and so how it looks."""

    PLAIN = "plain"
    PRIMARY = "primary"
    WARNING = "warning"
    PENDING = "pending"
    ALARM = "alarm"


_FILLS = {
    ButtonLook.PLAIN: Ground.ROW,
    ButtonLook.PRIMARY: State.ACTION,
    ButtonLook.WARNING: Ground.ROW,
    ButtonLook.PENDING: State.ACTION_PENDING,
    ButtonLook.ALARM: State.BAD_BAND,
}
_EDGES = {
    ButtonLook.PLAIN: Ground.EDGE,
    ButtonLook.PRIMARY: State.ACTION,
    ButtonLook.WARNING: State.LATE,
    ButtonLook.PENDING: State.ACTION,
    ButtonLook.ALARM: State.BAD,
}
_HOVERS = {
    ButtonLook.PLAIN: Ground.SELECTED,
    ButtonLook.PRIMARY: State.ACTION_HOVER,
    ButtonLook.WARNING: Ground.SELECTED,
    ButtonLook.PENDING: State.ACTION_PENDING,
    ButtonLook.ALARM: State.BAD_BAND,
}


class KeyButton(QAbstractButton):
    """A button with a plain-text label that is shortened where it does not fit."""

    def __init__(
        self, theme: Theme, text: str = "", key: str = "", *, design_height: int = 48
    ) -> None:
        super().__init__()
        self._theme = theme
        # Not QAbstractButton's own text: an ampersand in that one makes a key of the next letter.
        self._label = text
        self._key = key
        self._look = ButtonLook.PLAIN
        self.setAccessibleName(text)
        self.setFixedHeight(theme.px(design_height))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def look(self) -> ButtonLook:
        """What the button looks like now."""
        return self._look

    def set_look(self, look: ButtonLook) -> None:
        """Change what the button looks like."""
        if look is not self._look:
            self._look = look
            self.update()

    @property
    def label(self) -> str:
        """What the button says, without its key."""
        return self._label

    @property
    def key(self) -> str:
        """The key that is said after the label."""
        return self._key

    def set_label(self, text: str, key: str = "") -> None:
        """Change the label and the key said after it."""
        if (text, key) != (self._label, self._key):
            self._label, self._key = text, key
            self.setAccessibleName(text)
            set_plain_tooltip(self, f"{text}  {key}".strip())
            self.updateGeometry()
            self.update()

    def text_boxes(self) -> list[TextBox]:
        """Return label and key, placed in the middle."""
        font, key_font = self._fonts()
        pad, gap = self._theme.px(10), self._theme.px(10) if self._key else 0
        key_width = text_width(key_font, self._key) if self._key else 0
        room = self.width() - 2 * pad
        label_width = min(text_width(font, self._label), room - key_width - gap)
        left = pad + (room - label_width - gap - key_width) // 2
        height = self.height()
        ink, key_ink = self._inks()
        label = QRect(left, 0, label_width, height)
        boxes = [TextBox(label, self._label, font, ink, LEFT, elides=True)]
        if self._key:
            key = QRect(left + label_width + gap, 0, key_width, height)
            boxes.append(TextBox(key, self._key, key_font, key_ink, LEFT))
        return boxes

    def event(self, event: QEvent) -> bool:
        """Claim Enter while focused: it means this button, not the window's large order."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_enter(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Click with Enter as with space."""
        if _is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return the room for label and key."""
        font, key_font = self._fonts()
        width = text_width(font, self._label) + text_width(key_font, self._key)
        return QSize(width + self._theme.px(36), self.height())

    def minimumSizeHint(self) -> QSize:
        """Return the least room; a label that needs more is shortened."""
        return QSize(self._theme.px(60), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint surface, edge, label and key."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = self.isEnabled() and (self.underMouse() or self.isDown())
        fill, edge = (_HOVERS if hovered else _FILLS)[self._look], _EDGES[self._look]
        if not self.isEnabled():
            fill, edge = Ground.PANEL, Ground.LINE
            if self._look is ButtonLook.PENDING:
                fill, edge = _FILLS[self._look], _EDGES[self._look]
        if self.hasFocus():
            edge = Ink.FULL
        painter.setPen(QPen(edge, self._theme.px(1)))
        painter.setBrush(fill)
        radius = self._theme.px(6)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), radius, radius)
        for box in self.text_boxes():
            box.paint(painter)

    def _fonts(self) -> tuple[QFont, QFont]:
        """Return the fonts of label and key: somewhat smaller before the label is cut."""
        loud = self._look is not ButtonLook.PLAIN
        weight = Weight.BOLD if loud else Weight.NORMAL
        key_font = self._theme.font(Size.SMALL if loud else Size.NOTE)
        room = self.width() - self._theme.px(30) - text_width(key_font, self._key)
        sizes = (Size.BODY, Size.LABEL, Size.NOTE) if loud else (Size.LABEL, Size.NOTE)
        fonts = [self._theme.font(size, weight) for size in sizes]
        return fitting_font(fonts, self._label, room), key_font

    def _inks(self) -> tuple[QColor, QColor]:
        if self._look is ButtonLook.PENDING:
            return Ink.ON_ACTION, Ink.ON_ACTION
        if not self.isEnabled():
            return Ink.FAINT, Ink.FAINT
        if self._look in {ButtonLook.PRIMARY, ButtonLook.ALARM}:
            return Ink.ON_ACTION, Ink.ON_ACTION
        if self._look is ButtonLook.WARNING:
            return State.LATE, Ink.LABEL
        return Ink.FULL, Ink.FAINT


def _is_enter(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
