"""Where ``bigscreen kpi`` has its figures from: a ledger it reads itself, or a running hub."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Protocol

import click

from bigscreen.domain.errors import InvalidValue
from bigscreen.feed.figures_asker import NotAnswered, ask_hub
from bigscreen.kpi.answers import Answer
from bigscreen.kpi.comparisons import Window
from bigscreen.kpi.inquiry import Figures, Inquiry, Street, answers_of, figures_of
from bigscreen.kpi.plain_figures import figures_from, question_of
from bigscreen.store.opening import Store


class FigureSource(Protocol):
    """Answers questions about the past."""

    def figures(self, inquiry: Inquiry) -> Figures:
        """Return the answers, side by side with those of the periods compared with."""


class LedgerFigures:
    """Reads the cases of each period from the ledger and works the answers out here."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def windows(self, inquiry: Inquiry) -> dict[str, Window]:
        """Return the periods that are looked at."""
        return inquiry.windows(self._store.cases.received_span())

    def figures(self, inquiry: Inquiry) -> Figures:
        """Return the answers."""
        windows = self.windows(inquiry)
        found = [self._answers(inquiry, window) for window in windows.values()]
        return figures_of(inquiry, windows, found)

    def _answers(self, inquiry: Inquiry, window: Window) -> list[Answer]:
        cases = self._store.cases.case_columns(window.start, window.end)
        street = self._street(window) if inquiry.wants_street else None
        return answers_of(inquiry, window, cases, street)

    def _street(self, window: Window) -> Street:
        situation = self._store.ledger.load()
        end = window.end + timedelta(days=1)  # a shift of the period may end then
        past = self._store.records.visits_between(window.start, end)
        return Street(
            visits=[one.visit for one in past],
            units=situation.units,
            duty_level=situation.shift.level,
            kept_from=self._store.records.first_visit_at() or datetime.now(UTC),
        )


class HubFigures:
    """Asks a running hub, which has the history in memory and works the answers out."""

    def __init__(self, url: str, token: str) -> None:
        self._url = url
        self._token = token

    def figures(self, inquiry: Inquiry) -> Figures:
        """Return the answers.

        Raises:
            click.ClickException: the hub gives none.
        """
        try:
            question = question_of(inquiry)
            answered = asyncio.run(ask_hub(self._url, self._token, question, _say_loading))
            return figures_from(answered)
        except InvalidValue as error:
            raise click.BadParameter(str(error), param_hint="--hub") from error
        except NotAnswered as error:
            raise click.ClickException(f"{self._url}: {error}") from error


def _say_loading(loaded: float) -> None:
    click.echo(f"the hub is reading the history in: {loaded:.0%}", err=True)
