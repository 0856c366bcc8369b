"""A screen is sent what it may see and not a byte of anything else: district desks and walls."""

from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace

import numpy as np
import pytest

from bigscreen.domain.authority import Role
from bigscreen.domain.case_orders import CreateHandOver, LinkIncidents, SetSensitivity
from bigscreen.domain.commands import (
    AddNote,
    AssignUnits,
    CloseIncident,
    DeclareUnits,
    RegisterIncident,
    ReleaseUnit,
    SetDuty,
)
from bigscreen.domain.duty_plan import Department, Device, DutyPlan, Officer, RosterLine
from bigscreen.domain.fixes import FixColumns
from bigscreen.domain.hand_overs import HandOverKind
from bigscreen.domain.incidents import Sensitivity
from bigscreen.domain.progress import LinkKind
from bigscreen.domain.situation import Situation
from bigscreen.domain.units import Duty
from bigscreen.hub.admission import OneTimeAccount
from bigscreen.protocol.codec import event_of
from bigscreen.protocol.messages import EventMessage, Hello, KpiMessage, Ping, Pong, Welcome
from bigscreen.protocol.positions import encode_positions
from bigscreen.service.limited_view import LimitedView
from tests.support.raw_client import RawClient, connected, joined
from tests.support.running_hub import ONE_TIME, TOKENS, running_hub
from tests.support.small_city import IN_EAST, IN_WEST, a_unit
from tests.support.two_tiers import two_tiers

WEST, EAST, HIDDEN, ADDRESSES = "vv-west", "vv-east", "vv-hidden", "vv-street"
"""Every text of a case or unit holds the word of the part of the city it belongs to."""

ACCOUNTS = [
    *ONE_TIME,
    OneTimeAccount(name="west-desk", role=Role.DESK, token="t-west", area_id="west-end"),
    OneTimeAccount(name="west-wall", role=Role.WALL, token="t-west-wall", area_id="west"),
    OneTimeAccount(name="city-desk", role=Role.DESK, token="t-city", area_id="all"),
    OneTimeAccount(name="lost", role=Role.DESK, token="t-lost", area_id="atlantis"),
]


def a_city():
    plan = DutyPlan(
        departments=(Department(code="d", name="所", name_en="d"),),
        roster=tuple(RosterLine(unit_id=f"{part}-1", shifts=(0, 1)) for part in (WEST, EAST)),
        officers=tuple(
            Officer(id=f"{part}-o", name="王", force="police", unit_id=f"{part}-1")
            for part in (WEST, EAST)
        ),
        devices=tuple(
            Device(id=f"{part}-d", unit_id=f"{part}-1", kind="radio", label="1")
            for part in (WEST, EAST)
        ),
    )
    return replace(two_tiers(), walls_show_addresses=False, plan=plan)


def case(part: str, where, **fields) -> RegisterIncident:
    return RegisterIncident(
        item_code="noise",
        title=f"{part} 吵",
        summary=part,
        address=f"{part} {ADDRESSES}",
        reference=f"{part}-ref",
        location=where,
        **fields,
    )


def at(numbers, hub, lat: float) -> bytes:
    n = len(numbers)
    return encode_positions(
        FixColumns(
            number=np.array(numbers, np.uint32),
            lat=np.full(n, lat),
            lon=np.full(n, 103.5),
            speed_mps=np.zeros(n, np.float32),
            heading_deg=np.full(n, np.nan, np.float32),
            fixed_at_ms=np.full(n, hub.clock.now().timestamp() * 1000),
        )
    )[0]


def placed(client: RawClient) -> dict[int, float]:
    """Where a client has each unit, by number."""
    return {
        int(number): round(float(lat), 3)
        for batch in client.fixes
        for number, lat in zip(batch.number, batch.lat, strict=True)
    }


def picture(client: RawClient) -> Situation:
    """What a client knows after all it was sent."""
    situation = Situation(client.all(Welcome)[0].snapshot)
    for message in client.all(EventMessage):
        situation.apply(message.seq, event_of(message))
    return situation


async def settled(client: RawClient, nonce: int) -> None:
    """Return once everything that went before has come."""
    await client.say(Ping(nonce=nonce))
    await client.until(lambda: any(pong.nonce == nonce for pong in client.all(Pong)))


