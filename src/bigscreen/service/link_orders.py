"""Rules of what cases are to each other: merged as duplicates, linked with a direction."""

from bigscreen.domain.case_events import IncidentLinked, IncidentUnlinked
from bigscreen.domain.case_orders import (
    LinkIncidents,
    MergeIncident,
    UnlinkIncidents,
    UnmergeIncident,
)
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.errors import Rejected
from bigscreen.domain.events import Event, IncidentClosed, IncidentReopened
from bigscreen.domain.progress import CaseLink, LinkKind
from bigscreen.domain.refusals import Refusal
from bigscreen.service import text_rules
from bigscreen.service.closing import require_not_merged, stood_down
from bigscreen.service.merging import MERGE_RELEASES, moved_units
from bigscreen.service.order import Decision, Order, shown
from bigscreen.service.ownership import require_own_case
from bigscreen.service.rule import Rules

_OF_MERGING = frozenset({LinkKind.MAIN, LinkKind.DUPLICATE})


def merge_incident(order: Order, command: MergeIncident) -> Decision:
    """Close a case as a duplicate of another open one, with which its units go on.

    Its stage stays as it is, so that it can be taken up again where it was left. A drill and a
    real case are never one: the real one, or the work on it, would be in no figure.
    """
    duplicate = order.open_incident(command.incident_id, None)
    require_own_case(order, duplicate)
    main = _other(order, duplicate, command.into_id)
    require_not_merged(order, main)
    order.open_incident(command.into_id, None)
    if duplicate.incident.drill is not main.incident.drill:
        facts = {"incident": duplicate.incident.number, "into": main.incident.number}
        raise Rejected(Refusal.DRILL_AND_REAL, facts)
    reason = text_rules.line("reason", command.reason)
    events: list[Event] = [
        *_linked(order, duplicate, main, LinkKind.MAIN, reason),
        *moved_units(order, duplicate, main, first_seq=order.first_seq + 2),
        *stood_down(order, duplicate, order.now, MERGE_RELEASES),
        IncidentClosed(
            incident_id=duplicate.incident.id, disposition="", at=order.now, by=order.actor.name
        ),
    ]
    return order.accept(events, incident_id=main.incident.id)


def unmerge_incident(order: Order, command: UnmergeIncident) -> Decision:
    """Open a merged case again as one of its own, where it was left; its units stay away."""
    known = order.incident(command.incident_id)
    require_own_case(order, known)
    main_id = known.progress.merged_into
    if not main_id:
        raise _not_linked(known, "")
    reason = text_rules.required_line("reason", command.reason)
    events: list[Event] = [
        *_unlinked(order, known, main_id, reason),
        IncidentReopened(
            incident_id=known.incident.id, reason=reason, at=order.now, by=order.actor.name
        ),
    ]
    return order.accept(events, incident_id=known.incident.id)


def link_incidents(order: Order, command: LinkIncidents) -> Decision:
    """Note what another case is to this one; to the other one this is the inverse."""
    known = order.incident(command.incident_id)
    require_own_case(order, known)
    other = _other(order, known, command.other_id)
    if command.kind in _OF_MERGING:
        detail = f"kind: {command.kind.value} is made by merging; give related, parent or child"
        raise Rejected(Refusal.INVALID_COMMAND, {"detail": detail})
    present = _link(known, other.incident.id)
    if present is not None:
        _require_no_merger(known, other, present)
        if present.kind is command.kind:
            raise Rejected(Refusal.NOTHING_TO_DO)
    child, parent = (known, other) if command.kind is LinkKind.PARENT else (other, known)
    if command.kind is not LinkKind.RELATED and _is_above(order, child, parent):
        raise Rejected(Refusal.SAME_INCIDENT, {"incident": child.incident.number})
    return order.accept(
        _linked(order, known, other, command.kind, ""), incident_id=known.incident.id
    )


def unlink_incidents(order: Order, command: UnlinkIncidents) -> Decision:
    """Take a link back on both sides; merged cases are taken apart by unmerging."""
    known = order.incident(command.incident_id)
    require_own_case(order, known)
    present = _link(known, command.other_id)
    other = order.situation.incidents.get(command.other_id)
    if present is None:
        raise _not_linked(known, other.incident.number if other else shown(command.other_id))
    if other is not None:
        require_own_case(order, other)
        _require_no_merger(known, other, present)
    return order.accept(
        _unlinked(order, known, command.other_id, ""), incident_id=known.incident.id
    )


def _other(order: Order, known: IncidentState, other_id: str) -> IncidentState:
    """Return the other case, or refuse one the actor may not touch, and the case itself."""
    other = order.incident(other_id)
    require_own_case(order, other)
    if other.incident.id == known.incident.id:
        raise Rejected(Refusal.SAME_INCIDENT, {"incident": known.incident.number})
    return other


def _link(known: IncidentState, other_id: str) -> CaseLink | None:
    return next((one for one in known.progress.links if one.incident_id == other_id), None)


def _require_no_merger(known: IncidentState, other: IncidentState, link: CaseLink) -> None:
    """Refuse to touch the link between a duplicate and its main case."""
    if link.kind not in _OF_MERGING:
        return
    duplicate, main = (known, other) if link.kind is LinkKind.MAIN else (other, known)
    facts = {"incident": duplicate.incident.number, "into": main.incident.number}
    raise Rejected(Refusal.INCIDENT_MERGED, facts)


def _not_linked(known: IncidentState, other: str) -> Rejected:
    facts = {"incident": known.incident.number, "other": other}
    return Rejected(Refusal.NOT_LINKED, facts)


def _is_above(order: Order, high: IncidentState, low: IncidentState) -> bool:
    """Tell whether a case is above another one, apart from a link between just the two."""
    direct = {low.incident.id, high.incident.id}
    found: set[str] = set()
    waiting = {low.incident.id}
    while waiting:
        found |= waiting
        waiting = {
            link.incident_id
            for case in waiting
            if (state := order.situation.incidents.get(case)) is not None
            for link in state.progress.links
            if link.kind is LinkKind.PARENT and {case, link.incident_id} != direct
        } - found
    return high.incident.id in found


def _linked(
    order: Order, known: IncidentState, other: IncidentState, kind: LinkKind, reason: str
) -> list[IncidentLinked]:
    """Return that ``other`` is this to the case, and the case the inverse to it."""
    sides = ((known, kind, other), (other, kind.inverse, known))
    return [
        IncidentLinked(
            incident_id=here.incident.id,
            link=CaseLink(kind=kind_here, incident_id=there.incident.id),
            reason=reason,
            at=order.now,
            by=order.actor.name,
        )
        for here, kind_here, there in sides
    ]


def _unlinked(
    order: Order, known: IncidentState, other_id: str, reason: str
) -> list[IncidentUnlinked]:
    """Return that neither case means anything to the other; long closed ones are forgotten."""
    sides = ((known.incident.id, other_id), (other_id, known.incident.id))
    return [
        IncidentUnlinked(
            incident_id=here, other_id=there, reason=reason, at=order.now, by=order.actor.name
        )
        for here, there in sides
        if here in order.situation.incidents
    ]


RULES: Rules = {
    MergeIncident: merge_incident,
    UnmergeIncident: unmerge_incident,
    LinkIncidents: link_incidents,
    UnlinkIncidents: unlink_incidents,
}
