"""The gallery: every widget in every state, in the look and language that are worn."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from bigscreen.ui.gallery.specimen import Specimen
from bigscreen.ui.gallery.stage import Stage
from bigscreen.ui.style_sheet import style_sheet
from bigscreen.ui.theme import Ground, Theme, look
from bigscreen.viewmodels.wording import CHINESE, ENGLISH, language, tr, tr_noop

_EYE_NAMES = {
    "": tr_noop("All colours"),
    "protan": tr_noop("Without red cones"),
    "deutan": tr_noop("Without green cones"),
    "tritan": tr_noop("Without blue cones"),
    "grey": tr_noop("Printed in grey"),
}
_LOOK_NAMES = {"dark": tr_noop("Dark"), "light": tr_noop("Light")}
_LANGUAGE_NAMES = {CHINESE: "中文", ENGLISH: "English"}
_LIST_WIDTH = 380


class Gallery(QWidget):
    """A list of specimens and a stage.

    Signals:
        look_requested(str), language_requested(str): to be worn by a new gallery.
    """

    look_requested = Signal(str)
    language_requested = Signal(str)

    def __init__(self, theme: Theme, specimens: Sequence[Specimen], at: int = 0) -> None:
        super().__init__()
        self._specimens = specimens
        self.setPalette(theme.palette())
        self.setFont(theme.font(16))
        self.setStyleSheet(style_sheet(theme))
        self.setWindowTitle(tr("bigscreen · gallery"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Widgets and their states"))
        self.list.setFixedWidth(theme.px(_LIST_WIDTH))
        self.list.addItems([f"{one.name} · {one.state}" for one in specimens])
        self.stage = Stage(theme)
        room = QScrollArea()
        room.setWidget(self.stage)
        self.looks = self._choice(_LOOK_NAMES, look(), tr("Look"))
        self.languages = self._choice(_LANGUAGE_NAMES, language(), tr("Language"))
        self.eyes = self._choice(_EYE_NAMES, "", tr("Seen by"))
        bar = QHBoxLayout()
        for combo in (self.looks, self.languages, self.eyes):
            bar.addWidget(QLabel(combo.accessibleName()))
            bar.addWidget(combo)
        bar.addStretch(1)
        right = QVBoxLayout()
        right.addLayout(bar)
        right.addWidget(room, 1)
        row = QHBoxLayout(self)
        row.addWidget(self.list)
        row.addLayout(right, 1)
        self.list.currentRowChanged.connect(self._on_list_current_row_changed)
        self.looks.activated.connect(self._on_looks_activated)
        self.languages.activated.connect(self._on_languages_activated)
        self.eyes.activated.connect(self._on_eyes_activated)
        self.list.setCurrentRow(at)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the wall behind the stage."""
        QPainter(self).fillRect(event.rect(), Ground.PANEL)

    def _choice(self, names: dict[str, str], worn: str, label: str) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(label)
        for value, name in names.items():
            combo.addItem(tr(name), value)
        combo.setCurrentIndex(list(names).index(worn))
        return combo

    @Slot(int)
    def _on_list_current_row_changed(self, row: int) -> None:
        if row >= 0:
            self.stage.show_specimen(self._specimens[row])

    @Slot()
    def _on_looks_activated(self) -> None:
        self.look_requested.emit(self.looks.currentData())

    @Slot()
    def _on_languages_activated(self) -> None:
        self.language_requested.emit(self.languages.currentData())

    @Slot()
    def _on_eyes_activated(self) -> None:
        self.stage.look_with(self.eyes.currentData())
