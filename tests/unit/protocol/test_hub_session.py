"""The hub's half of a conversation: who may speak, and what each frame asks for."""

from itertools import product
from typing import get_args

import numpy as np
import pytest
from msgspec import Raw

from bigscreen.domain.authority import Actor, Role, may
from bigscreen.domain.commands import AddNote, AssignUnits, DeclareUnits
from bigscreen.domain.fixes import FixColumns
from bigscreen.domain.outcomes import OutcomeStatus
from bigscreen.protocol.codec import COMMANDS, command_message, encode
from bigscreen.protocol.hub_session import MAY_JOIN_AS, HubSession
from bigscreen.protocol.hub_wishes import FixesReported, LoginWanted, OrderGiven, Reply, TimeAsked
from bigscreen.protocol.joined_words import MOST_COMMAND_BYTES
from bigscreen.protocol.messages import (
    ClientKind,
    CommandMessage,
    Hello,
    Ping,
    Problem,
    ResultMessage,
)
from bigscreen.protocol.positions import encode_positions
from tests.support.small_city import a_unit

NOTE = AddNote(incident_id="i1", text="好")
FIXES = FixColumns(
    number=np.array([1], np.uint32),
    lat=np.array([30.5]),
    lon=np.array([103.5]),
    speed_mps=np.array([0], np.float32),
    heading_deg=np.array([0], np.float32),
    fixed_at_ms=np.array([1.0e12]),
)

JOINING = tuple(role for role in Role if role is not Role.HUB)


def joined(role: Role = Role.DESK) -> HubSession:
    session = HubSession()
    session.receive(encode(Hello(token="t", kind=role.value)))
    session.welcomed("one", role)
    return session


def test_a_hello_asks_for_the_account() -> None:
    hello = Hello(token="t", kind="desk", screen="席 1")
    session = HubSession()
    assert session.receive(encode(hello)) == LoginWanted(hello)
    assert session.actor is None
    assert session.welcomed("one", Role.DESK) == Actor(name="one", role=Role.DESK)
    assert (session.kind, session.screen) == ("desk", "席 1")


@pytest.mark.parametrize(("role", "kind"), list(product(Role, get_args(ClientKind))))
def test_a_role_joins_as_what_it_includes_with_no_more_rights(role, kind) -> None:
    session = HubSession()
    session.receive(encode(Hello(token="t", kind=kind)))
    answer = session.welcomed("one", role)
    if kind in MAY_JOIN_AS[role]:
        assert answer == Actor(name="one", role=Role(kind))
    else:
        assert isinstance(answer, Reply)
        assert (answer.code, answer.final, session.actor) == ("kind_not_allowed", True, None)


def test_every_role_can_join_as_itself_but_the_hub_which_is_nobody() -> None:
    assert all(role.value in MAY_JOIN_AS[role] for role in JOINING)
    assert not MAY_JOIN_AS[Role.HUB]


def test_an_unknown_token_and_another_version_end_it() -> None:
    session = HubSession()
    session.receive(encode(Hello(token="t", kind="desk")))
    reply = session.denied()
    assert (reply.code, reply.final) == ("not_welcome", True)
    reply = HubSession().receive(encode(Hello(token="t", kind="desk", protocol_version=9)))
    assert (reply.code, reply.final) == ("protocol_version", True)
    assert "9" in reply.message.detail


@pytest.mark.parametrize(
    "frame",
    [encode(Ping(nonce=1)), encode(command_message("a", NOTE)), encode_positions(FIXES)[0], "junk"],
)
def test_before_the_hello_nothing_else_counts(frame) -> None:
    reply = HubSession().receive(frame)
    assert isinstance(reply, Reply)
    assert reply.final
    assert reply.message.fatal


def test_welcoming_nobody_is_a_fault_of_ours() -> None:
    with pytest.raises(RuntimeError):
        HubSession().welcomed("one", Role.DESK)


def test_a_second_hello_changes_nothing() -> None:
    session = joined()
    reply = session.receive(encode(Hello(token="t", kind="admin")))
    assert (reply.code, reply.final) == ("unexpected_hello", False)
    assert session.actor == Actor(name="one", role=Role.DESK)


def test_orders_pings_and_positions_are_handed_on() -> None:
    session = joined(Role.SOURCE)
    assert session.receive(encode(command_message("a", NOTE))) == OrderGiven("a", NOTE)
    assert session.receive(encode(Ping(nonce=5))) == TimeAsked(5)
    wish = session.receive(encode_positions(FIXES)[0])
    assert isinstance(wish, FixesReported)
    assert wish.fixes.number.tolist() == [1]


