"""Who is let in, as what, and what they are told first."""

import json
from dataclasses import replace

import pytest
from websockets.exceptions import InvalidStatus

from bigscreen.domain.authority import Role
from bigscreen.domain.cameras import Camera, CameraKind
from bigscreen.domain.commands import DeclareUnits, RegisterIncident
from bigscreen.domain.situation import Situation
from bigscreen.hub import client_link
from bigscreen.protocol.codec import event_of
from bigscreen.protocol.messages import EventMessage, Hello, Ping, Pong, Problem, Welcome
from bigscreen.service.ports import Account
from bigscreen.service.token_digest import token_digest
from tests.support.raw_client import connected, joined
from tests.support.running_hub import TOKENS, NoAccounts, running_hub
from tests.support.small_city import NOON, a_unit, small_city
from tests.support.waiting import until

DECLARE = DeclareUnits(units=(a_unit("p-1"), a_unit("p-2")))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.HUB])
async def test_each_role_joins_as_its_kind(role) -> None:
    async with running_hub() as it, joined(it.url, TOKENS[role], role.value) as client:
        welcome = await client.first(Welcome)
        assert (welcome.account, welcome.role) == (role.value, role.value)
        assert welcome.city == small_city()
        assert welcome.snapshot is not None
        assert welcome.missed is None
        assert welcome.epoch == ("memory-limited" if role is Role.WALL else "memory")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.HUB])
async def test_only_screens_are_told_of_cameras(role) -> None:
    """Their addresses may hold passwords; and walls are not told of sensitive ones."""
    camera = Camera(id="c", name="门", name_en="", kind=CameraKind.FIXED, url="rtsp://a:b@c/d")
    city = replace(small_city(), cameras=(camera, replace(camera, id="s", is_sensitive=True)))
    async with running_hub(city=city) as it:
        async with joined(it.url, TOKENS[role], role.value) as client:
            welcome = await client.first(Welcome)
        screens = {Role.DESK: 2, Role.LEAD: 2, Role.ADMIN: 2, Role.WALL: 1}
        assert len(welcome.city.cameras) == screens.get(role, 0)
        assert replace(welcome.city, cameras=()) == small_city()
        async with connected(it.url) as client:
            hello = Hello(token=TOKENS[role], kind=role.value, city_digest=welcome.city_digest)
            await client.say(hello)
            assert (await client.first(Welcome)).city is None


@pytest.mark.parametrize(
    ("token", "kind", "version", "code"),
    [
        ("guess", "desk", 1, "not_welcome"),
        ("", "desk", 1, "not_welcome"),
        (TOKENS[Role.WALL], "desk", 1, "kind_not_allowed"),
        (TOKENS[Role.DESK], "source", 1, "kind_not_allowed"),
        (TOKENS[Role.ADMIN], "unit", 1, "kind_not_allowed"),
        (TOKENS[Role.DESK], "desk", 2, "protocol_version"),
    ],
)
async def test_who_may_not_join_is_told_why_and_nothing_else(token, kind, version, code) -> None:
    async with running_hub() as it, connected(it.url) as client:
        await client.say(Hello(token=token, kind=kind, protocol_version=version))
        await client.closed()
        (problem,) = client.received
        assert (problem.code, problem.fatal) == (code, True)
        assert client.close_code == 1008
        assert it.hub.counters.logins_refused == 1
        assert it.hub.counters.problems == {code: 1}


async def test_a_desk_that_joins_as_a_wall_has_a_walls_rights() -> None:
    async with running_hub() as it, joined(it.url, TOKENS[Role.DESK], "wall") as client:
        outcome = await client.order(RegisterIncident(item_code="noise", title="吵"))
        assert (outcome.code, outcome.facts["role"]) == ("not_allowed", "wall")


async def test_the_first_message_is_hello() -> None:
    async with running_hub() as it, connected(it.url) as client:
        await client.say(Ping(nonce=1))
        await client.closed()
        assert [m.code for m in client.all(Problem)] == ["hello_expected"]


