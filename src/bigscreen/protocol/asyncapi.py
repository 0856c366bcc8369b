"""Protocol version 1 as an AsyncAPI 3 document, made from the message types themselves."""

from collections.abc import Iterable, Iterator, Mapping
from inspect import cleandoc
from typing import Any, get_args

import msgspec
from msgspec.inspect import (
    DataclassType,
    DateTimeType,
    DictType,
    StructType,
    UnionType,
    VarTupleType,
    multi_type_info,
)

from bigscreen.domain.authority import ALLOWED, MAY_REPORT_POSITIONS, Role
from bigscreen.domain.outcomes import Outcome
from bigscreen.domain.refusals import Refusal
from bigscreen.protocol import positions
from bigscreen.protocol.codec import COMMANDS, EVENTS
from bigscreen.protocol.hub_session import MAY_JOIN_AS
from bigscreen.protocol.messages import (
    MAX_FRAME_BYTES,
    PROTOCOL_VERSION,
    Answer,
    Ask,
    ClientMessage,
    CommandMessage,
    EventMessage,
    HubMessage,
    Message,
)
from bigscreen.protocol.questions import QUESTIONS

_REF = "#/components/schemas/{name}"
_CHANNEL = {"$ref": "#/channels/hub"}

_ORDERS = {
    name: kind
    for name, kind in COMMANDS.items()
    if any(kind in ALLOWED[role] for role in MAY_JOIN_AS if MAY_JOIN_AS[role])
}
"""The commands somebody can send; the hub's own orders to itself are not among them."""

Document = dict[str, Any]


def asyncapi_document() -> Document:
    """Return the document, ready to be written as JSON."""
    client = [kind for kind in _message_types(ClientMessage) if kind not in (CommandMessage, Ask)]
    hub = [kind for kind in _message_types(HubMessage) if kind is not EventMessage]
    commands = {
        f"command.{name}": _wrapped(CommandMessage, name, kind) for name, kind in _ORDERS.items()
    }
    events = {f"event.{name}": _wrapped(EventMessage, name, EVENTS[name]) for name in EVENTS}
    questions = {f"ask.{name}": _wrapped(Ask, name, kind.asked) for name, kind in QUESTIONS.items()}
    answers = {
        f"answer.{name}": _wrapped(Answer, name, kind.answered) for name, kind in QUESTIONS.items()
    }
    messages = {
        **{kind.__name__: _json_message(kind) for kind in (*client, *hub)},
        **commands,
        **events,
        **questions,
        **answers,
        "positions": _positions_message(),
    }
    to_hub = [*(kind.__name__ for kind in client), *commands, *questions, "positions"]
    to_client = [*(kind.__name__ for kind in hub), *events, *answers, "positions"]
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "bigscreen hub",
            "version": f"{PROTOCOL_VERSION}.0.0",
            "description": (
                "One WebSocket a client. Text frames carry the JSON messages, told apart by "
                "`type`; binary frames carry positions. Fields a receiver does not know are "
                "ignored; a message type the hub does not know is answered with `problem`."
            ),
            "license": {"name": "MIT"},
        },
        "defaultContentType": "application/json",
        "servers": {
            "hub": {
                "host": "127.0.0.1:8765",
                "protocol": "ws",
                "description": "A hub on this machine; wss behind a TLS proxy.",
            }
        },
        "channels": {
            "hub": {
                "address": "/",
                "description": f"Frames to the hub hold at most {MAX_FRAME_BYTES} bytes.",
                "messages": {name: _message_ref(name) for name in messages},
            }
        },
        "operations": {
            # Seen from the hub, whose interface this is.
            "takeIn": _operation("receive", to_hub),
            "tell": _operation("send", to_client),
        },
        "components": {"messages": messages, "schemas": _schemas()},
    }


def _message_types(union: Any) -> tuple[type[Message], ...]:
    return get_args(union)


def _message_ref(name: str) -> Document:
    return {"$ref": f"#/components/messages/{name}"}


def _operation(action: str, names: list[str]) -> Document:
    messages = [{"$ref": f"#/channels/hub/messages/{name}"} for name in names]
    return {"action": action, "channel": _CHANNEL, "messages": messages}


def _json_message(kind: type[Message]) -> Document:
    return {
        "name": str(kind.__struct_config__.tag),
        "summary": _first_line(kind),
        "payload": {"$ref": _REF.format(name=kind.__name__)},
    }


def _wrapped(envelope: type[Message], name: str, kind: type[object]) -> Document:
    """Return the message of one command or event: the envelope with its ``name`` and ``data``."""
    message: Document = {
        "name": name,
        "summary": _first_line(kind),
        "payload": {
            "allOf": [
                {"$ref": _REF.format(name=envelope.__name__)},
                {
                    "type": "object",
                    "properties": {
                        "name": {"const": name},
                        "data": {"$ref": _REF.format(name=kind.__name__)},
                    },
                },
            ]
        },
    }
    if envelope is CommandMessage:
        roles = [role.value for role in Role if kind in ALLOWED[role]]
        message["description"] = f"Allowed to: {', '.join(roles)}."
    if envelope is Ask:
        roles = [role.value for role in Role if role in QUESTIONS[name].may_ask]
        message["description"] = f"Allowed to: {', '.join(roles)}."
    return message


def _positions_message() -> Document:
    reporters = ", ".join(sorted(role.value for role in MAY_REPORT_POSITIONS))
    return {
        "name": "positions",
        "summary": "The newest fixes, as columns.",
        "description": f"{positions.__doc__}\nThe hub takes them in from: {reporters}.",
        "contentType": "application/octet-stream",
        "payload": {"type": "string", "format": "binary"},
    }


def _schemas() -> Mapping[str, Any]:
    kinds: list[type[object]] = [*_message_types(ClientMessage), *_message_types(HubMessage)]
    kinds += [*_ORDERS.values(), *EVENTS.values()]
    kinds += [part for kind in QUESTIONS.values() for part in (kind.asked, kind.answered)]
    _, schemas = msgspec.json.schema_components(kinds, ref_template=_REF)
    for schema in schemas.values():
        schema["description"] = cleandoc(schema["description"])
    for name, field in _moments(kinds):
        _strings(schemas[name]["properties"][field])["format"] = "date-time"
    codes = [code.value for code in Refusal]
    schemas[Outcome.__name__]["properties"]["code"]["examples"] = ["ok", *codes]
    return dict(sorted(schemas.items()))


def _moments(kinds: Iterable[type[object]]) -> Iterator[tuple[str, str]]:
    """Yield the fields that hold a time; msgspec calls them plain strings."""
    waiting: list[Any] = list(multi_type_info(kinds))
    seen = set()
    while waiting:
        info = waiting.pop()
        match info:
            case StructType() | DataclassType() if info.cls not in seen:
                seen.add(info.cls)
                for field in info.fields:
                    waiting.append(field.type)
                    if DateTimeType in {type(part) for part in _parts(field.type)}:
                        yield info.cls.__name__, field.encode_name
            case UnionType():
                waiting += info.types
            case VarTupleType():
                waiting.append(info.item_type)
            case DictType():
                waiting.append(info.value_type)
            case _:
                pass


def _parts(info: Any) -> tuple[Any, ...]:
    return info.types if isinstance(info, UnionType) else (info,)


def _strings(schema: Document) -> Document:
    """Return the part of a property's schema that is the string."""
    options: list[Document] = schema.get("anyOf", [schema])
    return next(option for option in options if option.get("type") == "string")


def _first_line(kind: type[object]) -> str:
    return (kind.__doc__ or "").strip().splitlines()[0]
