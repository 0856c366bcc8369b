"""Rules of the duty level 勤务等级 and of notes between shifts 交接班."""

from bigscreen.domain.centre_events import DutyLevelSet, ShiftNoted
from bigscreen.domain.centre_orders import AddShiftNote, SetDutyLevel
from bigscreen.domain.errors import FactValue, Rejected
from bigscreen.domain.refusals import Refusal
from bigscreen.domain.shift import ShiftNote
from bigscreen.service import text_rules
from bigscreen.service.order import Decision, Order, shown
from bigscreen.service.rule import Rules


def set_duty_level(order: Order, command: SetDutyLevel) -> Decision:
    """Set one of the city's duty levels, with the reason."""
    levels = order.city.plan.levels
    could = [level.code for level in levels]
    if command.level not in could:
        facts: dict[str, FactValue] = {"level": shown(command.level), "could": could}
        raise Rejected(Refusal.UNKNOWN_DUTY_LEVEL, facts)
    reason = text_rules.required_line("reason", command.reason)
    # Until somebody sets one the city's first level holds.
    if command.level == (order.situation.shift.level or could[0]):
        raise Rejected(Refusal.NOTHING_TO_DO)
    event = DutyLevelSet(level=command.level, reason=reason, at=order.now, by=order.actor.name)
    return order.accept([event])


def add_shift_note(order: Order, command: AddShiftNote) -> Decision:
    """Leave a note for the next shift."""
    text = text_rules.required_page("text", command.text)
    note = ShiftNote(text=text, by=order.actor.name, at=order.now, area_id=order.actor.area_id)
    return order.accept([ShiftNoted(note=note)])


RULES: Rules = {SetDutyLevel: set_duty_level, AddShiftNote: add_shift_note}
