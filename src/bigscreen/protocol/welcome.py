"""A welcome whose large parts were encoded before, once for many clients."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from bigscreen.domain.city import City
from bigscreen.domain.situation import Snapshot
from bigscreen.protocol.messages import Message

_encoder = msgspec.json.Encoder()
_city_encoder = msgspec.json.Encoder(order="deterministic")
"""Equal cities give equal texts in every process: their digest says whether one is known."""


class PreparedWelcome(Message, tag="welcome", frozen=True, kw_only=True, omit_defaults=True):
    """:class:`bigscreen.protocol.messages.Welcome` with city, snapshot and events as JSON."""

    protocol_version: int
    epoch: str
    account: str
    role: str
    hub_time: datetime
    clock_rate: float
    city_digest: str
    area_id: str = ""
    city: msgspec.Raw | None = None
    snapshot: msgspec.Raw | None = None
    missed: Sequence[msgspec.Raw] | None = None

    def encode(self) -> bytes:
        """Return the text frame, as UTF-8: it is large, and need not be a string in between."""
        return _encoder.encode(self)


def prepared(part: City | Snapshot) -> msgspec.Raw:
    """Return the JSON of a large part of a welcome."""
    encoder = _city_encoder if isinstance(part, City) else _encoder
    return msgspec.Raw(encoder.encode(part))
