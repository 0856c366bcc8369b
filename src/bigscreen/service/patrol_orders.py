"""What counts as a patrol duty fulfilled."""

from collections.abc import Iterator

from bigscreen.domain.centre_events import DutyVisited
from bigscreen.domain.centre_orders import RecordVisits
from bigscreen.domain.errors import Rejected
from bigscreen.domain.patrol import Visit
from bigscreen.domain.refusals import Refusal
from bigscreen.service.order import Decision, Order, shown
from bigscreen.service.rule import Rules


def record_visits(order: Order, command: RecordVisits) -> Decision:
    """Note the duties units were seen to fulfil, each visit once.

    Visits from before the running shift are left out: it has its own count.
    """
    events = [DutyVisited(visit=visit) for visit in _new(order, command)]
    if not events:
        raise Rejected(Refusal.NOTHING_TO_DO)
    return order.accept(events)


def _new(order: Order, command: RecordVisits) -> Iterator[Visit]:
    shift = order.situation.shift
    known = set(shift.visits)
    for visit in command.visits:
        if order.city.plan.duty(visit.duty_id) is None:
            raise Rejected(Refusal.UNKNOWN_PATROL_DUTY, {"duty": shown(visit.duty_id)})
        order.unit(visit.unit_id)
        of_this_shift = shift.started_at is None or visit.at >= shift.started_at
        if of_this_shift and visit not in known:
            known.add(visit)
            yield visit


RULES: Rules = {RecordVisits: record_visits}