class _Room:
    def __init__(self, hub, clients: dict[str, RawClient]) -> None:
        self.hub = hub
        self.source, self.desk = clients["source"], clients["desk"]
        self.west, self.wall, self.west_wall, self.city = (
            clients[name] for name in ("west", "wall", "west_wall", "city")
        )
        self.screens = (self.desk, self.west, self.wall, self.west_wall, self.city)

    async def ok(self, client: RawClient, command):
        outcome = await client.order(command)
        assert outcome.code == "ok", outcome
        for screen in self.screens:
            await screen.until(lambda s=screen, o=outcome: not o.last_seq or o.last_seq in s.seqs)
        return outcome

    async def all_settled(self) -> None:
        for screen in self.screens:
            await settled(screen, 1_000)


@asynccontextmanager
async def room(city=None):
    logins = {
        "source": (TOKENS[Role.SOURCE], "source"),
        "desk": (TOKENS[Role.DESK], "desk"),
        "west": ("t-west", "desk"),
        "wall": (TOKENS[Role.WALL], "wall"),
        "west_wall": ("t-west-wall", "wall"),
        "city": ("t-city", "desk"),
    }
    async with (
        running_hub(city=city or a_city(), one_time=ACCOUNTS) as it,
        AsyncExitStack() as all_,
    ):
        clients = {
            name: await all_.enter_async_context(joined(it.url, token, kind))
            for name, (token, kind) in logins.items()
        }
        made = _Room(it.hub, clients)
        units = (
            a_unit(f"{WEST}-1", call_sign=f"{WEST}-c1"),
            a_unit(f"{EAST}-1", call_sign=f"{EAST}-c1", grid_id="east"),
            a_unit(f"{EAST}-2", call_sign=f"{EAST}-c2", grid_id="east"),
        )
        await made.ok(made.source, DeclareUnits(units=units))
        yield it, made


async def a_day(it, made: _Room) -> tuple[str, str]:
    """Let something of every kind happen in both parts; return the two cases."""
    west = (await made.ok(made.west, case(WEST, IN_WEST))).incident_id
    east = (await made.ok(made.desk, case(EAST, IN_EAST))).incident_id
    hidden = (
        await made.ok(made.desk, case(HIDDEN, IN_WEST, sensitivity=Sensitivity.HIDE))
    ).incident_id
    for incident_id, part in ((west, WEST), (east, EAST)):
        await made.ok(made.desk, AssignUnits(incident_id=incident_id, unit_ids=(f"{part}-1",)))
        await made.ok(made.desk, AddNote(incident_id=incident_id, text=part))
    await made.ok(made.desk, SetDuty(unit_id=f"{EAST}-2", duty=Duty.OFF_DUTY))
    await made.ok(made.desk, LinkIncidents(incident_id=west, other_id=east, kind=LinkKind.RELATED))
    form = CreateHandOver(
        incident_id=east, kind=HandOverKind.HAND_OVER, department="d", subject=EAST
    )
    await made.ok(made.desk, form)
    await made.ok(made.desk, AddNote(incident_id=hidden, text=HIDDEN))
    await made.ok(made.desk, CloseIncident(incident_id=east))
    await made.source.connection.send(at([1, 2, 3], it.hub, 30.1))
    for screen in (made.desk, made.west):
        await screen.until(lambda s=screen: 1 in placed(s))
    await made.all_settled()
    return west, east


async def test_a_district_desk_never_receives_a_byte_about_another_district() -> None:
    async with room() as (it, made):
        await a_day(it, made)
        refused = await made.west.order(AddNote(incident_id="i5", text="?"))
        assert refused.code == "outside_area"
        await settled(made.west, 1)
        assert all(EAST not in text for text in made.west.texts)
        assert any(WEST in text for text in made.west.texts)
        assert placed(made.west) == {1: 30.1}
        assert made.west.seqs == made.desk.seqs  # without a gap
        async with joined(it.url, "t-west", "desk") as late:
            await late.until(lambda: late.fixes)
            await settled(late, 1)
            assert all(EAST not in text for text in late.texts)
            assert placed(late) == {1: 30.1}
            welcome = late.all(Welcome)[0]
            assert welcome.area_id == "west-end"
            assert welcome.snapshot == picture(made.west).snapshot()


async def test_the_tier_above_sees_all_below_it() -> None:
    async with room() as (it, made):
        await a_day(it, made)
        for desk in (made.desk, made.city):
            await desk.until(lambda d=desk: len(placed(d)) == 3)
            assert all(message.name != "view_changed" for message in desk.all(EventMessage))
        assert picture(made.city).snapshot() == picture(made.desk).snapshot()


