"""Turns what is pressed in the centre's window into orders, asking for words where needed."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Slot

from bigscreen.bridge.live_situation import LiveSituation
from bigscreen.domain.case_orders import AdvanceHandOver
from bigscreen.domain.centre_orders import (
    AcknowledgeAlarm,
    AddShiftNote,
    EndOperation,
    EndSos,
    MuteAlarm,
    PlanOperation,
    RaiseSos,
    SetDutyLevel,
)
from bigscreen.domain.commands import Command, SetDuty
from bigscreen.domain.hand_overs import HandOver, HandOverStep, possible_hand_over_steps
from bigscreen.domain.operations import JointOperation
from bigscreen.domain.units import Duty
from bigscreen.report.hand_over_form import hand_over_form
from bigscreen.service.alarm_orders import LONGEST_MUTE_MINUTES
from bigscreen.ui.centre.centre_dialog import CentreDialog
from bigscreen.ui.centre.file_chooser import ask_where_to_save
from bigscreen.ui.centre.form_printer import FormPrinter
from bigscreen.ui.dispatch.ask_dialog import (
    AskDialog,
    Choice,
    Field,
    Moment,
    Number,
    Question,
    Several,
    Text,
)
from bigscreen.ui.dispatch.assignment_desk import CENTRE, AssignmentDesk
from bigscreen.ui.theme import Theme
from bigscreen.viewmodels.alarm_rows import may_be_acknowledged, may_be_ended, may_be_muted
from bigscreen.viewmodels.duty_words import data_name, hand_over_step_name
from bigscreen.viewmodels.local_time import zone_of
from bigscreen.viewmodels.operation_rows import unit_names
from bigscreen.viewmodels.order_notice import Notice, Phase
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.possible_orders import allowed
from bigscreen.viewmodels.trade_words import grid_name, item_name
from bigscreen.viewmodels.wording import tr

_MUTE_MINUTES = 10
_OPERATION_LASTS = timedelta(hours=3)
_ENDS_BY_HAND = frozenset({HandOverStep.RETURN, HandOverStep.WITHDRAW})


class CentreOrders(QObject):
    """Orders about alarms, forms, the shift and operations; nothing moves because of a click."""

    def __init__(
        self, live: LiveSituation, desk: AssignmentDesk, dialog: CentreDialog, theme: Theme
    ) -> None:
        super().__init__(dialog)
        self._live = live
        self._desk = desk
        self._dialog = dialog
        self._theme = theme
        self.printer = FormPrinter(self)
        alarms, forms, operations = dialog.alarms, dialog.forms, dialog.operations
        self._acknowledge = alarms.add_button(tr("Acknowledge"), "A", self._on_acknowledge)
        self._mute = alarms.add_button(tr("Mute"), "M", self._on_mute)
        self._end_sos = alarms.add_button(tr("End the SOS"), "X", self._on_end_sos)
        self._raise_sos = alarms.add_button(tr("SOS for a unit"), "N", self._on_raise_sos)
        self._alarm_case = alarms.add_button(tr("Show the case"), "C", self._on_alarm_case)
        self._step = forms.add_button(tr("Next step of the form"), "S", self._on_form_step)
        self._save = forms.add_button(tr("Print or save"), "P", self._on_form_save)
        self._form_case = forms.add_button(tr("Show the case"), "C", self._on_form_case)
        self._plan = operations.add_button(tr("Plan an operation"), "N", self._on_plan)
        self._change = operations.add_button(tr("Change it"), "E", self._on_change)
        self._end = operations.add_button(tr("End it"), "X", self._on_end)
        dialog.shift.set_level.clicked.connect(self._on_set_level)
        dialog.shift.add_note.clicked.connect(self._on_add_note)
        dialog.shift.set_duty.clicked.connect(self._on_set_duty)
        tables = (alarms.table, forms.table, operations.table, dialog.shift.roster)
        for table in tables:
            table.row_chosen.connect(self.update_buttons)
        desk.notice_changed.connect(self._on_desk_notice_changed)
        self.printer.written.connect(self._on_printer_written)
        self.printer.failed.connect(self._on_printer_failed)
        self.update_buttons()

    @Slot()
    def update_buttons(self) -> None:
        """Let each button say whether its order could be given now."""
        role, situation = self._live.link.role, self._live.situation
        alarm = situation.alarms.get(self._dialog.alarms.table.chosen_id)
        form, operation = self._form(), self._operation()
        running = operation is not None and not operation.is_settled
        shift = self._dialog.shift
        has_levels = self._live.city is not None and bool(self._live.city.plan.levels)
        for button, kind, can in (
            (self._acknowledge, AcknowledgeAlarm, may_be_acknowledged(alarm)),
            (self._mute, MuteAlarm, may_be_muted(alarm)),
            (self._end_sos, EndSos, may_be_ended(alarm)),
            (self._raise_sos, RaiseSos, bool(situation.units)),
            (self._step, AdvanceHandOver, form is not None and not form.is_settled),
            (self._plan, PlanOperation, True),
            (self._change, PlanOperation, running),
            (self._end, EndOperation, running),
            (shift.set_level, SetDutyLevel, has_levels),
            (shift.add_note, AddShiftNote, True),
            (shift.set_duty, SetDuty, bool(shift.roster.chosen_id)),
        ):
            button.setEnabled(can and allowed(role, kind))
        self._save.setEnabled(form is not None and form.incident_id in situation.incidents)
        for button, page in (
            (self._alarm_case, self._dialog.alarms),
            (self._form_case, self._dialog.forms),
        ):
            chosen = page.table.chosen
            button.setEnabled(chosen is not None and chosen.incident_id in situation.incidents)

    def _form(self) -> HandOver | None:
        return self._live.situation.hand_overs.get(self._dialog.forms.table.chosen_id)

    def _operation(self) -> JointOperation | None:
        return self._live.situation.operations.get(self._dialog.operations.table.chosen_id)

    def _ask(
        self, heading: str, fields: list[Field], make: Callable[..., Command], about: str = ""
    ) -> None:
        question = Question(heading=heading, about=about, fields=fields)
        asking = AskDialog(self._theme, question, self._dialog)
        asking.answered.connect(partial(self._give, make))
        asking.open()

    def _give(self, make: Callable[..., Command], said: Mapping[str, Any]) -> None:
        self._desk.give(CENTRE, make(**said))

    def _about(self) -> str:
        """Return what the chosen alarm is about."""
        chosen = self._dialog.alarms.table.chosen
        return " · ".join(chosen.cells[:2]) if chosen else ""

    @Slot()
    def _on_acknowledge(self) -> None:
        chosen = self._dialog.alarms.table.chosen_id
        make = partial(AcknowledgeAlarm, alarm_id=chosen)
        self._ask(tr("Acknowledge"), [Text(name="note", label=tr("Note"))], make, self._about())

    def answer(self, alarm_id: str) -> None:
        """Acknowledge an alarm at once, without a note: seconds count."""
        if may_be_acknowledged(self._live.situation.alarms.get(alarm_id)):
            self._desk.give(CENTRE, AcknowledgeAlarm(alarm_id=alarm_id))

    @Slot()
    def _on_mute(self) -> None:
        chosen = self._dialog.alarms.table.chosen_id
        minutes = Number(
            name="minutes",
            label=tr("Minutes"),
            lowest=1,
            highest=LONGEST_MUTE_MINUTES,
            value=_MUTE_MINUTES,
        )

        def make(minutes: float, note: str) -> Command:
            return MuteAlarm(alarm_id=chosen, minutes=int(minutes), note=note)

        self._ask(tr("Mute"), [minutes, Text(name="note", label=tr("Note"))], make, self._about())

    @Slot()
    def _on_end_sos(self) -> None:
        make = partial(EndSos, alarm_id=self._dialog.alarms.table.chosen_id)
        how = Text(name="note", label=tr("How it ended"), required=True)
        self._ask(tr("End the SOS"), [how], make, self._about())

    @Slot()
    def _on_raise_sos(self) -> None:
        self.ask_sos("")

    def ask_sos(self, unit_id: str) -> None:
        """Ask for which unit help is called, this one to begin with."""
        units = unit_names(self._live.situation)
        fields: list[Field] = [
            Choice(name="unit_id", label=tr("Unit"), choices=units, value=unit_id or None),
            Text(name="note", label=tr("What was heard")),
        ]
        self._ask(tr("SOS for a unit"), fields, RaiseSos)

    @Slot()
    def _on_alarm_case(self) -> None:
        chosen = self._dialog.alarms.table.chosen
        if chosen is not None:
            self._dialog.case_requested.emit(chosen.incident_id)

    @Slot()
    def _on_form_case(self) -> None:
        chosen = self._dialog.forms.table.chosen
        if chosen is not None:
            self._dialog.case_requested.emit(chosen.incident_id)

    @Slot()
    def _on_form_step(self) -> None:
        form = self._form()
        if form is None:
            return
        could = possible_hand_over_steps(form.status)
        steps = [(hand_over_step_name(step), step) for step in could]
        fields: list[Field] = [
            Choice(name="step", label=tr("Step"), choices=steps),
            Text(name="text", label=tr("In words"), page=True),
        ]
        make = partial(AdvanceHandOver, hand_over_id=form.id)
        about = f"{one_line(form.number)} {one_line(form.subject)}"
        self._ask(tr("Next step of the form"), fields, make, about)

    @Slot()
    def _on_form_save(self) -> None:
        form = self._form()
        if form is None:
            return
        ask_where_to_save(
            self._theme,
            self._dialog,
            tr("Print or save"),
            name=f"{one_line(form.number)}.pdf",
            filters=("PDF (*.pdf)", "HTML (*.html)"),
            then=partial(self.save_form, form.id),
        )

    def save_form(self, form_id: str, path: str) -> None:
        """Write a form to a file, HTML or PDF by its name."""
        situation, city = self._live.situation, self._live.city
        form = situation.hand_overs.get(form_id)
        case = situation.incidents.get(form.incident_id) if form else None
        if form is not None and case is not None and city is not None:
            self.printer.write(hand_over_form(form, case, city, self._live.hub_now()), path)

    @Slot()
    def _on_plan(self) -> None:
        self._ask_operation(None)

    @Slot()
    def _on_change(self) -> None:
        self._ask_operation(self._operation())

    def _ask_operation(self, known: JointOperation | None) -> None:
        city, now = self._live.city, self._live.hub_now().replace(second=0, microsecond=0)
        if city is None:
            return
        zone = zone_of(city)
        starts_at = known.starts_at if known else now
        ends_at = known.ends_at if known else now + _OPERATION_LASTS
        grids = [(grid_name(city, grid.id), grid.id) for grid in city.grids]
        items = [(item_name(item), item.code) for item in city.items]
        fields: list[Field] = [
            Text(name="name", label=tr("Name"), required=True, value=known.name if known else ""),
            Moment(name="starts_at", label=tr("From"), value=starts_at, zone=zone),
            Moment(name="ends_at", label=tr("Until"), value=ends_at, zone=zone),
            Several(
                name="grid_ids",
                label=tr("Grids, none for all"),
                choices=grids,
                value=known.grid_ids if known else (),
            ),
            Several(
                name="item_codes",
                label=tr("Items, none for all"),
                choices=items,
                value=known.item_codes if known else (),
            ),
            Several(
                name="unit_ids",
                label=tr("Units that take part"),
                choices=unit_names(self._live.situation),
                value=known.unit_ids if known else (),
            ),
            Text(name="note", label=tr("Note"), value=known.note if known else ""),
        ]
        make = partial(PlanOperation, operation_id=known.id if known else "")
        self._ask(tr("Plan joint operation"), fields, make)

    @Slot()
    def _on_end(self) -> None:
        known = self._operation()
        if known is not None:
            make = partial(EndOperation, operation_id=known.id)
            summary = Text(name="summary", label=tr("Summary"), page=True)
            self._ask(tr("End joint operation"), [summary], make, one_line(known.name))

    @Slot()
    def _on_set_level(self) -> None:
        city = self._live.city
        if city is None:
            return
        levels = [(data_name(level), level.code) for level in city.plan.levels]
        held = self._live.situation.shift.level or levels[0][1]
        others = [(name, code) for name, code in levels if code != held]
        fields: list[Field] = [
            Choice(name="level", label=tr("Duty level"), choices=others),
            Text(name="reason", label=tr("Reason"), required=True, page=True),
        ]
        self._ask(tr("Set duty level"), fields, SetDutyLevel)

    @Slot()
    def _on_add_note(self) -> None:
        text = Text(name="text", required=True, page=True)
        self._ask(tr("Leave a note"), [text], AddShiftNote)

    @Slot()
    def _on_set_duty(self) -> None:
        unit = self._live.situation.units.get(self._dialog.shift.roster.chosen_id)
        if unit is not None:
            on = unit.duty is Duty.OFF_DUTY
            duty = Duty.ON_DUTY if on else Duty.OFF_DUTY
            self._desk.give(CENTRE, SetDuty(unit_id=unit.unit.id, duty=duty))

    @Slot(str)
    def _on_desk_notice_changed(self, about: str) -> None:
        if about == CENTRE:
            self._dialog.notice.show_notice(self._desk.notice(CENTRE))

    @Slot(str)
    def _on_printer_written(self, path: str) -> None:
        said = tr("Saved: {path}", path=one_line(path))
        self._dialog.notice.show_notice(Notice(phase=Phase.ACCEPTED, title=said))

    @Slot(str, str)
    def _on_printer_failed(self, path: str, reason: str) -> None:
        said = tr("Not saved: {path}", path=one_line(path))
        self._dialog.notice.show_notice(
            Notice(phase=Phase.REFUSED, title=said, detail=one_line(reason))
        )
