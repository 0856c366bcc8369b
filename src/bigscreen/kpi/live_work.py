"""What is open at this moment, counted from the situation itself: cards, deadlines, operations."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bigscreen.domain.case_facts import CaseFacts
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.figures import OpenFigure, OperationFigure
from bigscreen.domain.hand_overs import HandOver, HandOverKind
from bigscreen.domain.incidents import IncidentStatus
from bigscreen.domain.operations import JointOperation
from bigscreen.domain.progress import Card, Progress
from bigscreen.domain.shift import Shift

TALLY_STAYS = timedelta(days=30)
"""How long an ended operation's tally is still kept up: its last cases are closed meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveWork:
    """Copies of what the situation holds besides units: everything here may be a default.

    ``incidents`` are at least the open ones, ``hand_overs`` at least those that are not settled,
    ``operations`` those and the ones that were ended lately.
    """

    incidents: Sequence[IncidentState] = ()
    shift: Shift = field(default_factory=Shift)
    operations: Sequence[JointOperation] = ()
    hand_overs: Sequence[HandOver] = ()


def open_figure(live: LiveWork, now: datetime) -> OpenFigure:
    """Return the open cases and what is wrong with some.

    Drills are counted by themselves, merged duplicates and invalid cases not at all. A case
    counts by the gravest card it was shown.
    """
    waiting = [state for state in live.incidents if state.status is IncidentStatus.OPEN]
    real = [state for state in waiting if stands(state)]
    watched = supervised(live.hand_overs)
    cards = Counter(state.progress.card for state in real)
    return OpenFigure(
        open=len(real),
        overdue=sum(is_overdue(state.progress, now) for state in real),
        yellow_cards=cards[Card.YELLOW],
        red_cards=cards[Card.RED],
        suspended=sum(state.progress.suspended for state in real),
        supervised=sum(state.incident.id in watched for state in real),
        escalated=sum(state.progress.echelon > 0 for state in real),
        drills=sum(state.incident.drill for state in waiting),
    )


def stands(state: IncidentState) -> bool:
    """Tell whether a case counts: no drill, not merged into another one, not invalid."""
    progress = state.progress
    return progress.valid and not state.incident.drill and not progress.merged_into


def is_overdue(progress: Progress, now: datetime) -> bool:
    """Tell whether a case is past its deadline; a suspended one has none."""
    return progress.deadline is not None and progress.deadline.due_at < now


def supervised(hand_overs: Iterable[HandOver]) -> frozenset[str]:
    """Return the ids of the cases that are under supervision 督办."""
    return frozenset(
        form.incident_id
        for form in hand_overs
        if form.kind is HandOverKind.SUPERVISION and not form.is_settled
    )


def tallied(operations: Iterable[JointOperation], now: datetime) -> list[JointOperation]:
    """Return the operations whose tally is shown: not ended, or no more than a month ago."""
    return [
        operation
        for operation in operations
        if operation.ended_at is None or now - operation.ended_at <= TALLY_STAYS
    ]


def operation_figures(
    operations: Iterable[JointOperation], cases: Sequence[CaseFacts], now: datetime
) -> tuple[OperationFigure, ...]:
    """Return the tally of each operation still shown as of ``now``; ``cases`` are those that count.

    Those received before the oldest of ``cases`` are missing in it.
    """
    figures = []
    for operation in tallied(operations, now):
        covered = [case for case in cases if operation.covers(case)]
        figures.append(
            OperationFigure(
                operation_id=operation.id,
                cases=len(covered),
                closed=sum(case.closed_at is not None for case in covered),
                by_item=dict(Counter(case.item_code for case in covered)),
            )
        )
    return tuple(figures)
