"""Figures are computed at the hub, sent when they say something new, and agree."""

from datetime import timedelta

from bigscreen.domain.authority import Role
from bigscreen.domain.case_facts import CaseFacts
from bigscreen.domain.centre_orders import EndOperation, PlanOperation
from bigscreen.domain.commands import DeclareUnits, RegisterIncident
from bigscreen.domain.incidents import Channel, Level, WorkKind
from bigscreen.hub.clock import HubClock
from bigscreen.protocol.messages import KpiMessage, Ping, Pong
from tests.support.raw_client import joined
from tests.support.running_hub import TOKENS, NoPast, running_hub
from tests.support.small_city import IN_WEST, NOON, a_unit

REGISTER = RegisterIncident(item_code="noise", title="吵", location=IN_WEST)


def clock() -> HubClock:
    """Hub time that stands still: what changes is what happened."""
    return HubClock(NOON, steady=lambda: 0.0)


def boards(client):
    return [message.board for message in client.all(KpiMessage)]


async def test_two_screens_are_sent_the_same_figures() -> None:
    async with (
        running_hub(clock=clock()) as it,
        joined(it.url, TOKENS[Role.SOURCE], "source") as source,
        joined(it.url, TOKENS[Role.WALL], "wall") as wall,
        joined(it.url, TOKENS[Role.LEAD], "lead") as lead,
    ):
        await source.order(DeclareUnits(units=(a_unit("p-1"), a_unit("p-2"))))
        await source.order(REGISTER)
        for screen in (wall, lead):
            await screen.until(lambda s=screen: boards(s) and boards(s)[-1].today == 1)
            assert boards(screen)[-1].units_total == 2
        assert boards(wall)[-1] == boards(lead)[-1]
        assert boards(source) == []
        async with joined(it.url, TOKENS[Role.DESK], "desk") as late:
            await late.until(lambda: boards(late))
            assert boards(late)[0] == boards(wall)[-1]


async def test_what_an_operation_counted_stays_when_it_has_ended() -> None:
    passed = [0.0]
    moving = HubClock(NOON, steady=lambda: passed[0])
    hour = timedelta(hours=1)
    plan = PlanOperation(name="夜查", starts_at=NOON, ends_at=NOON + hour)
    async with running_hub(clock=moving) as it, joined(it.url, TOKENS[Role.DESK], "desk") as desk:
        await desk.order(plan)
        await desk.order(REGISTER)
        await desk.until(lambda: boards(desk) and boards(desk)[-1].today == 1)
        (running,) = boards(desk)[-1].operations
        passed[0] = 60.0
        await desk.order(EndOperation(operation_id=running.operation_id, summary="收队"))
        passed[0] = 120.0
        await desk.order(REGISTER)
        await desk.until(lambda: boards(desk) and boards(desk)[-1].today == 2)
        assert [one.cases for one in boards(desk)[-1].operations] == [1]


async def test_figures_that_say_nothing_new_are_not_sent_again() -> None:
    async with running_hub(clock=clock()) as it, joined(it.url, TOKENS[Role.DESK], "desk") as desk:
        await desk.until(lambda: boards(desk))
        await desk.order(REGISTER)
        await desk.until(lambda: boards(desk)[-1].today == 1)
        sent = it.hub.counters.boards_sent
        for nonce in range(50):
            await desk.say(Ping(nonce=nonce))
            await desk.until(lambda n=nonce: desk.all(Pong)[-1:] and desk.all(Pong)[-1].nonce == n)
        assert it.hub.counters.boards_sent == sent


async def test_the_past_the_ledger_knows_is_counted() -> None:
    case = CaseFacts(
        incident_id="old",
        work_kind=WorkKind.POLICE_CALL,
        item_code="noise",
        level=Level.TWO,
        channel=Channel.HOTLINE,
        grid_id="west",
        lead_force="police",
        response_minutes=3,
        received_at=NOON - timedelta(days=7, minutes=5),
    )
    async with (
        running_hub(clock=clock(), cases=NoPast(case)) as it,
        joined(it.url, TOKENS[Role.LEAD], "lead") as lead,
    ):
        await lead.until(lambda: boards(lead))
        assert (boards(lead)[0].last_week, boards(lead)[0].today) == (1, 0)


async def test_time_alone_renews_the_figures() -> None:
    passed = [0.0]
    moving = HubClock(NOON, steady=lambda: passed[0])
    async with running_hub(clock=moving) as it, joined(it.url, TOKENS[Role.DESK], "desk") as desk:
        await desk.order(REGISTER)
        await desk.until(lambda: boards(desk) and boards(desk)[-1].today == 1)
        passed[0] = 12 * 3600.0  # the next day has begun
        await desk.until(lambda: boards(desk)[-1].today == 0)


async def test_a_screen_that_comes_while_nothing_happens_is_told_the_figures() -> None:
    async with running_hub() as it, joined(it.url, TOKENS[Role.DESK], "desk") as desk:
        await desk.first(KpiMessage)
        for _ in range(3):  # the last wall to go takes its audience with it
            async with joined(it.url, TOKENS[Role.WALL], "wall") as wall:
                await wall.first(KpiMessage)
