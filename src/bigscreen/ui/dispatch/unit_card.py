"""The panel of one unit: who it is, what it does, what it holds and carries, where it was."""

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from bigscreen.ui.theme import Ink, Size, State, Theme, Weight
from bigscreen.ui.widgets.clamped_text import ClampedText
from bigscreen.ui.widgets.glyph import MarkGlyph
from bigscreen.ui.widgets.key_button import KeyButton
from bigscreen.ui.widgets.panel import Panel
from bigscreen.ui.widgets.text_label import ElidedLabel
from bigscreen.viewmodels.track_state import TrackState, track_words
from bigscreen.viewmodels.unit_sheet import UnitSheet
from bigscreen.viewmodels.wording import tr

_MOST_CASES = 3
_MOST_ROWS = 5


class UnitCard(Panel):
    """One unit.

    Signals:
        case_requested(incident_id): show this case of the unit.
        choice_requested(unit_id): put the unit into the next order, or take it out.
        spot_requested(): list the units on the same spot.
        move_requested(): take it off its case and send it to the selected one.
    """

    case_requested = Signal(str)
    choice_requested = Signal(str)
    spot_requested = Signal()
    move_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "")
        self._unit_id = ""
        self._glyph = MarkGlyph(theme, 22)
        self.title.setFont(theme.font(20, Weight.BOLD))
        self.title.set_colour(Ink.FULL)
        self._facts = ClampedText(theme.font(Size.SMALL), Ink.LABEL, 2)
        self._fix = ElidedLabel(theme.font(Size.SMALL), Ink.LABEL)
        self._track = ElidedLabel(theme.font(Size.SMALL), Ink.LABEL)
        self._rows = [
            (
                ElidedLabel(theme.font(Size.SMALL), Ink.FAINT),
                ElidedLabel(theme.font(Size.SMALL), Ink.FULL),
            )
            for _ in range(_MOST_ROWS)
        ]
        self._cases = [_CaseButton(theme) for _ in range(_MOST_CASES)]
        self._more_cases = ElidedLabel(theme.font(Size.SMALL), Ink.LABEL)
        self.choose = KeyButton(theme, tr("Add to order"), "A", design_height=36)
        self.move_here = KeyButton(theme, tr("Move to this case"), "Shift+D", design_height=36)
        self.spot = KeyButton(theme, "", "Shift+A", design_height=36)
        self._place_widgets()
        for case in self._cases:
            case.case_requested.connect(self.case_requested)
        self.choose.clicked.connect(self._on_choose_clicked)
        self.spot.clicked.connect(self.spot_requested)
        self.move_here.clicked.connect(self.move_requested)

    def _place_widgets(self) -> None:
        px = self.theme.px
        self.header.insertWidget(0, self._glyph)
        facts = QGridLayout()
        facts.setHorizontalSpacing(px(10))
        facts.setVerticalSpacing(px(3))
        facts.setColumnStretch(1, 1)
        for row, (label, value) in enumerate(self._rows):
            label.setFixedWidth(px(64))
            facts.addWidget(label, row, 0)
            facts.addWidget(value, row, 1)
        orders = QHBoxLayout()
        orders.setSpacing(px(8))
        orders.addWidget(self.choose, 1)
        orders.addWidget(self.spot, 1)
        self.body.setSpacing(px(3))
        for line in (self._facts, self._fix, self._track):
            self.body.addWidget(line)
        self.body.addLayout(facts)
        held = QVBoxLayout()
        held.setSpacing(px(4))
        for button in self._cases:
            held.addWidget(button)
        held.addWidget(self._more_cases)
        self.body.addLayout(held)
        self.body.addWidget(self.move_here)
        self.body.addSpacing(px(2))
        self.body.addLayout(orders)

    def sizeHint(self) -> QSize:
        """Return no more height than the card needs."""
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def show_sheet(
        self, sheet: UnitSheet, *, can_choose: bool, is_chosen: bool, can_move: bool = False
    ) -> None:
        """Show a unit; ``can_choose`` says whether a case is there to send it to.

        ``can_move`` says whether it could be taken off its present case for that one.
        """
        self._unit_id = sheet.unit_id
        self.setAccessibleName(f"{sheet.call_sign} {sheet.status}")
        self._glyph.set_mark(sheet.mark)
        self.title.setText(sheet.call_sign)
        self.note.setText(sheet.status)
        self._facts.set_text(sheet.facts_line)
        for place, (label, value) in enumerate(self._rows):
            known = sheet.rows[place] if place < len(sheet.rows) else ("", "")
            label.setText(known[0])
            value.setText(known[1])
            for part in (label, value):
                part.setVisible(bool(known[1]))
        self._fix.setText(sheet.fix_line)
        self._fix.set_colour(State.LATE if sheet.is_stale else Ink.LABEL)
        for place, button in enumerate(self._cases):
            button.show_case(sheet.cases[place] if place < len(sheet.cases) else None)
        more = len(sheet.cases) - _MOST_CASES
        self._more_cases.setText(tr("and {n} more cases", n=more) if more > 0 else "")
        self._more_cases.setVisible(more > 0)
        self.choose.setVisible(can_choose)
        self.choose.set_label(tr("Take out of order") if is_chosen else tr("Add to order"), "A")
        self.move_here.setVisible(can_move)

    def show_track(self, state: TrackState) -> None:
        """Say how far the track of the last hour is."""
        self._track.setText(track_words(state))
        self._track.set_colour(State.LATE if state.fault else Ink.LABEL)

    def show_spot(self, others: int) -> None:
        """Say how many more units stand on the same spot; none hides the button."""
        self.spot.set_label(tr("{n} more here", n=others), "Shift+A")
        self.spot.setVisible(others > 0)

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
