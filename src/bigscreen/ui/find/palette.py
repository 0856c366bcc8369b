"""The command palette: one field that finds everything and does everything."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction, QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QStackedLayout, QVBoxLayout, QWidget

from bigscreen.ui.find.doable_actions import doable
from bigscreen.ui.find.palette_list import PaletteList, PaletteModel, spoken
from bigscreen.ui.style_sheet import style_sheet
from bigscreen.ui.theme import Ink, Size, State, Theme
from bigscreen.ui.widgets.text_label import ElidedLabel, TextLabel
from bigscreen.viewmodels.palette_lines import PaletteLine, PaletteSearch
from bigscreen.viewmodels.search_index import Entry, SearchIndex
from bigscreen.viewmodels.wording import tr

_WIDTH = 820
_HEIGHT = 640
_TOP = 110
_PAGE = 8
_LONGEST = 100


class Palette(QDialog):
    """Searches as somebody types; Enter does, Escape leaves.

    ``actions`` are offered with what each is about; ``is_reading`` tells whether the index is
    not complete yet; ``refusal`` says why an entry can not be shown, empty where it can.

    Signals:
        entry_chosen(Entry): show this.
        action_chosen(QAction): do this; emitted after the palette is gone.
    """

    entry_chosen = Signal(object)
    action_chosen = Signal(object)

    def __init__(
        self,
        theme: Theme,
        index: SearchIndex,
        actions: Sequence[tuple[str, QAction]],
        parent: QWidget,
        *,
        is_reading: Callable[[], bool] = lambda: False,
        refusal: Callable[[Entry], str] = lambda _entry: "",
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._actions = [action for _, action in actions]
        self._search = PaletteSearch(index, [doable(about, action) for about, action in actions])
        self._is_reading = is_reading
        self._refusal = refusal
        self._chosen: QAction | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(tr("Find and do"))
        self.setAccessibleName(tr("Find and do"))
        self.setStyleSheet(style_sheet(theme))
        self.field = QLineEdit()
        self.field.setFont(theme.font(20))
        self.field.setFixedHeight(theme.px(52))
        self.field.setMaxLength(_LONGEST)
        self.field.setPlaceholderText(
            tr("An action, case, unit, place, address: Chinese, pinyin, initials, number")
        )
        self.field.setAccessibleName(tr("Find and do"))
        self.field.installEventFilter(self)
        self.model = PaletteModel(self)
        self.view = PaletteList(theme, self.model)
        self._nothing = TextLabel(theme.font(Size.BODY), Ink.FAINT)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        self._notice = ElidedLabel(theme.font(Size.NOTE), State.LATE)
        keys = TextLabel(theme.font(Size.NOTE), Ink.FAINT)
        keys.setText(tr("↑ ↓ choose   Enter go   Esc close"))
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._nothing)
        footer = QHBoxLayout()
        footer.addWidget(self._notice, 1)
        footer.addWidget(keys)
        column = QVBoxLayout(self)
        margin = theme.px(14)
        column.setContentsMargins(margin, margin, margin, theme.px(10))
        column.setSpacing(theme.px(10))
        column.addWidget(self.field)
        column.addLayout(self._stack, 1)
        column.addLayout(footer)
        self.setFixedSize(theme.px(_WIDTH), theme.px(_HEIGHT))
        corner = parent.mapToGlobal(parent.rect().topLeft())
        left = corner.x() + (parent.width() - self.width()) // 2
        self.move(left, corner.y() + theme.px(_TOP))
        self.field.textChanged.connect(self._on_field_text_changed)
        self.view.clicked.connect(self._on_view_clicked)
        self.view.selectionModel().currentChanged.connect(self._on_view_current_changed)
        self.finished.connect(self._on_finished)
        self._on_field_text_changed("")
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that move in the list from the field."""
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # here every key is typed
                return True
            if event.type() == QEvent.Type.KeyPress and self._take_key(Qt.Key(event.key())):
                return True
        return super().eventFilter(watched, event)

    def refresh(self) -> None:
        """Search again, because more has been read; what is chosen stays chosen."""
        current = self.view.currentIndex()
        before = self.model.line(current.row()) if current.isValid() else None
        self._on_field_text_changed(self.field.text())
        for place in range(self.model.rowCount()):
            if before is not None and _means_same(self.model.line(place), before):
                self.view.setCurrentIndex(self.model.index(place))
                return

    def _take_key(self, key: Qt.Key) -> bool:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: _PAGE,
            Qt.Key.Key_PageUp: -_PAGE,
            Qt.Key.Key_Tab: 1,
            Qt.Key.Key_Backtab: -1,
        }
        if key in steps:
            self.view.step(steps[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose(self.view.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.reject()
        else:
            return False
        return True

    def _choose(self, index: QModelIndex) -> None:
        line = self.model.line(index.row()) if index.isValid() else None
        if line is None or line.is_heading:
            return
        if line.place is not None:
            if not line.enabled:
                self._say(tr("{action}: not possible now", action=line.text))
                return
            self._chosen = self._actions[line.place]
            self.accept()
            return
        if line.entry is None:
            return
        if reason := self._refusal(line.entry):
            self._say(reason)
            return
        self.accept()
        self.entry_chosen.emit(line.entry)

    def _say(self, text: str) -> None:
        self._notice.setText(text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    @Slot(str)
    def _on_field_text_changed(self, text: str) -> None:
        lines = self._search.lines(text)
        self.model.show_lines(lines)
        reading = self._is_reading()
        self._notice.setText(tr("Still reading names …") if reading else "")
        self._nothing.setText(tr("Nothing found for “{query}”", query=text.strip()))
        self._stack.setCurrentWidget(self.view if lines else self._nothing)
        self.view.step(1)

    @Slot(QModelIndex)
    def _on_view_clicked(self, index: QModelIndex) -> None:
        self._choose(index)

    @Slot(QModelIndex, QModelIndex)
    def _on_view_current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        """Say what Enter would choose: the keyboard stays in the field."""
        del previous
        if current.isValid():
            words = spoken(self.model.line(current.row()))
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.view, words))

    @Slot()
    def _on_finished(self) -> None:
        if self._chosen is not None:
            self.action_chosen.emit(self._chosen)


def _means_same(one: PaletteLine, other: PaletteLine) -> bool:
    if one.entry is None or other.entry is None:
        return one.place is not None and one.place == other.place
    return (one.entry.kind, one.entry.id) == (other.entry.kind, other.entry.id)
