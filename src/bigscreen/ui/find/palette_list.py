"""The lines of the palette as a Qt model, and how they are painted."""

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from bigscreen.ui.theme import Ground, Ink, Size, State, Theme, Weight
from bigscreen.ui.widgets.text_box import LEFT, RIGHT, TextBox, text_width
from bigscreen.ui.widgets.whole_rows import RowList
from bigscreen.viewmodels.palette_lines import PaletteLine
from bigscreen.viewmodels.wording import tr

LINE_ROLE = Qt.ItemDataRole.UserRole + 1
ROW_HEIGHT = 42
_SIDE = 14
_TICK_ROOM = 24

_Index = QModelIndex | QPersistentModelIndex


class PaletteModel(QAbstractListModel):
    """The lines there are; headings can not be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[PaletteLine] = []

    def show_lines(self, lines: list[PaletteLine]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line(self, place: int) -> PaletteLine:
        """Return the line in this place."""
        return self._lines[place]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let everything but headings be chosen."""
        if not index.isValid() or self._lines[index.row()].is_heading:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a line, or its words for screen readers."""
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return spoken(line)
        return None


def spoken(line: PaletteLine) -> str:
    """Return a line as a screen reader says it."""
    ticked = tr("chosen") if line.ticked else ""
    return ", ".join(part for part in (line.text, ticked, line.detail, line.keys) if part)


class PaletteDelegate(QStyledItemDelegate):
    """One line: the name, what is said after it, the keys on the right."""

    def __init__(self, theme: Theme, view: RowList) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height every line has."""
        del option, index
        return QSize(self._theme.px(200), self._view.row_height)

    def lay(self, rect: QRect, line: PaletteLine) -> list[TextBox]:
        """Lay a line into ``rect``."""
        theme, px = self._theme, self._theme.px
        left, right = rect.left() + px(_SIDE), rect.right() + 1 - px(_SIDE)
        height, top = rect.height(), rect.top()
        if line.is_heading:
            font = theme.font(Size.NOTE, Weight.BOLD)
            count_width = text_width(font, line.detail)
            name = QRect(left, top, right - left - count_width - px(8), height)
            count = QRect(right - count_width, top, count_width, height)
            return [
                TextBox(name, line.text, font, Ink.FAINT, LEFT, elides=True),
                TextBox(count, line.detail, font, Ink.FAINT, RIGHT),
            ]
        boxes: list[TextBox] = []
        if line.keys:
            font = theme.font(Size.SMALL)
            width = min(text_width(font, line.keys), (right - left) // 2)
            rest = QRect(right - width, top, width, height)
            boxes.append(TextBox(rest, line.keys, font, Ink.LABEL, RIGHT, elides=True))
            right -= width + px(16)
        if line.ticked:
            font = theme.font(Size.LABEL, Weight.BOLD)
            boxes.append(TextBox(QRect(left, top, px(18), height), "✓", font, State.GOOD, LEFT))
        left += px(_TICK_ROOM)
        font = theme.font(Size.LABEL, Weight.MEDIUM)
        room = right - left
        width = min(text_width(font, line.text), room * 2 // 3 if line.detail else room)
        ink = Ink.FULL if line.enabled else Ink.FAINT
        boxes.append(TextBox(QRect(left, top, width, height), line.text, font, ink, elides=True))
        if line.detail:
            after = left + width + px(16)
            rest = QRect(after, top, right - after, height)
            small = theme.font(Size.SMALL)
            boxes.append(TextBox(rest, line.detail, small, Ink.FAINT, LEFT, elides=True))
        return boxes

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the line."""
        line: PaletteLine = index.data(LINE_ROLE)
        rect = option.rect
        if not line.is_heading:
            if option.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(rect, Ground.SELECTED)
                edge = QRect(rect.left(), rect.top(), self._theme.px(3), rect.height())
                painter.fillRect(edge, State.ACTION_HOVER)
            elif option.state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(rect, Ground.HOVER)
        else:
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, Ground.LINE)
        for box in self.lay(rect, line):
            box.paint(painter)


class PaletteList(RowList):
    """The list under the field; the field keeps the keyboard."""

    def __init__(self, theme: Theme, model: PaletteModel) -> None:
        super().__init__(model, theme.px(ROW_HEIGHT))
        self._palette_model = model
        self._delegate = PaletteDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("What was found"))

    def step(self, lines: int) -> None:
        """Go that many lines down to the next one that can be chosen; round at the ends by one."""
        places = [
            place
            for place in range(self._palette_model.rowCount())
            if not self._palette_model.line(place).is_heading
        ]
        if not places:
            return
        current = self.currentIndex().row()
        here = places.index(current) if current in places else -1
        there = here + lines
        there = there % len(places) if abs(lines) == 1 else min(max(there, 0), len(places) - 1)
        index = self._palette_model.index(places[there])
        self.setCurrentIndex(index)
        if there == 0:
            self.scrollToTop()  # with the heading over it

    def text_boxes(self) -> list[TextBox]:
        """Return the texts of the lines in sight."""
        boxes: list[TextBox] = []
        for index in self.rows_in_sight():
            boxes += self._delegate.lay(self.visualRect(index), index.data(LINE_ROLE))
        return boxes
