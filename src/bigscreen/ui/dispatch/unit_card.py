"""The card of one unit that was clicked: who it is, what it does, how old its position is."""

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from bigscreen.ui.theme import Ink, Size, State, Theme, Weight
from bigscreen.ui.widgets.glyph import MarkGlyph
from bigscreen.ui.widgets.key_button import KeyButton
from bigscreen.ui.widgets.panel import Panel
from bigscreen.ui.widgets.text_label import ElidedLabel, TextLabel
from bigscreen.viewmodels.unit_sheet import UnitSheet
from bigscreen.viewmodels.wording import tr

_MOST_CASES = 2


class UnitCard(Panel):
    """One unit.

    Signals:
        case_requested(incident_id): show this case of the unit.
        choice_requested(unit_id): put the unit into the next order, or take it out.
    """

    case_requested = Signal(str)
    choice_requested = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Unit"))
        self._unit_id = ""
        self._glyph = MarkGlyph(theme, 22)
        self._name = ElidedLabel(theme.font(20, Weight.BOLD), Ink.FULL)
        self._status = TextLabel(theme.font(Size.LABEL), Ink.LABEL)
        self._facts = ElidedLabel(theme.font(Size.SMALL), Ink.LABEL)
        self._crew = ElidedLabel(theme.font(Size.SMALL), Ink.LABEL)
        self._devices = ElidedLabel(theme.font(Size.SMALL), Ink.LABEL)
        self._fix = ElidedLabel(theme.font(Size.SMALL), Ink.LABEL)
        self._cases = [_CaseButton(theme) for _ in range(_MOST_CASES)]
        self.choose = KeyButton(theme, tr("Add to order"), "A", design_height=36)
        first = QHBoxLayout()
        first.setSpacing(theme.px(10))
        first.addWidget(self._glyph)
        first.addWidget(self._name, 1)
        first.addWidget(self._status)
        self.body.setSpacing(theme.px(4))
        self.body.addLayout(first)
        self.body.addWidget(self._facts)
        self.body.addWidget(self._crew)
        self.body.addWidget(self._devices)
        self.body.addWidget(self._fix)
        column = QVBoxLayout()
        column.setSpacing(theme.px(4))
        for button in self._cases:
            column.addWidget(button)
            button.case_requested.connect(self.case_requested)
        self.body.addLayout(column)
        self.body.addWidget(self.choose)
        self.choose.clicked.connect(self._on_choose_clicked)

    def sizeHint(self) -> QSize:
        """Return no more height than the card needs."""
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def show_sheet(self, sheet: UnitSheet, *, can_choose: bool, is_chosen: bool) -> None:
        """Show a unit; ``can_choose`` says whether a case is there to send it to."""
        self._unit_id = sheet.unit_id
        self.setAccessibleName(f"{sheet.call_sign} {sheet.status}")
        self._glyph.set_mark(sheet.mark)
        self._name.setText(sheet.call_sign)
        self._status.setText(sheet.status)
        self._facts.setText(sheet.facts_line)
        for label, text in ((self._crew, sheet.crew_line), (self._devices, sheet.devices_line)):
            label.setText(text)
            label.setVisible(bool(text))
        self._fix.setText(sheet.fix_line)
        self._fix.set_colour(State.LATE if sheet.is_stale else Ink.LABEL)
        for place, button in enumerate(self._cases):
            button.show_case(sheet.cases[place] if place < len(sheet.cases) else None)
        self.choose.setVisible(can_choose)
        self.choose.set_label(tr("Take out of order") if is_chosen else tr("Add to order"), "A")

    @Slot()
    def _on_choose_clicked(self) -> None:
        self.choice_requested.emit(self._unit_id)


class _CaseButton(KeyButton):
    """A case the unit holds."""

    case_requested = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, design_height=34)
        self._incident_id = ""
        self.clicked.connect(self._on_clicked)

    def show_case(self, case: tuple[str, str] | None) -> None:
        """Show a case, or nothing."""
        self.setVisible(case is not None)
        if case is not None:
            self._incident_id = case[0]
            self.set_label(case[1])

    @Slot()
    def _on_clicked(self) -> None:
        self.case_requested.emit(self._incident_id)
