"""The ranked candidates of a case with the order they would make."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bigscreen.ui.dispatch.candidate_list import CandidateList
from bigscreen.ui.dispatch.candidate_model import CandidateModel
from bigscreen.ui.dispatch.unit_choice import UnitChoice
from bigscreen.ui.theme import Ink, Size, Theme, Weight
from bigscreen.ui.widgets.text_label import ElidedLabel, TextLabel
from bigscreen.viewmodels.candidate_rows import CandidateRow
from bigscreen.viewmodels.wording import tr


class CandidatePanel(QWidget):
    """Heading, basis of the ranking, list.

    Signals:
        unit_toggled(str): a person chose this unit, or gave it up.
    """

    unit_toggled = Signal(str)

    def __init__(self, theme: Theme, choice: UnitChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = CandidateModel(choice, self)
        self.view = CandidateList(theme, self.model)
        self.view.setAccessibleName(tr("Recommended"))
        self.view.unit_toggled.connect(self.unit_toggled)
        heading = TextLabel(theme.font(Size.HEADING, Weight.MEDIUM), Ink.FULL)
        heading.setText(tr("Recommended"))
        basis = ElidedLabel(theme.font(Size.NOTE), Ink.FAINT)
        basis.setText(tr("by arrival time, force, load, age of position"))
        self._nobody = ElidedLabel(theme.font(Size.LABEL), Ink.FAINT)
        self._nobody.setText(tr("No unit on duty can be sent"))
        head = QHBoxLayout()
        head.setSpacing(theme.px(14))
        head.addWidget(heading)
        head.addStretch(1)
        head.addWidget(basis)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addWidget(self._nobody)
        self._nobody.hide()

    def show_rows(self, rows: Sequence[CandidateRow], *, is_new_case: bool) -> None:
        """Show candidates. While the mouse is over the list it does not change places."""
        if self.view.viewport().underMouse() and not is_new_case:
            rows = self._in_present_places(rows)
        self.model.show_rows(rows)
        self._nobody.setVisible(not rows)
        if is_new_case:
            self.view.scrollToTop()

    def toggle_place(self, place: int) -> None:
        """Choose the candidate in this place of the list, counted from 1."""
        self.view.toggle_place(place)

    def _in_present_places(self, rows: Sequence[CandidateRow]) -> list[CandidateRow]:
        """Return the rows with the ones on screen where they are: no click goes astray."""
        fresh = {row.unit_id: row for row in rows}
        kept = [fresh.pop(row.unit_id) for row in self.model.rows() if row.unit_id in fresh]
        ordered = (*kept, *fresh.values())
        return [replace(row, place=place) for place, row in enumerate(ordered, start=1)]
