"""Rules of joint operations 专项行动."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bigscreen.domain.centre_events import OperationChanged
from bigscreen.domain.centre_orders import EndOperation, PlanOperation
from bigscreen.domain.errors import Rejected
from bigscreen.domain.operations import JointOperation
from bigscreen.domain.refusals import Refusal
from bigscreen.service import text_rules
from bigscreen.service.order import Decision, Order, out_of_range, shown, too_many
from bigscreen.service.rule import Rules

LONGEST = timedelta(days=366)
"""How long an operation may last, and how far from now it may begin."""

MOST_NAMED = 500
"""How many grids, items or units an operation may name."""


def plan_operation(order: Order, command: PlanOperation) -> Decision:
    """Plan an operation, or change one that has not been ended; it may have begun already."""
    before = _running(order, command.operation_id) if command.operation_id else None
    _check_period(order, command.starts_at, command.ends_at)
    operation = JointOperation(
        id=before.id if before else f"o{order.first_seq}",
        name=text_rules.name("name", command.name),
        starts_at=command.starts_at.astimezone(UTC),
        ends_at=command.ends_at.astimezone(UTC),
        grid_ids=_bounded("grid_ids", command.grid_ids),
        item_codes=_bounded("item_codes", command.item_codes),
        unit_ids=_bounded("unit_ids", command.unit_ids),
        note=text_rules.page("note", command.note),
        planned_by=before.planned_by if before else order.actor.name,
    )
    _check_names(order, operation)
    if operation == before:
        raise Rejected(Refusal.NOTHING_TO_DO)
    return order.accept([OperationChanged(operation=operation)])


def end_operation(order: Order, command: EndOperation) -> Decision:
    """End an operation with its summary; one that has not begun is called off by that."""
    ended = replace(
        _running(order, command.operation_id),
        ended_at=order.now,
        ended_by=order.actor.name,
        summary=text_rules.page("summary", command.summary),
    )
    return order.accept([OperationChanged(operation=ended)])


def _running(order: Order, operation_id: str) -> JointOperation:
    """Return an operation nobody has ended yet, or refuse."""
    known = order.situation.operations.get(operation_id)
    if known is None:
        raise Rejected(Refusal.UNKNOWN_OPERATION, {"operation": shown(operation_id)})
    if known.ended_at is not None:
        facts = {
            "operation": known.name,
            "since": known.ended_at.isoformat(),
            "by": known.ended_by,
        }
        raise Rejected(Refusal.OPERATION_ENDED, facts)
    return known


def _check_period(order: Order, starts_at: datetime, ends_at: datetime) -> None:
    """Refuse a period that is over, empty, longer than a year or more than a year ahead."""
    _check_within("starts_at", starts_at, order.now - LONGEST, order.now + LONGEST)
    soonest = max(starts_at, order.now) + timedelta(minutes=1)
    _check_within("ends_at", ends_at, soonest, starts_at + LONGEST)


def _check_within(field: str, at: datetime, lowest: datetime, highest: datetime) -> None:
    if not lowest <= at <= highest:
        raise out_of_range(field, at.isoformat(), lowest.isoformat(), highest.isoformat())


def _bounded(field: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return names without repeats, or refuse too many of them."""
    once = tuple(dict.fromkeys(names))
    if len(once) > MOST_NAMED:
        raise too_many(field, len(once), MOST_NAMED)
    return once


def _check_names(order: Order, operation: JointOperation) -> None:
    for grid_id in operation.grid_ids:
        if order.city.grid(grid_id) is None:
            raise Rejected(Refusal.UNKNOWN_GRID, {"grid": shown(grid_id)})
    for code in operation.item_codes:
        if order.city.item(code) is None:
            raise Rejected(Refusal.UNKNOWN_ITEM, {"item": shown(code)})
    for unit_id in operation.unit_ids:
        order.unit(unit_id)


RULES: Rules = {PlanOperation: plan_operation, EndOperation: end_operation}
