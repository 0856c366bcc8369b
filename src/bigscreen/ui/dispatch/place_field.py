"""A line for an address that offers the places it may mean while it is typed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from bigscreen.ui.style_sheet import style_sheet
from bigscreen.ui.theme import Ground, Ink, Size, Theme
from bigscreen.viewmodels.search_index import Entry
from bigscreen.viewmodels.wording import tr

FindPlaces = Callable[[str], Sequence[Entry]]
"""Returns the places a text may mean, the best first, each with its location."""

_ENTRY = Qt.ItemDataRole.UserRole + 1
_NAME = Qt.ItemDataRole.UserRole + 2
_ROWS = 8
_PAD = 28
_ITEM_PAD = 6


class PlaceField(QLineEdit):
    """Typed words, Chinese, pinyin or initials; choosing one of the places offered names it.

    Signals:
        place_chosen(entry): one of the offered places was chosen.
    """

    place_chosen = Signal(object)

    def __init__(self, theme: Theme, find: FindPlaces) -> None:
        super().__init__()
        self._theme = theme
        self._find = find
        self.offers = QStandardItemModel(self)
        self._completer = QCompleter(self.offers, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setCompletionRole(_NAME)
        self._completer.setMaxVisibleItems(_ROWS)
        self._popup = QListView()
        self._completer.setPopup(self._popup)
        self._completer.setWidget(self)  # not setCompleter: the field itself says when
        self._popup.setFont(theme.font(Size.LABEL))
        # A window of its own: what is transparent in a panel would be black here.
        self._popup.setStyleSheet(
            f"{style_sheet(theme)}\n"
            f"QListView {{ background: {Ground.FIELD.name()}; color: {Ink.FULL.name()};"
            f" border: 1px solid {Ground.EDGE.name()}; }}"
            f"QListView::item {{ padding: {theme.px(_ITEM_PAD)}px; }}"
            f"QListView::item:selected {{ background: {Ground.SELECTED.name()};"
            f" color: {Ink.FULL.name()}; }}"
        )
        self._popup.setAccessibleName(tr("Places"))
        self._popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFont(theme.font(Size.LABEL))
        self.setPlaceholderText(tr("Type an address or a place, or click on the map"))
        self.textEdited.connect(self._on_text_edited)
        chosen = self._completer.activated[QModelIndex]  # type: ignore[index]  # an overload
        chosen.connect(self._on_completer_activated)

    @property
    def popup(self) -> QListView:
        """The list of places offered."""
        return self._popup

    @Slot(str)
    def _on_text_edited(self, text: str) -> None:
        self.offers.clear()
        metrics = QFontMetrics(self._popup.font())
        room = max(self.width(), 1) - self._theme.px(_PAD)
        for entry in self._find(text)[:_ROWS] if text.strip() else ():
            words = f"{entry.name} · {entry.detail}" if entry.detail else entry.name
            offer = QStandardItem(metrics.elidedText(words, Qt.TextElideMode.ElideRight, room))
            offer.setData(entry.name, _NAME)
            offer.setData(entry, _ENTRY)
            self.offers.appendRow(offer)
        if self.offers.rowCount():
            self._completer.complete(QRect(0, 0, self.width(), self.height()))
        else:
            self._popup.hide()

    @Slot(QModelIndex)
    def _on_completer_activated(self, index: QModelIndex) -> None:
        entry = index.data(_ENTRY)
        if isinstance(entry, Entry):
            self.setText(entry.name)
            self.place_chosen.emit(entry)