@pytest.mark.parametrize("role", [Role.WALL, Role.DESK, Role.LEAD, Role.ADMIN])
def test_who_reports_no_positions_is_told_so(role) -> None:
    reply = joined(role).receive(encode_positions(FIXES)[0])
    assert (reply.code, reply.final) == ("not_allowed", False)


def test_an_unusable_order_gets_a_result_because_somebody_waits_for_it() -> None:
    message = command_message("a", NOTE)
    for name, code in (("fly", "unknown_command"), ("close_incident", "ok")):
        frame = encode(CommandMessage(id="a", name=name, data=message.data))
        wish = joined().receive(frame)
        if code == "ok":
            assert isinstance(wish, OrderGiven)  # fields it does not know are ignored
            continue
        assert isinstance(wish.message, ResultMessage)
        outcome = wish.message.outcome
        assert (outcome.command_id, outcome.code) == ("a", code)
        assert outcome.status is OutcomeStatus.REFUSED


UNREADABLE = Raw(b'{"incident_id":7}')


@pytest.mark.parametrize(("role", "name"), list(product(JOINING, COMMANDS)))
def test_what_a_role_may_not_order_is_answered_before_it_is_read(role, name) -> None:
    """It goes no further: nothing of it has to be decoded, decided or kept."""
    wish = joined(role).receive(encode(CommandMessage(id="a", name=name, data=UNREADABLE)))
    assert isinstance(wish, Reply)
    outcome = wish.message.outcome
    assert (outcome.command_id, outcome.status) == ("a", OutcomeStatus.REFUSED)
    if may(role, COMMANDS[name]):
        assert outcome.code == "invalid_command"
    else:
        facts = {"role": role.value, "order": COMMANDS[name].__name__}
        assert (outcome.code, outcome.facts) == ("not_allowed", facts)


def test_an_order_has_64_kib_at_most_and_a_declaration_a_whole_frame() -> None:
    spare = len(encode(command_message("a", AssignUnits(incident_id="i1", unit_ids=("",)))))
    envelope = len('{"type":"command","id":"a","name":"assign_units","data":}')
    fitting = "x" * (MOST_COMMAND_BYTES - (spare - envelope))
    order = AssignUnits(incident_id="i1", unit_ids=(fitting,))
    assert isinstance(joined().receive(encode(command_message("a", order))), OrderGiven)
    longer = AssignUnits(incident_id="i1", unit_ids=(fitting + "x",))
    outcome = joined().receive(encode(command_message("a", longer))).message.outcome
    assert outcome.code == "invalid_command"
    assert outcome.facts == {"detail": "assign_units: 65537 bytes of data; 65536 are allowed"}
    units = tuple(a_unit(f"u{n}") for n in range(1_000))
    declaration = encode(command_message("a", DeclareUnits(units=units)))
    assert len(declaration) > MOST_COMMAND_BYTES
    assert isinstance(joined(Role.SOURCE).receive(declaration), OrderGiven)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"screen": "屏" * 61}, "screen has 61 characters; 60 are allowed"),
        ({"screen": "屏\x1b[2J"}, "screen holds the control character U+001B"),
        ({"screen": "a\u202eb"}, "screen holds the control character U+202E"),
        ({"token": "t" * 257}, "token has 257 characters; 256 are allowed"),
        ({"token": "t\n"}, "token holds the control character U+000A"),
        ({"epoch": "e" * 65}, "epoch has 65 characters; 64 are allowed"),
        ({"city_digest": "d" * 129}, "city_digest has 129 characters; 128 are allowed"),
    ],
)
def test_a_hello_is_short_and_plain(fields, said) -> None:
    session = HubSession()
    reply = session.receive(encode(Hello(**{"token": "t", "kind": "desk", **fields})))
    assert (reply.code, reply.final, reply.message.detail) == ("malformed", True, f"hello: {said}")
    assert session.screen == ""


def test_a_hello_of_full_length_is_heard() -> None:
    hello = Hello(
        token="t" * 256,
        kind="desk",
        epoch="e" * 64,
        city_digest="d" * 128,
        screen="大屏\u3000" * 20,
    )
    assert HubSession().receive(encode(hello)) == LoginWanted(hello)


@pytest.mark.parametrize("command_id", ["", "x" * 65, "a\nb", "a\x00"])
def test_a_command_id_is_short_and_printable(command_id) -> None:
    reply = joined().receive(encode(command_message(command_id, NOTE)))
    assert isinstance(reply.message, Problem)
    assert reply.message.code == "malformed"
    assert "id" in reply.message.detail


def test_a_long_detail_is_cut() -> None:
    reply = joined().receive('{"type":"' + "x" * 10_000 + '"}')
    assert len(reply.message.detail) == 300
