"""What a unit can not settle goes to a department by a form 交办单, and is followed to its end.

The pattern is that of the UCRI2 incident-transfer schemas: create → acknowledge → complete.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bigscreen.domain.clocks import Deadline


class HandOverKind(StrEnum):
    """工作交办单, 案件移送, 督办."""

    HAND_OVER = "hand_over"
    TRANSFER = "transfer"
    SUPERVISION = "supervision"


class HandOverStatus(StrEnum):
    """How far the department has come."""

    CREATED = "created"
    ACKNOWLEDGED = "acknowledged"
    PLANNED = "planned"
    COMPLETED = "completed"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class HandOverStep(StrEnum):
    """What the department, or whoever sent the form, does next."""

    ACKNOWLEDGE = "acknowledge"
    PLAN = "plan"
    COMPLETE = "complete"
    RETURN = "return"
    WITHDRAW = "withdraw"


HAND_OVER_STEPS: Mapping[HandOverStep, Mapping[HandOverStatus, HandOverStatus]] = {
    HandOverStep.ACKNOWLEDGE: {HandOverStatus.CREATED: HandOverStatus.ACKNOWLEDGED},
    HandOverStep.PLAN: {HandOverStatus.ACKNOWLEDGED: HandOverStatus.PLANNED},
    HandOverStep.COMPLETE: {
        HandOverStatus.ACKNOWLEDGED: HandOverStatus.COMPLETED,
        HandOverStatus.PLANNED: HandOverStatus.COMPLETED,
    },
    HandOverStep.RETURN: {
        HandOverStatus.CREATED: HandOverStatus.RETURNED,
        HandOverStatus.ACKNOWLEDGED: HandOverStatus.RETURNED,
        HandOverStatus.PLANNED: HandOverStatus.RETURNED,
    },
    HandOverStep.WITHDRAW: {
        HandOverStatus.CREATED: HandOverStatus.WITHDRAWN,
        HandOverStatus.ACKNOWLEDGED: HandOverStatus.WITHDRAWN,
        HandOverStatus.PLANNED: HandOverStatus.WITHDRAWN,
    },
}
"""Each step with the states it may be taken from and where it leads."""

_SETTLED = frozenset({HandOverStatus.COMPLETED, HandOverStatus.RETURNED, HandOverStatus.WITHDRAWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverEntry:
    """One thing done about a form: the state it came to, what was said, by whom, when."""

    status: HandOverStatus
    at: datetime
    by: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """One form: both agencies see the same record.

    ``number`` is what people know it by; ``department`` is a code of the city's departments;
    ``deadline`` is the whole form's, ``step_due_at`` when the next step has to be done by.
    """

    id: str
    number: str
    kind: HandOverKind
    incident_id: str
    department: str
    subject: str
    text: str
    created_at: datetime
    created_by: str
    deadline: Deadline
    step_due_at: datetime | None = None
    status: HandOverStatus = HandOverStatus.CREATED
    entries: tuple[HandOverEntry, ...] = ()

    @property
    def is_settled(self) -> bool:
        """Whether nothing can become of it any more."""
        return self.status in _SETTLED


def possible_hand_over_steps(status: HandOverStatus) -> tuple[HandOverStep, ...]:
    """Return what can be done about a form in this state."""
    return tuple(step for step, ways in HAND_OVER_STEPS.items() if status in ways)
