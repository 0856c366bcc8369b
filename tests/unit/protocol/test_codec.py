"""JSON text and messages: nothing is lost on the way, nothing unusable gets through."""

import json
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bigscreen.domain.commands import Command
from bigscreen.domain.events import Event
from bigscreen.protocol.codec import (
    COMMANDS,
    EVENTS,
    ProtocolError,
    command_message,
    command_of,
    decode_client,
    decode_hub,
    encode,
    event_message,
    event_of,
    wire_name,
)
from bigscreen.protocol.messages import CommandMessage, EventMessage, Hello, Ping, Pong
from tests.support.wire_samples import AT, SAMPLE_COMMANDS, SAMPLE_EVENTS

FULL = (
    '{"type":"command","id":"c1","name":"assign_units","data":{"incident_id":"i4",'
    '"unit_ids":["p-1","p-2"],"confirm":true,"expected_version":3,'
    '"at":"2026-03-02T04:05:06.789000Z"}}'
)
SHORT = (
    '{"type":"command","id":"c1","name":"assign_units",'
    '"data":{"incident_id":"i4","unit_ids":["p-1"]}}'
)


def test_the_samples_leave_no_kind_out() -> None:
    assert {type(command) for command in SAMPLE_COMMANDS} == set(get_args(Command))
    assert {type(event) for event in SAMPLE_EVENTS} == set(get_args(Event))
    assert set(COMMANDS.values()) == set(get_args(Command))
    assert set(EVENTS.values()) == set(get_args(Event))


def test_a_name_on_the_wire_is_the_types_name_in_small_letters() -> None:
    assert [wire_name(type(command)) for command in SAMPLE_COMMANDS][:3] == [
        "declare_units",
        "set_duty",
        "register_incident",
    ]


@pytest.mark.parametrize("command", SAMPLE_COMMANDS, ids=lambda c: type(c).__name__)
def test_a_command_arrives_as_it_left(command) -> None:
    message = decode_client(encode(command_message("c1", command)))
    assert isinstance(message, CommandMessage)
    assert message.id == "c1"
    assert command_of(message) == command


@pytest.mark.parametrize("event", SAMPLE_EVENTS, ids=lambda e: type(e).__name__)
def test_an_event_arrives_as_it_left(event) -> None:
    message = decode_hub(encode(event_message(9, event)))
    assert isinstance(message, EventMessage)
    assert message.seq == 9
    assert event_of(message) == event


def test_the_form_of_version_1_stays_readable() -> None:
    assert command_of(decode_client(FULL)) == SAMPLE_COMMANDS[3]
    assert json.loads(encode(command_message("c1", SAMPLE_COMMANDS[3]))) == json.loads(FULL)
    short = command_of(decode_client(SHORT))
    assert (short.confirm, short.expected_version, short.at) == (False, None, None)


@pytest.mark.parametrize(
    ("name", "data", "code", "part"),
    [
        ("fly", "{}", "unknown_command", "'fly'"),
        ("add_note", "{}", "invalid_command", "incident_id"),
        ("add_note", '{"incident_id":7,"text":""}', "invalid_command", "$.incident_id"),
        (
            "register_incident",
            '{"item_code":"a","title":"b","location":{"lat":91,"lon":0}}',
            "invalid_command",
            "lat",
        ),
        (
            "register_incident",
            '{"item_code":"a","title":"b","level":9}',
            "invalid_command",
            "$.level",
        ),
        (
            "release_unit",
            '{"incident_id":"i","unit_id":"u","at":"2026-03-02T04:05:06"}',
            "invalid_command",
            "no time zone",
        ),
        (
            "plan_operation",
            '{"name":"x","starts_at":"2026-03-02T04:05:06Z","ends_at":"2026-03-02T04:05:06"}',
            "invalid_command",
            "ends_at: '2026-03-02T04:05:06' has no time zone",
        ),
        ("release_unit", "[" * 5000 + "]" * 5000, "invalid_command", "release_unit"),
    ],
)
def test_a_command_that_can_not_be_used_is_named(name, data, code, part) -> None:
    message = CommandMessage(id="c1", name=name, data=msgspec.Raw(data.encode()))
    with pytest.raises(ProtocolError) as refused:
        command_of(message)
    assert refused.value.code == code
    assert part in refused.value.detail


def test_an_event_that_can_not_be_used_is_named() -> None:
    with pytest.raises(ProtocolError) as refused:
        event_of(EventMessage(seq=1, name="unit_flew", data=msgspec.Raw(b"{}")))
    assert refused.value.code == "unknown_event"
    with pytest.raises(ProtocolError) as refused:
        event_of(EventMessage(seq=1, name="unit_declared", data=msgspec.Raw(b"{}")))
    assert refused.value.code == "invalid_event"


def test_each_side_knows_only_what_the_other_says() -> None:
    pong = encode(Pong(nonce=1, hub_time=AT, seq=0))
    with pytest.raises(ProtocolError, match="unknown_type: message type 'pong'"):
        decode_client(pong)
    with pytest.raises(ProtocolError, match="unknown_type: message type 'ping'"):
        decode_hub(encode(Ping(nonce=1)))
    assert decode_hub(pong) == Pong(nonce=1, hub_time=AT, seq=0)


def complaint(frame: str | bytes) -> str:
    """Return the code a frame is refused with, empty when it is a message."""
    try:
        decode_client(frame)
    except ProtocolError as error:
        return error.code
    return ""


@given(st.one_of(st.text(), st.binary(max_size=200)))
def test_whatever_comes_is_a_message_or_a_protocol_error(frame) -> None:
    assert complaint(frame) in {"", "malformed", "unknown_type"}


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=10,
    )
)
def test_whatever_json_comes_as_a_field_is_ignored_or_named(value) -> None:
    extra = json.dumps({"type": "ping", "nonce": 1, "extra": value})
    assert complaint(extra) in {"", "malformed"}  # half a character is no text
    hello = json.dumps({"type": "hello", "token": value, "kind": "desk"})
    assert complaint(hello) == ("" if isinstance(value, str) else "malformed")


def test_a_printed_hello_hides_its_token() -> None:
    hello = Hello(token="s3cret", kind="desk")
    assert "s3cret" not in repr(hello)
    assert "s3cret" not in f"{hello}"
