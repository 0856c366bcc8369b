"""What can not be used is named, counted and does no harm."""

import asyncio
import random
import socket
import struct

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bigscreen.domain.authority import Role
from bigscreen.domain.commands import RegisterIncident
from bigscreen.protocol.codec import command_message, encode
from bigscreen.protocol.hub_session import HubSession
from bigscreen.protocol.hub_wishes import Reply
from bigscreen.protocol.messages import (
    MAX_FRAME_BYTES,
    EventMessage,
    Hello,
    Ping,
    Pong,
    Problem,
    Welcome,
)
from tests.support.raw_client import connected, joined
from tests.support.running_hub import TOKENS, running_hub
from tests.support.waiting import until

REGISTER = RegisterIncident(item_code="noise", title="吵")

FRAMES = [
    ("", "malformed", ""),
    ("not json", "malformed", ""),
    ("[1,2]", "malformed", ""),
    ("{}", "unknown_type", "''"),
    ('{"type":"teleport"}', "unknown_type", "'teleport'"),
    ('{"type":"welcome"}', "unknown_type", "'welcome'"),
    ('{"type":"' + "x" * 100_000 + '"}', "unknown_type", "xxx"),
    ('{"type":7}', "malformed", ""),
    ('{"type":"ping"}', "malformed", "nonce"),
    ('{"type":"ping","nonce":"7"}', "malformed", "nonce"),
    ('{"type":"ping","nonce":1e400}', "malformed", ""),
    ("[" * 100_000, "malformed", ""),
    ('{"a":' * 50_000 + "1" + "}" * 50_000, "malformed", ""),
    ('{"type":"ping","nonce":1,"a":' + "[" * 100_000 + "]" * 100_000 + "}", "malformed", ""),
    ('{"type":"command","id":"","name":"add_note","data":{}}', "malformed", "id"),
    ('{"type":"command","id":"' + "x" * 65 + '","name":"add_note","data":{}}', "malformed", "id"),
    ('{"type":"command","id":"a\\u0000b","name":"add_note","data":{}}', "malformed", "id"),
    ('{"type":"command","id":"\\ud800","name":"add_note","data":{}}', "malformed", ""),
    (
        '{"type":"command","id":"a","name":"add_note","data":{"text":"\\ud800"}}',
        "malformed",
        "",
    ),
    (b"", "bad_positions", "0 bytes"),
    (b"BSPF", "bad_positions", "4 bytes"),
    (b"XXXX" + b"\0" * 20, "bad_positions", "magic"),
    (b"BSPF\x02\x00" + b"\0" * 18, "bad_positions", "version 2"),
    (b"BSPF\x01\x00\x18\x00\xff\xff\xff\xff" + b"\0" * 12, "bad_positions", "4294967295 units"),
    (b"BSPF\x01\x00\x18\x00" + b"\0" * 8 + b"\0\0\0\0\0\0\xf0\x7f", "bad_positions", "inf"),
]


@pytest.mark.parametrize(
    ("frame", "code", "part"), FRAMES, ids=[str(f[0][:24]) + f"/{n}" for n, f in enumerate(FRAMES)]
)
async def test_an_unusable_frame_is_named_and_the_next_one_works(frame, code, part) -> None:
    async with running_hub() as it, joined(it.url, TOKENS[Role.SOURCE], "source") as client:
        await client.connection.send(frame)
        problem = await client.problem()
        assert (problem.code, problem.fatal) == (code, False)
        assert part in problem.detail
        assert len(problem.detail) <= 300
        await client.say(Ping(nonce=5))
        assert (await client.first(Pong)).nonce == 5
        assert it.hub.counters.problems == {code: 1}


async def test_fields_not_known_are_ignored() -> None:
    async with running_hub() as it, connected(it.url) as client:
        hello = encode(Hello(token=TOKENS[Role.DESK], kind="desk"))
        await client.connection.send(hello[:-1] + ',"mood":{"a":[1]},"nonce":3}')
        await client.first(Welcome)
        order = encode(command_message("x", REGISTER)).replace('"title"', '"colour":"red","title"')
        await client.connection.send(order)
        assert (await client.outcome("x")).code == "ok"
        assert it.hub.counters.problems == {}


