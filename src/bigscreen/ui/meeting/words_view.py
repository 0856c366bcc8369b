"""Paragraphs of a meeting, scrolled where they are many."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from bigscreen.ui.theme import Ink, Size, Theme
from bigscreen.ui.widgets.focus_ring import FocusRing
from bigscreen.ui.widgets.text_label import TextLabel
from bigscreen.viewmodels.report_blocks import Words


class WordsView(QScrollArea):
    """One paragraph under the other; the keyboard scrolls them."""

    def __init__(self, theme: Theme, block: Words) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(block.title)
        FocusRing(theme, self)
        self.setAccessibleDescription("\n".join(block.paragraphs))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.px(8), 0)
        column.setSpacing(theme.px(10))
        for text in block.paragraphs:
            label = TextLabel(theme.font(Size.LABEL), Ink.LABEL)
            label.setWordWrap(True)
            label.setText(text)
            column.addWidget(label)
        column.addStretch(1)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
