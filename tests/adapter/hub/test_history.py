"""Who may ask the hub about the past, and that the answer is the ledger's, old cases and new."""

from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from bigscreen.domain.authority import Role
from bigscreen.domain.commands import CloseIncident, RegisterIncident
from bigscreen.domain.history_figures import FiguresQuestion, HistoryFigures
from bigscreen.domain.outcomes import OutcomeStatus
from bigscreen.hub import history_memory
from bigscreen.hub.admission import OneTimeAccount
from bigscreen.hub.clock import HubClock
from bigscreen.hub.history_desk import PastParts
from bigscreen.hub.question_desk import MOST_AT_ONCE
from bigscreen.protocol.messages import Answer
from bigscreen.protocol.questions import answer_of, ask_message
from bigscreen.service.ports import LedgerUnavailable
from bigscreen.store.opening import open_store
from tests.support.cases import a_case
from tests.support.raw_client import RawClient, joined
from tests.support.running_hub import ONE_TIME, TOKENS, RunningHub, running_hub
from tests.support.small_city import IN_EAST, IN_WEST, NOON
from tests.support.two_tiers import two_tiers

DAY = timedelta(days=1)
EVER = {"start": NOON - 2000 * DAY, "end": NOON + 2 * DAY}
VOLUME = FiguresQuestion(measures=("volume",), splits=("grid",), **EVER)
BOUND = OneTimeAccount(name="west-desk", role=Role.DESK, token="t-west", area_id="west-end")


@asynccontextmanager
async def a_hub(*past, **parts):
    """A hub at noon on a ledger of its own, with this past."""
    with open_store("sqlite://") as store:
        store.cases.add_past_cases(past)
        async with running_hub(
            store.ledger,
            cases=store.cases,
            city=two_tiers(),
            clock=HubClock(NOON, steady=lambda: 0.0),
            past=parts.pop("past", PastParts(cases=store.cases, records=store.records)),
            one_time=[*ONE_TIME, BOUND],
            **parts,
        ) as it:
            yield it


def desk(it: RunningHub, token: str = TOKENS[Role.DESK]):
    return joined(it.url, token, "desk")


async def told(client: RawClient, question_id: str) -> Answer:
    """Return what became of a question."""
    found: list[Answer] = []

    def look() -> bool:
        found[:] = [
            one for one in client.all(Answer) if one.id == question_id and one.loading is None
        ]
        return bool(found)

    await client.until(look)
    return found[0]


async def ask(client: RawClient, question: FiguresQuestion = VOLUME) -> Answer:
    question_id = f"q{len(client.received)}"
    await client.say(ask_message(question_id, question))
    return await told(client, question_id)


def figures_in(answered: Answer) -> HistoryFigures:
    figures = answer_of(answered)
    assert isinstance(figures, HistoryFigures), answered.fault
    return figures


async def by_grid(client: RawClient, question: FiguresQuestion = VOLUME) -> dict[str, float | None]:
    """Return the first number of each grid."""
    answered = await ask(client, question)
    return {
        str(one.group[0]): next(iter(one.periods[0].values.values())).value
        for one in figures_in(answered).groups
    }


async def test_the_past_is_answered_from_and_a_new_case_is_in_it_at_once() -> None:
    async with a_hub(a_case("old", NOON - 40 * DAY)) as it, desk(it) as client:
        assert await by_grid(client) == {"west": 1.0}
        await client.order(RegisterIncident(item_code="noise", title="吵", location=IN_EAST))
        assert await by_grid(client) == {"east": 1.0, "west": 1.0}


async def test_a_case_that_changes_is_counted_as_it_is_now() -> None:
    open_cases = FiguresQuestion(measures=("open",), splits=("grid",), **EVER)
    async with a_hub() as it, desk(it) as client:
        order = RegisterIncident(item_code="noise", title="吵", location=IN_WEST)
        case = (await client.order(order)).incident_id
        assert await by_grid(client, open_cases) == {"west": 1.0}
        outcome = await client.order(CloseIncident(incident_id=case))
        assert outcome.status is OutcomeStatus.ACCEPTED
        assert await by_grid(client, open_cases) == {"west": 0.0}


