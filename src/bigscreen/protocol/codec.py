"""JSON text to messages and back, and the names of commands and events on the wire."""

import re
from dataclasses import fields
from datetime import datetime
from typing import Any, TypeVar, get_args

import msgspec

from bigscreen.domain.commands import Command
from bigscreen.domain.errors import InvalidValue
from bigscreen.domain.events import Event
from bigscreen.protocol.messages import (
    ClientMessage,
    CommandMessage,
    EventMessage,
    HubMessage,
    Message,
)

_M = TypeVar("_M")


class ProtocolError(Exception):
    """A frame that can not be used; ``code`` and ``detail`` become the answer."""

    def __init__(self, code: str, detail: str) -> None:
        self.code = code
        self.detail = detail
        super().__init__(f"{code}: {detail}")


def wire_name(kind: type[object]) -> str:
    """Return a type's name on the wire: ``AssignUnits`` becomes ``assign_units``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


COMMANDS: dict[str, type[Command]] = {wire_name(kind): kind for kind in get_args(Command)}
EVENTS: dict[str, type[Event]] = {wire_name(kind): kind for kind in get_args(Event)}

_UNREADABLE = (msgspec.DecodeError, UnicodeError, RecursionError)
"""What decoding foreign text raises: broken JSON, broken characters, bottomless nesting."""

_encoder = msgspec.json.Encoder()
_client_decoder: msgspec.json.Decoder[ClientMessage] = msgspec.json.Decoder(ClientMessage)
_hub_decoder: msgspec.json.Decoder[HubMessage] = msgspec.json.Decoder(HubMessage)
_command_decoders: dict[str, msgspec.json.Decoder[Any]] = {
    name: msgspec.json.Decoder(kind) for name, kind in COMMANDS.items()
}
_event_decoders: dict[str, msgspec.json.Decoder[Any]] = {
    name: msgspec.json.Decoder(kind) for name, kind in EVENTS.items()
}


class _Envelope(msgspec.Struct):
    type: str = ""


_envelope_decoder = msgspec.json.Decoder(_Envelope)


def encode(message: Message) -> str:
    """Return the text frame of a message."""
    return _encoder.encode(message).decode()


def decode_client(frame: str | bytes) -> ClientMessage:
    """Return the message a client sent.

    Raises:
        ProtocolError: ``malformed`` (not JSON, or a field is wrong: the detail names it) or
            ``unknown_type`` (the detail names the type).
    """
    return _decode(_client_decoder, frame)


def decode_hub(frame: str | bytes) -> HubMessage:
    """Return the message a hub sent; fails like :func:`decode_client`."""
    return _decode(_hub_decoder, frame)


def _decode(decoder: msgspec.json.Decoder[_M], frame: str | bytes) -> _M:
    try:
        return decoder.decode(frame)
    except msgspec.ValidationError as error:
        known = {kind.__struct_config__.tag for kind in get_args(decoder.type)}
        try:
            name = _envelope_decoder.decode(frame).type
        except _UNREADABLE:
            raise ProtocolError("malformed", str(error)) from error
        if name not in known:
            raise ProtocolError("unknown_type", f"message type {name!r} is not known") from error
        raise ProtocolError("malformed", f"{name}: {error}") from error
    except _UNREADABLE as error:
        raise ProtocolError("malformed", str(error)) from error


def command_message(command_id: str, command: Command) -> CommandMessage:
    """Wrap a command for sending."""
    return CommandMessage(
        id=command_id, name=wire_name(type(command)), data=msgspec.Raw(_encoder.encode(command))
    )


def command_of(message: CommandMessage) -> Command:
    """Return the command inside a message.

    Raises:
        ProtocolError: ``unknown_command``, or ``invalid_command`` naming field and value.
    """
    decoder = _command_decoders.get(message.name)
    if decoder is None:
        raise ProtocolError("unknown_command", f"command {message.name!r} is not known")
    return decode_data("invalid_command", message.name, decoder, message.data)  # type: ignore[no-any-return]


def event_message(seq: int, event: Event) -> EventMessage:
    """Wrap a ledger event for sending or storing."""
    return EventMessage(
        seq=seq, name=wire_name(type(event)), data=msgspec.Raw(_encoder.encode(event))
    )


def event_of(message: EventMessage) -> Event:
    """Return the event inside a message; fails like :func:`command_of`."""
    decoder = _event_decoders.get(message.name)
    if decoder is None:
        raise ProtocolError("unknown_event", f"event {message.name!r} is not known")
    return decode_data("invalid_event", message.name, decoder, message.data)  # type: ignore[no-any-return]


def decode_data(code: str, name: str, decoder: msgspec.json.Decoder[Any], data: msgspec.Raw) -> Any:
    """Return the value inside a message that names its kind.

    Raises:
        ProtocolError: ``code``, naming field and value.
    """
    try:
        value = decoder.decode(data)
    except (*_UNREADABLE, InvalidValue) as error:
        raise ProtocolError(code, f"{name}: {error}") from error
    _require_zone(code, name, value)
    return value


def _require_zone(code: str, name: str, value: object) -> None:
    """Refuse a time without a zone: nobody could say which moment it means."""
    for field in fields(value):  # type: ignore[arg-type]
        at = getattr(value, field.name)
        if isinstance(at, datetime) and at.tzinfo is None:
            detail = f"{name}: {field.name}: {at.isoformat()!r} has no time zone"
            raise ProtocolError(code, detail)
