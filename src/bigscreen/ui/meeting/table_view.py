"""A table of a meeting: figures lead to their cases, cases to their record."""

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from bigscreen.ui.meeting.table_model import TableModel
from bigscreen.ui.theme import Ground, Ink, Size, Theme
from bigscreen.ui.widgets.text_box import text_width
from bigscreen.viewmodels.meeting.drill import can_drill
from bigscreen.viewmodels.report_blocks import Table

_ROW = 34
_PAD = 30
_WIDEST = 320
_LOOKED_AT = 200
_FEW = 3
_STYLE = """
QTableView::item {{ padding: 0 {pad}px; border-bottom: 1px solid {line}; }}
QTableView::item:selected {{ background: {selected}; color: {ink}; }}
QHeaderView::section {{
  padding: {half}px {pad}px; font-size: {size}px; color: {label}; background: {row}; border: none;
}}
"""
_OWN_KEYS = frozenset(
    {
        *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right),
        *(Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End),
        *(Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape),
    }
)
_WINDOW_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class TableView(QTableView):
    """Rows of one height; columns as wide as their texts, the rest shared by the widest.

    Signals:
        drill_requested(ground, label): the cases behind a figure are wanted.
        case_opened(incident_id): a case's record is wanted.
        left(): Escape was pressed.
    """

    drill_requested = Signal(object, str)
    case_opened = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, block: Table) -> None:
        super().__init__()
        self._theme = theme
        self._model = TableModel(block)
        self.setModel(self._model)
        self.setFont(theme.font(Size.SMALL))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet(_styled(theme))
        self.setAccessibleName(block.title)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        rows = bool(block.case_ids) and not block.grounds
        self.setSelectionBehavior(
            QAbstractItemView.SelectionBehavior.SelectRows
            if rows
            else QAbstractItemView.SelectionBehavior.SelectItems
        )
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW))
        header = self.horizontalHeader()
        header.setFont(theme.font(Size.SMALL))
        header.setHighlightSections(False)
        header.setMinimumSectionSize(theme.px(40))
        self._wanted = [self._width_of(column) for column in range(len(block.columns))]
        self.activated.connect(self._on_activated)
        self.clicked.connect(self._on_clicked)

    def sizeHintForRows(self) -> int:
        """Return the height in which every row is seen."""
        rows = self._model.rowCount()
        return self.horizontalHeader().sizeHint().height() + rows * self._theme.px(_ROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room among the columns, and leave free what would show half a row."""
        super().resizeEvent(event)
        header = self.horizontalHeader().height()
        rest = max(0, self.height() - header) % self._theme.px(_ROW)
        margins = self.viewportMargins()
        if margins.bottom() != rest:
            margins.setBottom(rest)
            self.setViewportMargins(margins)
        if not self._wanted:
            return
        spare = self.viewport().width() - sum(self._wanted)
        widest = max(range(len(self._wanted)), key=self._wanted.__getitem__)
        few = len(self._wanted) <= _FEW
        share = 0 if few else max(0, spare) // len(self._wanted)
        for column, width in enumerate(self._wanted):
            more = max(0, spare) - share * (len(self._wanted) - 1) if column == widest else share
            self.setColumnWidth(column, width + more)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that move in a table: in the window they turn pages."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _OWN_KEYS
            and not event.modifiers() & _WINDOW_KEYS
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the table with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def choose_first(self) -> None:
        """Begin at the first row."""
        if not self.currentIndex().isValid() and self._model.rowCount():
            self.setCurrentIndex(self._model.index(0, 0))

    def _width_of(self, column: int) -> int:
        block, font = self._model.block, self.font()
        texts = [
            self._model.text(self._model.index(row, column))
            for row in range(min(len(block.rows), _LOOKED_AT))
        ]
        widest = max((text_width(font, text) for text in texts), default=0)
        header = QFontMetrics(self.horizontalHeader().font()).horizontalAdvance(
            block.columns[column]
        )
        pad = self._theme.px(_PAD)
        return min(max(widest, header) + pad, self._theme.px(_WIDEST))

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        ground = self._model.ground(index)
        if ground is not None and can_drill(ground):
            self.drill_requested.emit(ground, self._model.title(index))
        elif case_id := self._model.case_id(index):
            self.case_opened.emit(case_id)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        """A click opens a figure as on every other surface; a case wants two, or Enter."""
        ground = self._model.ground(index)
        if ground is not None and can_drill(ground):
            self.drill_requested.emit(ground, self._model.title(index))


def _styled(theme: Theme) -> str:
    return _STYLE.format(
        pad=theme.px(10),
        half=theme.px(6),
        size=theme.px(Size.SMALL),
        line=Ground.LINE.name(),
        selected=Ground.SELECTED.name(),
        row=Ground.ROW.name(),
        ink=Ink.FULL.name(),
        label=Ink.LABEL.name(),
    )