async def test_a_wall_never_gets_a_hidden_case_or_an_address() -> None:
    async with room() as (it, made):
        await a_day(it, made)
        for wall in (made.wall, made.west_wall):
            assert all(HIDDEN not in text and ADDRESSES not in text for text in wall.texts)
        assert any(EAST in text for text in made.wall.texts)
        assert all(EAST not in text for text in made.west_wall.texts)
        hidden = next(
            state.incident.id
            for state in picture(made.desk).incidents.values()
            if state.incident.sensitivity is Sensitivity.HIDE
        )
        await made.ok(made.desk, SetSensitivity(incident_id=hidden, sensitivity=Sensitivity.NORMAL))
        assert hidden in picture(made.wall).incidents
        await made.ok(made.desk, SetSensitivity(incident_id=hidden, sensitivity=Sensitivity.HIDE))
        assert hidden not in picture(made.wall).incidents


async def test_walls_that_may_name_addresses_do() -> None:
    async with room(replace(a_city(), walls_show_addresses=True)) as (_, made):
        await made.ok(made.desk, case(WEST, IN_WEST))
        assert any(ADDRESSES in text for text in made.wall.texts)


async def test_a_unit_sent_from_elsewhere_is_seen_for_as_long_as_it_is_there() -> None:
    async with room() as (it, made):
        west, _ = await a_day(it, made)
        assert f"{EAST}-1" not in picture(made.west).units
        await made.ok(made.desk, AssignUnits(incident_id=west, unit_ids=(f"{EAST}-1",)))
        assert picture(made.west).units[f"{EAST}-1"].assignment_ids
        await made.west.until(lambda: placed(made.west).get(2) == 30.1)
        await made.ok(made.desk, ReleaseUnit(incident_id=west, unit_id=f"{EAST}-1"))
        assert f"{EAST}-1" not in picture(made.west).units
        await made.source.connection.send(at([1, 2], it.hub, 30.2))
        await made.west.until(lambda: placed(made.west).get(1) == 30.2)
        await made.desk.until(lambda: placed(made.desk).get(2) == 30.2)
        assert placed(made.west)[2] == 30.1


async def test_figures_are_those_of_what_is_seen() -> None:
    async with room() as (it, made):
        await a_day(it, made)

        def board(client):
            return client.all(KpiMessage)[-1].board if client.all(KpiMessage) else None

        for client, cases, units, grids in (
            (made.west, 2, 1, ["west"]),
            (made.west_wall, 2, 1, ["west"]),
            (made.city, 3, 3, ["west", "east"]),
            (made.wall, 3, 3, ["west", "east"]),
        ):
            await client.until(lambda c=client, n=cases: board(c) and board(c).today == n)
            assert board(client).units_total == units
            assert [figure.grid_id for figure in board(client).grids] == grids


async def test_an_account_of_an_area_the_city_has_not_is_not_let_in() -> None:
    async with running_hub(city=a_city(), one_time=ACCOUNTS) as it, connected(it.url) as client:
        await client.say(Hello(token="t-lost", kind="desk"))
        problem = await client.problem()
        assert (problem.code, problem.fatal) == ("unknown_area", True)
        assert "atlantis" in problem.detail


async def test_a_view_that_fails_costs_its_members_a_new_connection_and_nobody_else(
    monkeypatch,
) -> None:
    async with room() as (it, made):
        with monkeypatch.context() as patch:

            def fail(*_) -> None:
                raise RuntimeError("a fault of our own")

            patch.setattr(LimitedView, "follow", fail)
            outcome = await made.desk.order(case(WEST, IN_WEST))
            await made.desk.up_to(outcome.last_seq)
            await made.west.closed()
        async with joined(it.url, "t-west", "desk") as again:
            outcome = await again.order(AddNote(incident_id=outcome.incident_id, text="?"))
            await again.up_to(outcome.last_seq)


@pytest.mark.parametrize("epoch", ["memory", "memory-limited"])
async def test_a_limited_picture_is_never_gone_on_with(epoch) -> None:
    async with room() as (it, made):
        await a_day(it, made)
        async with joined(it.url, "t-west", "desk", epoch=epoch, last_seq=2) as late:
            assert late.all(Welcome)[0].missed is None
