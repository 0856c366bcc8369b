"""Joint operations 专项行动: a named period, area, units and items with a tally of their own."""

from dataclasses import dataclass
from datetime import datetime

from bigscreen.domain.case_facts import CaseFacts
from bigscreen.domain.incidents import Incident


@dataclass(frozen=True, slots=True, kw_only=True)
class JointOperation:
    """A planned, running or ended operation; empty ``grid_ids`` or ``item_codes`` mean all."""

    id: str
    name: str
    starts_at: datetime
    ends_at: datetime
    grid_ids: tuple[str, ...] = ()
    item_codes: tuple[str, ...] = ()
    unit_ids: tuple[str, ...] = ()
    note: str = ""
    planned_by: str = ""
    ended_at: datetime | None = None
    ended_by: str = ""
    summary: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether it has been ended."""
        return self.ended_at is not None

    @property
    def counts_until(self) -> datetime:
        """When its period is over: as planned, or when it was ended before that."""
        return self.ends_at if self.ended_at is None else min(self.ended_at, self.ends_at)

    def covers(self, case: Incident | CaseFacts) -> bool:
        """Tell whether a case counts in the operation's tally: its period, area and items."""
        return (
            self.starts_at <= case.received_at < self.counts_until
            and (not self.grid_ids or case.grid_id in self.grid_ids)
            and (not self.item_codes or case.item_code in self.item_codes)
        )
