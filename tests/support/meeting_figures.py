"""Figures as the hub would answer them, made of cases by the engine itself."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bigscreen.domain.case_facts import CaseFacts
from bigscreen.domain.city import City
from bigscreen.domain.history_figures import FiguresQuestion, HistoryFigures
from bigscreen.domain.incidents import WorkKind
from bigscreen.kpi.case_columns import CaseColumns
from bigscreen.kpi.inquiry import Street, answers_of, figures_of
from bigscreen.kpi.plain_figures import inquiry_of, plain
from bigscreen.viewmodels.meeting.figures_read import FiguresRead
from bigscreen.viewmodels.meeting.look import Look, PageKind
from bigscreen.viewmodels.meeting.periods import CityClock, Period, PeriodKind, period_at
from bigscreen.viewmodels.report_blocks import Block
from tests.support.cases import a_case
from tests.support.small_city import small_city

NOW = datetime(2026, 3, 11, 4, tzinfo=UTC)
"""A Wednesday, noon in the small city."""


def week_cases(weeks: int = 3) -> list[CaseFacts]:
    """Return calls and city cases of the weeks up to ``NOW``: twelve a day, the newest open."""
    cases = []
    for number in range(weeks * 7 * 12):
        received = NOW - timedelta(hours=2 * number + 1)
        is_call = number % 5 < 3
        fields: dict[str, object] = {} if number < 3 else {"closed_s": 1800 + number}
        if is_call:
            seconds = 60 + (number * 37) % 400
            fields |= {"dispatched_s": 10, "accepted_s": 20 + number % 50, "en_route_s": 90}
            fields |= {"on_scene_s": seconds, "handled_s": seconds + 300, "reported_s": 900}
        else:
            fields |= {"work_kind": WorkKind.CITY_CASE, "item_code": "vendor", "lead_force": "cg"}
            fields |= {"due_s": 3600 * 4}
        if number == 20:
            fields["yellow_s"] = 3600
        grid = ("west", "east", "")[min(2, number % 7 // 3)]
        cases.append(a_case(f"c{number}", received, grid_id=grid, **fields))
    return cases


def answered(
    question: FiguresQuestion,
    cases: Sequence[CaseFacts],
    city: City | None = None,
    now: datetime = NOW,
) -> HistoryFigures:
    """Return what a hub with this past answers."""
    inquiry = inquiry_of(question, now=now, city=city or small_city())
    received = [case.received_at for case in cases]
    windows = inquiry.windows((min(received), max(received)) if received else None)
    street = Street() if inquiry.wants_street else None
    found = [
        answers_of(
            inquiry,
            window,
            CaseColumns.of([c for c in cases if window.start <= c.received_at < window.end]),
            street,
        )
        for window in windows.values()
    ]
    return plain(figures_of(inquiry, windows, found))


def a_look(kind: PeriodKind = PeriodKind.WEEK, city: City | None = None, **changes) -> Look:
    """Return a look at the period of ``NOW``."""
    there = city or small_city()
    clock = CityClock.of(there)
    period: Period = changes.pop("period", None) or period_at(kind, NOW, clock)
    return Look(city=there, clock=clock, period=period, now=NOW, **changes)


def blocks_of(page: PageKind, look: Look, cases: Sequence[CaseFacts]) -> dict[str, Block]:
    """Return the blocks of a page by key, made of what a hub with this past answers."""
    answers = {
        name: FiguresRead(answered(question, cases, look.city))
        for name, question in page.wanted(look).items()
    }
    return {block.key: block for block in page.blocks(answers, look)}