async def test_what_is_older_than_memory_reaches_is_read_from_the_ledger() -> None:
    ancient = [a_case(f"a{n}", NOON - history_memory.KEPT - n * 30 * DAY) for n in range(1, 9)]
    async with a_hub(a_case("old", NOON - 40 * DAY), *ancient) as it, desk(it) as client:
        assert await by_grid(client) == {"west": 9.0}
        assert it.hub.health()["history"]["cases"] == 1


async def test_an_older_past_that_another_process_adds_is_found() -> None:
    with open_store("sqlite://") as store:
        past = PastParts(cases=store.cases, records=store.records)
        async with a_hub(past=past) as it, desk(it) as client:
            assert await by_grid(client) == {}
            for weeks in (1, 2, 3):
                store.cases.add_past_cases([a_case(f"w{weeks}", NOON - 7 * weeks * DAY)])
                assert await by_grid(client) == {"west": float(weeks)}


async def test_a_district_is_told_of_its_own_grids_alone() -> None:
    past = [a_case("w", NOON - DAY), *(a_case(f"e{n}", NOON - DAY, grid_id="east") for n in "123")]
    async with a_hub(*past) as it, desk(it) as whole, desk(it, "t-west") as bound:
        assert await by_grid(whole) == {"west": 1.0, "east": 3.0}
        assert await by_grid(bound) == {"west": 1.0}
        east = FiguresQuestion(
            measures=("volume",), splits=("grid",), only=(("grid", "east"),), **EVER
        )
        assert await by_grid(bound, east) == {}


@pytest.mark.parametrize(("role", "kind"), [(Role.SOURCE, "source"), (Role.UNIT, "unit")])
async def test_sources_and_units_may_not_ask(role, kind) -> None:
    async with a_hub() as it, joined(it.url, TOKENS[role], kind) as client:
        answered = await ask(client)
        assert answered.fault is not None
        assert (answered.fault.code, answer_of(answered)) == ("not_allowed", None)


async def test_a_wrong_question_is_told_what_is_wrong_with_it() -> None:
    async with a_hub() as it, desk(it) as client:
        fault = (await ask(client, FiguresQuestion(measures=("speed",)))).fault
        assert fault is not None
        assert (fault.code, fault.field, fault.value) == ("invalid_question", "measures", "speed")
        assert "response" in fault.expected


async def test_a_hub_without_a_history_says_so() -> None:
    async with a_hub(past=None) as it, desk(it) as client:
        fault = (await ask(client)).fault
        assert fault is not None
        assert fault.code == "history_unavailable"


class SlowPast:
    """A past that can not be read until it may."""

    def __init__(self, cases) -> None:
        self._cases = cases
        self.may = False

    def received_span(self):
        if not self.may:
            raise LedgerUnavailable("not yet")
        return self._cases.received_span()

    def keyed_cases(self, start, end):
        return self._cases.keyed_cases(start, end)

    def named_cases(self, incident_ids):
        return self._cases.named_cases(incident_ids)


async def test_a_question_waits_for_the_history_hears_of_it_and_others_are_turned_away(
    monkeypatch,
) -> None:
    monkeypatch.setattr(history_memory, "_TRY_AGAIN_S", 0.01)
    with open_store("sqlite://") as store:
        store.cases.add_past_cases([a_case("old", NOON - DAY)])
        slow = SlowPast(store.cases)
        past = PastParts(cases=slow, records=store.records)
        async with a_hub(past=past) as it, desk(it) as client:
            await client.say(ask_message("first", VOLUME))
            await client.until(lambda: client.all(Answer))
            assert client.all(Answer)[0].loading == 0.0
            for number in range(2, MOST_AT_ONCE + 1):
                await client.say(ask_message(f"waits {number}", VOLUME))
            await client.say(ask_message("one too many", VOLUME))
            turned_away = (await told(client, "one too many")).fault
            assert turned_away is not None
            assert turned_away.code == "busy"
            slow.may = True
            first = await told(client, "first")
            assert [one.periods[0].n for one in figures_in(first).groups] == [1]


async def test_questions_that_come_too_fast_are_not_answered() -> None:
    async with a_hub() as it, desk(it) as client:
        for number in range(100):
            await client.say(ask_message(f"q{number}", VOLUME))
        codes = set()
        for number in range(100):
            fault = (await told(client, f"q{number}")).fault
            codes.add(fault.code if fault else "ok")
        assert {"ok", "busy", "too_fast"} >= codes > {"too_fast"}