async def test_a_frame_too_large_ends_the_connection_with_the_reason() -> None:
    async with running_hub() as it, joined(it.url, TOKENS[Role.DESK], "desk") as client:
        await client.connection.send('{"type":"ping","nonce":1}' + " " * MAX_FRAME_BYTES)
        await client.closed()
        assert client.close_code == 1009
        assert str(MAX_FRAME_BYTES) in client.close_reason
        await until(lambda: it.hub.counters.problems == {"too_large": 1})


async def test_the_largest_frame_is_taken() -> None:
    async with running_hub() as it, joined(it.url, TOKENS[Role.DESK], "desk") as client:
        ping = '{"type":"ping","nonce":1}'
        await client.connection.send(ping + " " * (MAX_FRAME_BYTES - len(ping)))
        assert (await client.first(Pong)).nonce == 1


@pytest.mark.parametrize(
    "title",
    ["\\u0000", "a\\u202eb", "\\u001b[31m"],
    ids=["nul", "rtl", "escape"],
)
async def test_hostile_text_never_reaches_the_ledger(title) -> None:
    async with running_hub() as it, joined(it.url, TOKENS[Role.DESK], "desk") as client:
        order = encode(command_message("x", REGISTER)).replace("吵", title)
        await client.connection.send(order)
        outcome = await client.outcome("x")
        assert outcome.code == "text_has_control"
        assert it.hub.health()["seq"] == 0


async def test_markup_and_formulas_are_only_text() -> None:
    async with running_hub() as it, joined(it.url, TOKENS[Role.DESK], "desk") as client:
        title = "<img src=x onerror=alert(1)>=HYPERLINK('x'){0}%s'; DROP TABLE units;--"
        assert (await client.order(RegisterIncident(item_code="noise", title=title))).code == "ok"
        event = await client.first(EventMessage)
        assert title in bytes(event.data).decode()


async def test_a_socket_that_speaks_no_websocket_is_turned_away() -> None:
    async with running_hub() as it:
        host, port = it.url.removeprefix("ws://").split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\xff" * 200 + b"\r\n\r\n")
        await writer.drain()
        answer = await reader.read()
        assert answer == b"" or b"400" in answer
        writer.close()
        async with joined(it.url, TOKENS[Role.WALL], "wall"):
            pass


async def test_a_connection_that_is_reset_leaves_nothing_behind() -> None:
    async with running_hub() as it:
        async with joined(it.url, TOKENS[Role.DESK], "desk") as client:
            raw = client.connection.transport.get_extra_info("socket")
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
            client.connection.transport.abort()
            await client.closed()
        await until(lambda: not list(it.hub.members()))


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=300)
@given(st.one_of(st.text(), st.binary(), st.binary().map(lambda b: b"BSPF\x01\x00\x18\x00" + b)))
def test_no_frame_gets_past_a_session_without_a_hello(frame) -> None:
    wish = HubSession().receive(frame)
    assert isinstance(wish, Reply)
    assert isinstance(wish.message, Problem)
    assert wish.final


async def test_two_thousand_damaged_frames_leave_the_hub_standing() -> None:
    chance = random.Random(20_260_302)
    whole = [
        encode(command_message("x", REGISTER)).encode(),
        encode(Ping(nonce=7)).encode(),
        encode(Hello(token="t", kind="desk")).encode(),
        struct.pack("<4sHHIId", b"BSPF", 1, 24, 2, 0, 1.7e12) + bytes(32),
    ]
    async with running_hub() as it, joined(it.url, TOKENS[Role.SOURCE], "source") as client:
        for _ in range(2_000):
            frame = bytearray(chance.choice(whole))
            for _ in range(chance.randint(1, 4)):
                match chance.randrange(3):
                    case 0:
                        frame[chance.randrange(len(frame))] = chance.randrange(256)
                    case 1:
                        del frame[chance.randrange(len(frame)) :]
                        frame += b"{"
                    case _:
                        frame += bytes(chance.choice(whole))
            is_text = chance.random() < 0.5
            await client.connection.send(
                bytes(frame).decode("utf-8", "replace") if is_text else bytes(frame)
            )
        await client.say(Ping(nonce=123_456))
        await client.until(lambda: any(p.nonce == 123_456 for p in client.all(Pong)))
        assert sum(it.hub.counters.problems.values()) > 1_000
