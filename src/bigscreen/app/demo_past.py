"""The demo city's past: what screens compare with at once, the rest of thirteen months after it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from bigscreen.city.demo.history import past_cases
from bigscreen.city.package import load_city, load_units
from bigscreen.city.rates import load_rates
from bigscreen.domain.case_facts import CaseFacts
from bigscreen.store.opening import open_store

RECENT = timedelta(days=9)
"""What live screens look at: today, the same weekday last week, and the hours around both."""

PAST = timedelta(days=400)
"""A year, and a month more: so that this week and this month have theirs of a year ago."""

_STEP = timedelta(days=7)


class DemoPast:
    """Adds the made-up cases that a ledger at ``db_url`` lacks up to ``now``.

    A day's cases depend on the seed and the day alone, so adding one again adds nothing.
    """

    def __init__(self, db_url: str, city_folder: Path, seed: int, now: datetime) -> None:
        self._db_url = db_url
        self._seed = seed
        self._now = now
        self._city = load_city(city_folder)
        self._rates = load_rates(city_folder, self._city)
        self._units = load_units(city_folder)

    def add_recent(self) -> int:
        """Add what live screens need, or what was missed since the last start; return how many.

        Raises:
            LedgerUnavailable: the database can not be written.
        """
        with open_store(self._db_url) as store:
            span = store.cases.received_span()
            start = max(span[1], self._now - PAST) if span else self._now - RECENT
            return store.cases.add_past_cases(self._past(start, self._now))

    def add_rest(self, stopping: Callable[[], bool]) -> int:
        """Add the rest of it, newest week first, until it is all there or ``stopping()``.

        A hub may run on the ledger meanwhile: each step takes its turn at writing.

        Raises:
            LedgerUnavailable: the database can not be written.
        """
        added = 0
        with open_store(self._db_url) as store:
            span = store.cases.received_span()
            end = span[0] if span else self._now
            while end > self._now - PAST and not stopping():
                added += store.cases.add_past_cases(self._past(end - _STEP, end))
                end -= _STEP
        return added

    def _past(self, start: datetime, until: datetime) -> list[CaseFacts]:
        cases = past_cases(
            self._city,
            seed=self._seed,
            start=start,
            until=until,
            rates=self._rates,
            units=self._units,
        )
        return list(cases)
