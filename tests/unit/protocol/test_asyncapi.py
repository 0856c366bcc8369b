"""The committed document is what the message types say, and holds together."""

import json
import re
from pathlib import Path

import msgspec
import pytest

from bigscreen.domain.authority import ALLOWED, Role
from bigscreen.domain.refusals import Refusal
from bigscreen.protocol import asyncapi
from bigscreen.protocol.asyncapi import asyncapi_document
from bigscreen.protocol.codec import COMMANDS, EVENTS, command_message
from tests.support.wire_samples import SAMPLE_COMMANDS

HUB_OWN = ALLOWED[Role.HUB]
CLIENT_COMMANDS = [one for one in SAMPLE_COMMANDS if type(one) not in HUB_OWN]

COMMITTED = Path(asyncapi.__file__).with_name("asyncapi.json")
NAME = re.compile(r"[A-Za-z0-9._-]+")


@pytest.fixture(scope="module")
def document() -> dict:
    return json.loads(COMMITTED.read_text(encoding="utf-8"))


def refs(part):
    if isinstance(part, dict):
        if "$ref" in part:
            yield part["$ref"]
        for value in part.values():
            yield from refs(value)
    elif isinstance(part, list):
        for value in part:
            yield from refs(value)


def looked_up(document: dict, ref: str):
    part = document
    for key in ref.removeprefix("#/").split("/"):
        part = part[key]
    return part


def test_the_committed_document_is_current(document) -> None:
    """Else write it anew: ``bigscreen protocol --asyncapi``, into the committed file."""
    assert json.loads(json.dumps(asyncapi_document())) == document


def test_it_is_asyncapi_3(document) -> None:
    assert document["asyncapi"] == "3.0.0"
    assert set(document["info"]) >= {"title", "version"}
    assert set(document["components"]) == {"messages", "schemas"}
    for operation in document["operations"].values():
        assert operation["action"] in {"send", "receive"}
        assert looked_up(document, operation["channel"]["$ref"])["address"] == "/"
    for part in document["components"].values():
        assert all(NAME.fullmatch(key) for key in part)
    for message in document["components"]["messages"].values():
        assert set(message) <= {"name", "summary", "description", "contentType", "payload"}


def test_every_reference_leads_somewhere(document) -> None:
    found = set(refs(document))
    assert found
    for ref in found:
        assert looked_up(document, ref) is not None


def test_every_command_event_and_refusal_is_in_it(document) -> None:
    messages = document["components"]["messages"]
    sent = {f"command.{name}" for name, kind in COMMANDS.items() if kind not in HUB_OWN}
    assert {name for name in messages if name.startswith("command.")} == sent
    assert {f"event.{name}" for name in EVENTS} <= set(messages)
    codes = document["components"]["schemas"]["Outcome"]["properties"]["code"]["examples"]
    assert set(codes) == {"ok", *(code.value for code in Refusal)}


@pytest.mark.parametrize("command", CLIENT_COMMANDS, ids=lambda c: type(c).__name__)
def test_what_is_sent_has_the_fields_that_are_documented(document, command) -> None:
    schema = document["components"]["schemas"][type(command).__name__]
    sent = msgspec.json.decode(command_message("x", command).data)
    assert set(schema["required"]) <= set(sent) <= set(schema["properties"])


def test_times_are_marked(document) -> None:
    schemas = document["components"]["schemas"]
    assert schemas["Pong"]["properties"]["hub_time"]["format"] == "date-time"
    options = schemas["AssignUnits"]["properties"]["at"]["anyOf"]
    assert {"type": "string", "format": "date-time"} in options
