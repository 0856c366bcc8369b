"""The drawer of one case: facts, candidates, the order, actions, log."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from bigscreen.ui.dispatch.candidate_panel import CandidatePanel
from bigscreen.ui.dispatch.facts_view import FactsView
from bigscreen.ui.dispatch.log_view import LogView
from bigscreen.ui.dispatch.notice_bar import NoticeBar
from bigscreen.ui.dispatch.unit_choice import UnitChoice
from bigscreen.ui.theme import Ground, Ink, Size, Theme, Weight
from bigscreen.ui.widgets.action_button import ActionButton
from bigscreen.ui.widgets.panel import Panel
from bigscreen.ui.widgets.text_label import ElidedLabel, TextLabel
from bigscreen.viewmodels.candidate_rows import CandidateRow
from bigscreen.viewmodels.incident_sheet import IncidentSheet
from bigscreen.viewmodels.order_notice import Notice
from bigscreen.viewmodels.wording import tr

_COLUMNS = 3


class Drawer(Panel):
    """Everything to decide on one case.

    ``assign`` and ``pick`` are the large actions, ``more`` the ones below them in the order they
    stand (of those that share a place one is visible at a time), ``undo`` the last one, with a
    row of its own: it says what it takes back. ``next_best`` stands under a refusal.
    """

    def __init__(
        self,
        theme: Theme,
        choice: UnitChoice,
        assign: QAction,
        pick: QAction,
        more: Sequence[Sequence[QAction]],
        undo: QAction,
        next_best: QAction,
    ) -> None:
        super().__init__(theme, "")
        px = theme.px
        self.number = ElidedLabel(theme.font(Size.SMALL), Ink.FAINT)
        self.number.setMaximumWidth(px(200))
        self.header.addWidget(self.number)
        self.facts = FactsView(theme)
        self.candidates = CandidatePanel(theme, choice)
        self.candidates.setMinimumHeight(px(170))
        self.notice = NoticeBar(theme)
        self.assign_button = ActionButton(theme, assign, design_height=56)
        pick_button = ActionButton(theme, pick, design_height=56)
        pick_button.setFixedWidth(px(124))
        log_heading = TextLabel(theme.font(Size.HEADING, Weight.MEDIUM), Ink.FULL)
        log_heading.setText(tr("Record"))
        self.foot = QHBoxLayout()  # the record's heading; what takes its place stands beside it
        self._log_heading = log_heading
        self.foot.addWidget(log_heading, 1)
        self.log = LogView(theme)
        self.log.setMinimumHeight(px(54))
        orders = QHBoxLayout()
        orders.setSpacing(px(12))
        orders.addWidget(self.assign_button, 1)
        orders.addWidget(pick_button)
        grid = QGridLayout()
        grid.setSpacing(px(8))
        for place, alternatives in enumerate(more):
            row, column = divmod(place, _COLUMNS)
            for action in alternatives:
                grid.addWidget(ActionButton(theme, action, design_height=44), row, column)
            grid.setColumnStretch(column, 1)
        undo_button = ActionButton(theme, undo, design_height=44)
        grid.addWidget(undo_button, grid.rowCount(), 0, 1, _COLUMNS)
        self.body.addWidget(self.facts)
        self.body.addSpacing(px(12))
        self.body.addWidget(_rule())
        self.body.addSpacing(px(10))
        self.body.addWidget(self.candidates, 5)
        self.body.addSpacing(px(8))
        self.next_best_button = ActionButton(theme, next_best, design_height=44)
        answer = QVBoxLayout()  # its gap is there only where both are
        answer.setSpacing(px(8))
        answer.addWidget(self.notice)
        answer.addWidget(self.next_best_button)
        self.body.addLayout(answer)
        self.body.addSpacing(px(8))
        self.body.addLayout(orders)
        self.body.addSpacing(px(12))
        self.body.addLayout(grid)
        self.body.addSpacing(px(14))
        self.body.addLayout(self.foot)
        self.body.addSpacing(px(4))
        self.body.addWidget(self.log, 2)

    def show_sheet(self, sheet: IncidentSheet, now: datetime) -> None:
        """Show a case."""
        self.title.setText(sheet.headline)
        self.number.setText(sheet.number)
        self.setAccessibleName(f"{sheet.headline} {sheet.number}")
        self.facts.show_sheet(sheet, now)
        self.candidates.setVisible(not sheet.is_closed)
        self.log.show_log(sheet.log)

    def show_candidates(self, rows: Sequence[CandidateRow], *, is_new_case: bool) -> None:
        """Show the candidates of the case."""
        self.candidates.show_rows(rows, is_new_case=is_new_case)

    def show_in_place_of_log(self, other: QWidget, *, shown: bool) -> None:
        """Show another widget where the record stands, and let it have some of the candidates'."""
        self.candidates.setMinimumHeight(self.theme.px(96 if shown else 170))
        self.log.setVisible(not shown)
        self._log_heading.setVisible(not shown)
        other.setVisible(shown)

    def show_notice(self, notice: Notice | None) -> None:
        """Show what became of the last order on the case."""
        self.notice.show_notice(notice)

    def tick(self, now: datetime) -> None:
        """Let the clock run on."""
        self.facts.tick(now)


def _rule() -> QFrame:
    rule = QFrame()
    rule.setFixedHeight(1)
    rule.setStyleSheet(f"background: {Ground.LINE.name()};")
    return rule
