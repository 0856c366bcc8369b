"""All keys of the desk and of the centre's window on one sheet."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from bigscreen.ui.style_sheet import style_sheet
from bigscreen.ui.theme import Ink, Size, Theme, Weight
from bigscreen.ui.widgets.text_box import text_width
from bigscreen.ui.widgets.text_label import TextLabel
from bigscreen.viewmodels.wording import tr

_MARGIN = 24
_GAP = 14
_BETWEEN = 36
_ROW = 27
_HEAD = 34
_MOST_COLUMNS = 4

Group = tuple[str, Sequence[tuple[str, str]]]
"""A group's name, and its keys with what each is for."""


class ShortcutsOverlay(QDialog):
    """Every action with its keys in groups, then each page of the centre's; Escape closes it.

    As many columns as the window over which it stands has room for; scrolled where they are too
    long. No text is ever cut: a column is as wide as its longest line.
    """

    def __init__(
        self, theme: Theme, sheet: Sequence[Group], pages: Sequence[Group], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bold = theme.font(Size.LABEL, Weight.BOLD)
        self._plain = theme.font(Size.LABEL)
        self.setWindowTitle(tr("All keys"))
        self.setAccessibleName(tr("All keys"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setStyleSheet(style_sheet(theme))
        px = theme.px
        groups = [*sheet, *((self._page_name(name), entries) for name, entries in pages)]
        room = max(parent.width() - px(8 * _MARGIN), px(400))
        columns = self._columns(groups, room)
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, px(_GAP), 0)
        row.setSpacing(px(_BETWEEN))
        for column in columns:
            row.addLayout(self._column(column), 1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.verticalScrollBar().setSingleStep(px(_ROW))
        area.viewport().setAutoFillBackground(False)
        area.setAccessibleName(tr("All keys"))
        area.setWidget(page)
        page.setAutoFillBackground(False)  # setWidget has turned it on
        outer = QVBoxLayout(self)
        margin = px(_MARGIN)
        outer.setContentsMargins(margin, margin, margin, margin)
        outer.setSpacing(px(_GAP))
        outer.addWidget(self._label(tr("All keys"), theme.font(20, Weight.BOLD), Ink.FULL))
        outer.addWidget(area, 1)
        wanted = page.sizeHint()
        width = min(wanted.width() + 2 * margin + px(12), parent.width() - px(_MARGIN))
        height = min(wanted.height() + px(110), parent.height() - px(2 * _MARGIN))
        self.resize(width, height)
        page.setMinimumWidth(wanted.width())

    def _page_name(self, name: str) -> str:
        return tr("In the centre's window: {page}", page=name)

    def _columns(self, groups: Sequence[Group], room: int) -> list[list[Group]]:
        """Deal the groups out in their order, evenly, over as many columns as there is room for."""
        px = self._theme.px
        widest = max(self._width(group) for group in groups) + px(_BETWEEN)
        count = min(_MOST_COLUMNS, max(1, room // widest), len(groups))
        heights = [px(_HEAD) + px(_ROW) * len(entries) + px(_GAP) for _, entries in groups]
        for limit in sorted(
            {sum(heights[a:b]) for a in range(len(heights)) for b in range(a + 1, len(heights) + 1)}
        ):
            columns: list[list[Group]] = [[]]
            used = 0
            for group, height in zip(groups, heights, strict=True):
                if used + height > limit and columns[-1]:
                    columns.append([])
                    used = 0
                columns[-1].append(group)
                used += height
            if len(columns) <= count and max(heights) <= limit:
                return columns
        return [list(groups)]

    def _width(self, group: Group) -> int:
        name, entries = group
        keys = max((text_width(self._bold, key) for key, _ in entries), default=0)
        purposes = max((text_width(self._plain, purpose) for _, purpose in entries), default=0)
        return max(text_width(self._bold, name), keys + purposes + self._theme.px(_GAP))

    def _column(self, groups: Sequence[Group]) -> QGridLayout:
        px = self._theme.px
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(_GAP))
        grid.setVerticalSpacing(px(4))
        line = 0
        for name, entries in groups:
            heading = self._label(name, self._bold, Ink.LABEL)
            heading.setContentsMargins(0, px(8), 0, px(2))
            grid.addWidget(heading, line, 0, 1, 2)
            for key, purpose in entries:
                line += 1
                grid.addWidget(self._label(key, self._bold, Ink.FULL), line, 0)
                grid.addWidget(self._label(purpose, self._plain, Ink.LABEL), line, 1)
            line += 1
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(line, 1)
        return grid

    def _label(self, text: str, font: QFont, ink: QColor) -> TextLabel:
        label = TextLabel(font, ink)
        label.setText(text)
        return label