async def test_who_never_says_hello_is_shown_out(monkeypatch) -> None:
    monkeypatch.setattr(client_link, "HELLO_WITHIN_S", 0.05)
    async with running_hub() as it, connected(it.url) as client:
        await client.closed()
        assert (client.close_code, client.close_reason) == (1008, "no hello")


async def test_a_second_hello_changes_nothing() -> None:
    async with running_hub() as it, joined(it.url, TOKENS[Role.WALL], "wall") as client:
        await client.say(Hello(token=TOKENS[Role.DESK], kind="desk"))
        assert (await client.problem()).code == "unexpected_hello"
        outcome = await client.order(RegisterIncident(item_code="noise", title="吵"))
        assert outcome.code == "not_allowed"


async def test_the_city_is_not_sent_twice() -> None:
    async with running_hub() as it:
        async with joined(it.url, TOKENS[Role.WALL], "wall") as client:
            digest = (await client.first(Welcome)).city_digest
        async with connected(it.url) as client:
            hello = Hello(token=TOKENS[Role.WALL], kind="wall", city_digest=digest)
            await client.say(hello)
            assert (await client.first(Welcome)).city is None


async def test_snapshot_and_events_make_one_picture() -> None:
    async with (
        running_hub() as it,
        joined(it.url, TOKENS[Role.SOURCE], "source") as source,
    ):
        await source.order(DECLARE)
        async with joined(it.url, TOKENS[Role.WALL], "wall") as wall:
            await source.order(RegisterIncident(item_code="noise", title="吵"))
            await wall.up_to(3)
            picture = Situation((await wall.first(Welcome)).snapshot)
            assert picture.seq == 2
            for message in wall.all(EventMessage):
                picture.apply(message.seq, event_of(message))
            async with joined(it.url, TOKENS[Role.DESK], "desk") as late:
                assert (await late.first(Welcome)).snapshot == picture.snapshot()


async def test_ping_is_answered_with_hub_time_and_place() -> None:
    async with running_hub() as it, joined(it.url, TOKENS[Role.SOURCE], "source") as client:
        await client.order(DECLARE)
        before = it.hub.clock.now()
        await client.say(Ping(nonce=77))
        pong = await client.first(Pong)
        assert (pong.nonce, pong.seq) == (77, 2)
        assert before <= pong.hub_time <= it.hub.clock.now()


async def test_an_account_that_ends_is_cut_at_once() -> None:
    accounts = NoAccounts()
    accounts.known[token_digest("t")] = Account(name="w", role=Role.WALL, created_at=NOON)
    async with running_hub(accounts=accounts) as it, joined(it.url, "t", "wall") as client:
        accounts.known.clear()
        await client.closed()
        assert it.hub.counters.accounts_ended == 1
        async with connected(it.url) as again:
            await again.say(Hello(token="t", kind="wall"))
            assert (await again.problem()).code == "not_welcome"


async def test_health_is_told_and_other_paths_are_not() -> None:
    async with running_hub() as it, joined(it.url, TOKENS[Role.WALL], "wall"):
        with pytest.raises(InvalidStatus) as answer:
            async with connected(f"{it.url}/healthz"):
                pass
        assert answer.value.response.headers["Content-Type"] == "application/json"
        health = json.loads(answer.value.response.body)
        assert health["status"] == "ok"
        assert health["seq"] == 0
        assert health["clients"] == ["wall:wall"]
        assert health["counters"]["snapshots_sent"] == 1
        assert set(health["heartbeat_age_s"]) >= {"positions", "accounts"}
        with pytest.raises(InvalidStatus) as answer:
            async with connected(f"{it.url}/?token=secret"):
                pass
        assert answer.value.response.status_code == 404


async def test_a_browser_page_of_another_origin_is_refused() -> None:
    async with running_hub(origins=["https://city.example"]) as it:
        with pytest.raises(InvalidStatus) as answer:
            async with connected(it.url, origin="https://evil.example"):
                pass
        assert answer.value.response.status_code == 403
        async with connected(it.url, origin="https://city.example"):
            pass


async def test_who_leaves_is_forgotten() -> None:
    async with running_hub() as it:
        async with joined(it.url, TOKENS[Role.WALL], "wall"):
            assert len(list(it.hub.members())) == 1
        await until(lambda: not list(it.hub.members()))
