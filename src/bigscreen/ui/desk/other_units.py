"""Orders that come after a no, or after a change of mind: the next best unit, a unit moved."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Slot

from bigscreen.ui.desk.asker import Asker
from bigscreen.ui.desk.case_questions import reason
from bigscreen.ui.desk.desk_parts import DeskParts
from bigscreen.ui.dispatch.ask_dialog import Question
from bigscreen.ui.widgets.action_button import LOOK
from bigscreen.ui.widgets.key_button import ButtonLook
from bigscreen.viewmodels.candidate_rows import call_signs
from bigscreen.viewmodels.case_headline import headline
from bigscreen.viewmodels.next_best import next_best_text, replaced_units
from bigscreen.viewmodels.wording import tr


class OtherUnits(QObject):
    """Offers the next best candidate for one that was refused, and moves a unit between cases."""

    def __init__(self, parts: DeskParts, asker: Asker, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._asker = asker
        self._offered: tuple[str, ...] = ()
        parts.desk.notice_changed.connect(self._on_desk_notice_changed)
        parts.selection.selection_changed.connect(self.update_actions)
        parts.panels.drawer.candidates.model.modelReset.connect(self.update_actions)
        parts.panels.unit_card.move_requested.connect(self._on_move_unit_triggered)
        parts.actions.next_best.triggered.connect(self._on_next_best_triggered)
        parts.actions.move_unit.triggered.connect(self._on_move_unit_triggered)
        self.update_actions()

    @Slot()
    def update_actions(self) -> None:
        """Say whom could be sent instead, and whether the selected unit could be moved."""
        parts = self._parts
        action, refused = parts.actions.next_best, parts.desk.refused(parts.selection.incident_id)
        self._offered = ()
        if refused is not None and not parts.desk.is_pending(parts.selection.incident_id):
            rows = parts.panels.drawer.candidates.model.rows()
            situation = parts.live.situation
            self._offered = replaced_units(refused.unit_ids, refused.against, rows, situation)
        if refused is not None and self._offered:
            action.setProperty(LOOK, ButtonLook.PRIMARY)
            action.setText(next_best_text(refused.unit_ids, self._offered, parts.live.situation))
        action.setVisible(bool(self._offered))
        action.setEnabled(bool(self._offered))
        parts.actions.move_unit.setEnabled(parts.can_be_moved(parts.selection.unit_id))

    @Slot(str)
    def _on_desk_notice_changed(self, _incident_id: str) -> None:
        self.update_actions()

    @Slot()
    def _on_next_best_triggered(self) -> None:
        parts, offered = self._parts, self._offered
        if offered:
            parts.choice.take(offered)
            parts.desk.assign(parts.selection.incident_id, offered)

    @Slot()
    def _on_move_unit_triggered(self) -> None:
        parts, unit_id = self._parts, self._parts.selection.unit_id
        case, from_id = parts.case, parts.case_of(self._parts.selection.unit_id)
        if case is None or not parts.can_be_moved(unit_id):
            return
        live = parts.live
        unit = call_signs([unit_id], live.situation)
        before = headline(live.situation.incidents[from_id].incident, live.city)
        after = headline(case.incident, live.city)
        question = Question(
            heading=tr("Move {unit} to {case}", unit=unit, case=after),
            about=tr("{unit} is taken off {case} first.", unit=unit, case=before),
            fields=(reason(),),
            order=tr("Move to this case"),
        )
        self._asker.ask(question, partial(self._move, unit_id, from_id, case.incident.id))

    def _move(self, unit_id: str, from_id: str, to_id: str, said: Mapping[str, Any]) -> None:
        self._parts.desk.move(unit_id, from_id, to_id, said["reason"])
