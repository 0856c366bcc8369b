"""What a meeting looks at: which period of which part of the city, as of when."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bigscreen.domain.city import City
from bigscreen.domain.history_figures import FiguresQuestion
from bigscreen.domain.incidents import WorkKind
from bigscreen.domain.situation import Situation
from bigscreen.viewmodels.meeting.figures_read import FiguresRead
from bigscreen.viewmodels.meeting.periods import CityClock, Period
from bigscreen.viewmodels.report_blocks import Block

Only = tuple[tuple[str, str], ...]

CALLS: Only = (("work", WorkKind.POLICE_CALL.value),)
"""Police calls alone: city-management cases run on another clock."""

COMPARABLE = ("year", "previous")
"""What a period is compared with: 同比, 环比."""

MIN_N = 10

SPAN_QUESTION = FiguresQuestion(measures=("reports",))
"""What tells how far back the records reach: without ends, a period is all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A period, looked at up to ``until``; ``only`` narrows it to a part of the city.

    ``area_id`` is the part of the city the account is bound to, empty for all of it;
    ``situation`` what is open now. Records begin at ``known_from``, None while nobody knows.
    """

    city: City | None
    clock: CityClock
    period: Period
    now: datetime
    only: Only = ()
    area_id: str = ""
    situation: Situation | None = None
    known_from: datetime | None = None

    @property
    def compared(self) -> tuple[str, ...]:
        """The periods before that are all on record: half of one would be no comparison."""
        if self.known_from is None:
            return COMPARABLE
        start, length = self.period.start, self.until - self.period.start
        begins = {"year": start - timedelta(days=366), "previous": start - length}
        return tuple(key for key in COMPARABLE if begins[key] >= self.known_from)

    @property
    def until(self) -> datetime:
        """Up to when the period can be looked at now."""
        return self.period.until(self.now)

    def ask(
        self,
        *measures: str,
        by: tuple[str, ...] = (),
        only: Only = (),
        compare: tuple[str, ...] = COMPARABLE,
    ) -> FiguresQuestion:
        """Return the question for these measures over the period."""
        return FiguresQuestion(
            measures=measures,
            splits=by,
            only=(*self.only, *only),
            start=self.period.start,
            end=self.until,
            compare=tuple(key for key in compare if key in self.compared),
            min_n=MIN_N,
        )

    def narrowed(self, *more: tuple[str, str]) -> Only:
        """Return what the figures are narrowed to, and more."""
        return (*self.only, *more)


Questions = Mapping[str, FiguresQuestion]
Answers = Mapping[str, FiguresRead]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageKind:
    """One page of figures: what it asks, and the blocks it makes of the answers.

    ``title`` is a text to be translated.
    """

    key: str
    title: str
    wanted: Callable[[Look], Questions]
    blocks: Callable[[Answers, Look], tuple[Block, ...]]
