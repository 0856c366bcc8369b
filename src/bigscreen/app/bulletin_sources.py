"""Where a weekly bulletin has its figures and cases from: a ledger, or a running hub."""

import asyncio
from collections.abc import Coroutine, Mapping
from datetime import datetime
from typing import Any, Protocol, TypeVar

import click
import numpy as np

from bigscreen.app.figure_sources import LedgerFigures
from bigscreen.domain.city import City
from bigscreen.domain.errors import InvalidValue
from bigscreen.domain.history_figures import FiguresQuestion, HistoryFigures
from bigscreen.domain.past_cases import CaseBehind, CasesBehind, CasesQuestion, Part
from bigscreen.feed.figures_asker import NotAnswered, ask_hub
from bigscreen.feed.unit_names import unit_names
from bigscreen.kpi.case_columns import CaseColumns
from bigscreen.kpi.case_times import micros
from bigscreen.kpi.measures import MEASURES
from bigscreen.kpi.plain_figures import inquiry_of, plain
from bigscreen.protocol.questions import Question
from bigscreen.store.opening import Store

_AnswerT = TypeVar("_AnswerT")


class BulletinSource(Protocol):
    """Answers what a bulletin asks."""

    def figures(self, question: FiguresQuestion) -> HistoryFigures:
        """Return the answer to one question about figures."""

    def cases(self, question: CasesQuestion) -> CasesBehind:
        """Return the cases behind a figure."""

    def unit_names(self) -> Mapping[str, str]:
        """Return call signs by unit id, as far as they are known."""


class LedgerBulletin:
    """Reads a ledger and works the answers out here."""

    def __init__(self, store: Store, city: City, now: datetime) -> None:
        self._store = store
        self._city = city
        self._now = now

    def figures(self, question: FiguresQuestion) -> HistoryFigures:
        """Return the answer to one question about figures."""
        inquiry = inquiry_of(question, now=self._now, city=self._city)
        return plain(LedgerFigures(self._store).figures(inquiry))

    def cases(self, question: CasesQuestion) -> CasesBehind:
        """Return the cases behind a figure, the newest first."""
        asked = FiguresQuestion(
            measures=(question.measure,),
            only=question.only,
            start=question.start,
            end=question.end,
        )
        inquiry = inquiry_of(asked, now=self._now, city=self._city)
        measure = MEASURES[question.measure]
        found = self._store.cases.cases_received(question.start, question.end)
        columns = CaseColumns.of(found)
        judged = measure.judge(columns, micros(self._now))
        wanted = inquiry.wanted(columns) & (judged.reason == 0)
        if question.part is Part.HELD:
            wanted &= judged.given.astype(np.bool_)
        chosen = [found[place] for place in np.flatnonzero(wanted).tolist()]
        chosen.sort(key=lambda one: one.received_at, reverse=True)
        listed = chosen[: question.limit]
        heads = self._store.cases.headlines([one.incident_id for one in listed])
        cases = []
        for facts in listed:
            number, title = heads.get(facts.incident_id, (facts.incident_id, ""))
            cases.append(CaseBehind(facts=facts, number=number, title=title))
        return CasesBehind(
            measure=question.measure,
            total=len(chosen),
            counted=len(chosen),
            held=len(chosen),
            cases=tuple(cases),
            as_of=self._now,
        )

    def unit_names(self) -> Mapping[str, str]:
        """Return the call signs of the ledger's units."""
        units = self._store.ledger.load().units
        return {one.unit.id: one.unit.call_sign for one in units}


class HubBulletin:
    """Asks a running hub."""

    def __init__(self, url: str, token: str) -> None:
        self._url = url
        self._token = token

    def figures(self, question: FiguresQuestion) -> HistoryFigures:
        """Return the answer to one question about figures."""
        return self._ask(question, HistoryFigures)

    def cases(self, question: CasesQuestion) -> CasesBehind:
        """Return the cases behind a figure."""
        return self._ask(question, CasesBehind)

    def unit_names(self) -> Mapping[str, str]:
        """Return the call signs of the hub's units."""
        return self._run(unit_names(self._url, self._token))

    def _ask(self, question: Question, wanted: type[_AnswerT]) -> _AnswerT:
        answer = self._run(ask_hub(self._url, self._token, question, _say_loading))
        if not isinstance(answer, wanted):
            raise click.ClickException(f"{self._url}: an answer of another kind came")
        return answer

    def _run(self, asking: Coroutine[Any, Any, _AnswerT]) -> _AnswerT:
        try:
            return asyncio.run(asking)
        except InvalidValue as error:
            raise click.BadParameter(str(error), param_hint="--hub") from error
        except NotAnswered as error:
            raise click.ClickException(f"{self._url}: {error}") from error


def _say_loading(loaded: float) -> None:
    click.echo(f"the hub is reading the history in: {loaded:.0%}", err=True)
