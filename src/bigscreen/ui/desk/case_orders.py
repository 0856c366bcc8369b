"""Turns the actions about a case into orders, asking where an order needs words or a choice."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from bigscreen.domain.case_orders import AdvanceCase
from bigscreen.domain.commands import CloseIncident, ReopenIncident
from bigscreen.domain.progress import CaseStep
from bigscreen.service.case_steps import NEED_REASON
from bigscreen.ui.desk.asker import Asker
from bigscreen.ui.desk.case_questions import ASKS, Ask, Case, reason
from bigscreen.ui.desk.desk_parts import DeskParts
from bigscreen.ui.desk.other_units import OtherUnits
from bigscreen.ui.dispatch.ask_dialog import Choice, Field, Question, Text
from bigscreen.ui.theme import Size, Theme
from bigscreen.viewmodels import case_choices
from bigscreen.viewmodels.case_headline import headline
from bigscreen.viewmodels.duty_words import case_step_name
from bigscreen.viewmodels.possible_orders import possible_orders, steps_to_offer
from bigscreen.viewmodels.wording import tr


class CaseOrders(QObject):
    """Everything that can be ordered about the selected case besides its units."""

    def __init__(self, parts: DeskParts, asker: Asker, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._parts = parts
        self._asker = asker
        self._window = window
        self.steps = QMenu(window)
        self.more = QMenu(window)
        for menu in (self.steps, self.more):
            menu.setFont(theme.font(Size.LABEL))
        for group in parts.actions.less_common():
            self.more.addActions(group)
            self.more.addSeparator()
        self._asking: dict[QAction, Ask] = {}
        for name, ask in ASKS.items():
            action: QAction = getattr(parts.actions, name)
            self._asking[action] = ask
            action.triggered.connect(partial(self._ask, action, ask))
        self.other_units = OtherUnits(parts, asker, self)
        parts.actions.close.triggered.connect(self._on_close_triggered)
        parts.actions.step.triggered.connect(self._on_step_triggered)
        parts.actions.more.triggered.connect(self._on_more_triggered)
        parts.selection.selection_changed.connect(self.update_actions)
        parts.live.link_changed.connect(self.update_actions)
        self.update_actions()

    @Slot()
    def update_actions(self) -> None:
        """Let each action say whether its order could be given now."""
        self.other_units.update_actions()
        case, actions = self._case(), self._parts.actions
        role = self._parts.live.link.role
        kinds = possible_orders(case.state, case.situation, case.city, role) if case else ()
        for action, ask in self._asking.items():
            action.setEnabled(ask.kind in kinds)
        actions.step.setEnabled(AdvanceCase in kinds)
        actions.more.setEnabled(case is not None)
        actions.close.setEnabled(CloseIncident in kinds)
        can_reopen = ReopenIncident in kinds
        actions.reopen.setVisible(can_reopen)
        actions.close.setVisible(not can_reopen)

    def _case(self) -> Case | None:
        parts = self._parts
        state, city = parts.case, parts.live.city
        if state is None or city is None:
            return None
        now = parts.live.hub_now()
        return Case(state=state, situation=parts.live.situation, city=city, now=now)

    def _ask(self, action: QAction, ask: Ask, _checked: bool = False) -> None:  # noqa: FBT002 - Qt's
        case = self._case()
        if case is not None:
            fields = ask.fields(case)
            self._open(case, action.whatsThis(), fields, partial(self._give, case, ask))

    def _open(
        self,
        case: Case,
        heading: str,
        fields: Sequence[Field],
        then: Callable[[Mapping[str, Any]], None],
    ) -> None:
        about = headline(case.state.incident, case.city)
        self._asker.ask(Question(heading=heading, about=about, fields=fields), then)

    def _give(self, case: Case, ask: Ask, said: Mapping[str, Any]) -> None:
        self._parts.desk.give(case.id, ask.command(case, said))

    @Slot()
    def _on_close_triggered(self) -> None:
        case = self._case()
        if case is None:
            return
        said = self._parts.desk.said_disposition(case.id)
        if said is not None:  # it was warned of: the second time confirms what was said
            self._parts.desk.close(case.id, said, case.state.version)
            return
        codes = case_choices.dispositions(case.state, case.city)
        field: Field = Text(name="disposition", page=True)
        if codes:
            field = Choice(name="disposition", label=tr("Disposition"), choices=codes)
        self._open(case, tr("Close case"), (field,), partial(self._close, case))

    def _close(self, case: Case, said: Mapping[str, Any]) -> None:
        self._parts.desk.close(case.id, said["disposition"], case.state.version)

    @Slot()
    def _on_step_triggered(self) -> None:
        """Offer the legal steps in a menu; one that needs words asks for them."""
        case = self._case()
        if case is None:
            return
        self.steps.clear()
        for place, step in enumerate(steps_to_offer(case.state), start=1):
            offered = self.steps.addAction(f"&{place}  {case_step_name(step)}")
            offered.triggered.connect(partial(self._take, case, step))
        self._pop_up(self.steps)

    @Slot()
    def _on_more_triggered(self) -> None:
        self._pop_up(self.more)

    def _pop_up(self, menu: QMenu) -> None:
        """Open a menu over the buttons, where mouse and eye are, and not wherever the mouse is."""
        button = self._parts.panels.drawer.assign_button
        menu.popup(button.mapToGlobal(QPoint(0, 0)) - QPoint(0, menu.sizeHint().height()))

    def _take(self, case: Case, step: CaseStep, _checked: bool = False) -> None:  # noqa: FBT002 - Qt's
        fields: list[Field] = []
        if step is CaseStep.ROUTE:
            own = (tr("The lead force itself"), "")
            known = [own, *case_choices.departments(case.city)]
            fields.append(Choice(name="department", label=tr("Department"), choices=known))
        if step in NEED_REASON:
            fields.append(reason())
        if fields:
            self._open(case, case_step_name(step), fields, partial(self._step, case, step))
        else:
            self._step(case, step, {})

    def _step(self, case: Case, step: CaseStep, said: Mapping[str, Any]) -> None:
        self._parts.desk.give(case.id, AdvanceCase(incident_id=case.id, step=step, **said))
