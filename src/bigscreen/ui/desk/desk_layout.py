"""The columns of a desk: as wide as a person has drawn them, the next time too."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QSplitterHandle, QVBoxLayout, QWidget

from bigscreen.ui.desk.desk_panels import DeskPanels
from bigscreen.ui.settings.settings_store import SettingsStore
from bigscreen.ui.theme import Ground, State, Theme
from bigscreen.ui.widgets.screen_frame import GAP, MARGIN
from bigscreen.viewmodels.wording import tr

QUEUE_WIDTH = 372
DRAWER_WIDTH = 482
STRIP_HEIGHT = 234
_LEAST_QUEUE = 360
_LEAST_MAP = 520
_LEAST_DRAWER = 430
_LEAST_STRIP = 214
_LEAST_MAP_HEIGHT = 260
_STEP = 24


class _Handle(QSplitterHandle):
    """A gap between two panels that can be drawn with the mouse, or moved with the arrow keys."""

    def __init__(self, splitter: "Columns", step: int) -> None:
        super().__init__(splitter.orientation(), splitter)
        self._step = step
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("Edge between two panels, moved with the arrow keys"))

    def event(self, event: QEvent) -> bool:
        """Be seen as something to be drawn while the mouse is over it."""
        if event.type() in {QEvent.Type.Enter, QEvent.Type.Leave}:
            self.update()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the edge."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: 1,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        across = self.orientation() is Qt.Orientation.Horizontal
        self.moveSplitter((self.x() if across else self.y()) + step * self._step)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint nothing but a line while it can be drawn or moved."""
        del event
        if not (self.underMouse() or self.hasFocus()):
            return
        painter = QPainter(self)
        colour = State.ACTION_HOVER if self.hasFocus() else Ground.EDGE_STRONG
        middle = self.rect().center()
        if self.orientation() is Qt.Orientation.Horizontal:
            painter.fillRect(middle.x() - 1, 0, 3, self.height(), colour)
        else:
            painter.fillRect(0, middle.y() - 1, self.width(), 3, colour)


class Columns(QSplitter):
    """Panels side by side or one over the other, none of which can be drawn away."""

    def __init__(self, theme: Theme, orientation: Qt.Orientation) -> None:
        self._step = theme.px(_STEP)
        super().__init__(orientation)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(theme.px(GAP))

    def createHandle(self) -> QSplitterHandle:
        """Return a handle with keys."""
        return _Handle(self, self._step)


class DeskLayout(QObject):
    """Places the panels of a desk into ``content``, and keeps their sizes."""

    def __init__(
        self, panels: DeskPanels, theme: Theme, store: SettingsStore, content: QWidget
    ) -> None:
        super().__init__(content)
        self._theme = theme
        self._store = store
        px = theme.px
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(GAP))
        column.addWidget(panels.queue, 1)
        column.addWidget(panels.unit_card)
        column.addWidget(panels.centre_bar)
        self.middle = Columns(theme, Qt.Orientation.Vertical)
        self.middle.addWidget(panels.map_slot)
        self.middle.addWidget(panels.strip)
        self.columns = Columns(theme, Qt.Orientation.Horizontal)
        for widget in (left, self.middle, panels.side):
            self.columns.addWidget(widget)
        left.setMinimumWidth(px(_LEAST_QUEUE))
        self.middle.setMinimumWidth(px(_LEAST_MAP))
        panels.side.setMinimumWidth(px(_LEAST_DRAWER))
        panels.strip.setMinimumHeight(px(_LEAST_STRIP))
        panels.map_slot.setMinimumHeight(px(_LEAST_MAP_HEIGHT))
        self.columns.setStretchFactor(1, 1)
        self.middle.setStretchFactor(0, 1)
        row = QHBoxLayout(content)
        row.setContentsMargins(px(MARGIN), px(MARGIN), px(MARGIN), px(MARGIN))
        row.addWidget(self.columns)
        self._is_placed = False
        self.columns.splitterMoved.connect(self._on_splitter_moved)
        self.middle.splitterMoved.connect(self._on_splitter_moved)

    def place_once(self) -> None:
        """Give the panels their sizes, the first time the window has a size of its own."""
        if not self._is_placed and self.columns.width() > self._theme.px(_LEAST_MAP):
            self._is_placed = True
            kept = self._store.settings
            self._set(self.columns, kept.columns, self._first_columns())
            self._set(self.middle, kept.middle, self._first_middle())

    @Slot()
    def reset(self) -> None:
        """Give the panels the sizes they have at first."""
        self.columns.setSizes(self._first_columns())
        self.middle.setSizes(self._first_middle())
        self._store.change(columns=(), middle=())

    def _set(self, splitter: Columns, kept: Sequence[int], first: Sequence[int]) -> None:
        total = sum(first)
        if len(kept) != len(first) or min(kept) <= 0:
            splitter.setSizes(list(first))
            return
        splitter.setSizes([round(size * total / sum(kept)) for size in kept])

    def _first_columns(self) -> list[int]:
        px = self._theme.px
        left, right = px(QUEUE_WIDTH), px(DRAWER_WIDTH)
        return [left, max(1, self.columns.width() - 2 * px(GAP) - left - right), right]

    def _first_middle(self) -> list[int]:
        px = self._theme.px
        strip = px(STRIP_HEIGHT)
        return [max(1, self.middle.height() - px(GAP) - strip), strip]

    @Slot(int, int)
    def _on_splitter_moved(self, _place: int, _index: int) -> None:
        if self._is_placed:
            self._store.change(
                columns=tuple(self.columns.sizes()), middle=tuple(self.middle.sizes())
            )
