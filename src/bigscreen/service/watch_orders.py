"""What the hub does by itself when time passes: alarms, cards, shifts, minimums."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from bigscreen.domain.centre_orders import KeepWatch
from bigscreen.domain.city import City
from bigscreen.domain.events import Event
from bigscreen.domain.situation import Situation
from bigscreen.service.alarm_watch import AlarmWatch
from bigscreen.service.order import Decision, Order
from bigscreen.service.rule import Rules
from bigscreen.service.shift_watch import shift_changes

MOST_EVENTS = 500
"""How many events one look makes; what is left over is there at the next look."""


def keep_watch(order: Order, command: KeepWatch) -> Decision:
    """Act on everything that is due; looking again finds nothing left to do."""
    due = _due(order.situation, order.city, order.now, command.running_since)
    return order.accept(list(islice(due, MOST_EVENTS)))


def needs_watch(situation: Situation, city: City, now: datetime, running_since: datetime) -> bool:
    """Tell whether a :class:`KeepWatch` would change anything now."""
    return next(_due(situation, city, now, running_since), None) is not None


def _due(
    situation: Situation, city: City, now: datetime, running_since: datetime
) -> Iterator[Event]:
    """Yield everything that is due, in an order in which any part of it may be taken alone."""
    yield from shift_changes(situation, city, now)
    yield from AlarmWatch(situation, city, now, running_since).changes()


RULES: Rules = {KeepWatch: keep_watch}
"""The rule of the hub's own look at the clock."""
