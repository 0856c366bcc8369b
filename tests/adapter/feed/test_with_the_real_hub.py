"""Client and hub together: whatever the line does, pictures agree and orders count once."""

import asyncio
import random
from collections.abc import AsyncIterator

import numpy as np
import pytest

from bigscreen.domain.authority import Role
from bigscreen.domain.commands import AssignUnits, DeclareUnits, RegisterIncident, ReleaseUnit
from bigscreen.domain.events import IncidentRegistered
from bigscreen.domain.fixes import FixColumns
from bigscreen.domain.outcomes import Outcome, OutcomeStatus
from bigscreen.feed.errors import LinkRefused
from bigscreen.feed.source_client import SourceClient
from bigscreen.protocol.link_facts import EventHappened, PictureReplaced
from tests.support.memory_ledger import MemoryLedger
from tests.support.restartable_hub import RestartableHub
from tests.support.running_hub import TOKENS
from tests.support.small_city import IN_WEST, a_unit
from tests.support.waiting import until

DECLARE = DeclareUnits(units=tuple(a_unit(f"p-{n}") for n in range(1, 6)))
REGISTER = RegisterIncident(item_code="noise", title="吵", location=IN_WEST)


@pytest.fixture
async def hub() -> AsyncIterator[RestartableHub]:
    async with RestartableHub() as hub:
        yield hub


@pytest.fixture
async def source(hub: RestartableHub) -> AsyncIterator[SourceClient]:
    async with SourceClient(hub.url, TOKENS[Role.SOURCE], "sim") as source:
        yield source


async def test_answer_comes_with_its_events(source: SourceClient) -> None:
    await source.submit(DECLARE)
    case = await source.submit(REGISTER)
    assert set(source.situation.units) == {f"p-{n}" for n in range(1, 6)}
    assert source.situation.incidents[case.incident_id].incident.title == "吵"


async def test_cuts_and_restarts_at_random_moments_lose_and_repeat_nothing(
    hub: RestartableHub, source: SourceClient
) -> None:
    chance = random.Random(3)
    changes = source.changes()
    await source.submit(DECLARE)
    answers: list[asyncio.Future[Outcome]] = []
    for _ in range(24):
        answers += [await source.post(REGISTER) for _ in range(chance.randrange(1, 8))]
        match chance.randrange(6):
            case 0 | 1:
                hub.cut()
            case 2:
                await hub.close()
                await hub.open()
            case 3:
                await answers[-1]
            case _:
                await asyncio.sleep(chance.choice((0, 0.002)))
    outcomes = await asyncio.gather(*answers)
    assert {outcome.status for outcome in outcomes} == {OutcomeStatus.ACCEPTED}
    assert len({outcome.incident_id for outcome in outcomes}) == len(outcomes)
    registered = [e for _, e in hub.ledger.events if isinstance(e, IncidentRegistered)]
    assert len(registered) == len(outcomes)
    # The hub's own watch may start a shift at any moment.
    await until(lambda: source.situation.snapshot() == hub.ledger.load())
    written = list(hub.ledger.events)
    seen = [await anext(changes) for _ in written]
    assert [(c.seq, c.event) for c in seen if isinstance(c, EventHappened)] == written


async def test_other_ledger_drops_the_picture_and_takes_what_was_not_answered(
    hub: RestartableHub, source: SourceClient
) -> None:
    await source.submit(DECLARE)
    changes = source.changes()
    await hub.close()
    waiting = await source.post(DECLARE)
    hub.ledger = MemoryLedger()
    hub.ledger.epoch = "another"
    await hub.open()
    change = await anext(changes)
    assert isinstance(change, PictureReplaced)
    assert change.new_ledger
    assert (await waiting).status is OutcomeStatus.ACCEPTED
    assert source.situation.snapshot() == hub.ledger.load()


async def test_refusals_are_answers_too(source: SourceClient) -> None:
    await source.submit(DECLARE)
    case = (await source.submit(REGISTER)).incident_id
    await source.submit(AssignUnits(incident_id=case, unit_ids=("p-1",)))
    again = await source.submit(AssignUnits(incident_id=case, unit_ids=("p-1",)))
    assert (again.status, again.code) == (OutcomeStatus.REFUSED, "already_on_incident")
    released = await source.submit(ReleaseUnit(incident_id=case, unit_id="p-1"))
    assert released.status is OutcomeStatus.ACCEPTED


async def test_positions_come_back_to_everybody(hub: RestartableHub, source: SourceClient) -> None:
    declared = await source.submit(DECLARE)
    number = declared.units[0].facts["number"]
    async with SourceClient(hub.url, "token-of-source-2", "watcher") as watcher:
        source.report(
            FixColumns(
                number=np.array([number], np.uint32),
                lat=np.array([30.5]),
                lon=np.array([103.25]),
                speed_mps=np.array([5.0], np.float32),
                heading_deg=np.array([90.0], np.float32),
                fixed_at_ms=np.array([source.hub_now().timestamp() * 1000]),
            )
        )
        await until(lambda: watcher.fixes.has(number))
        assert watcher.fixes.lat[number] == pytest.approx(30.5)


@pytest.mark.parametrize(
    ("token", "code"),
    [("nobody's", "not_welcome"), (TOKENS[Role.WALL], "kind_not_allowed")],
)
async def test_who_may_not_join_is_told_why(hub: RestartableHub, token: str, code: str) -> None:
    with pytest.raises(LinkRefused) as refused:
        async with SourceClient(hub.url, token, "sim"):
            pass
    assert refused.value.code == code
