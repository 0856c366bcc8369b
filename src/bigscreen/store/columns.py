"""Column types that say the same on every database."""

from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator

_encoder = msgspec.json.Encoder()
_texts_decoder = msgspec.json.Decoder(tuple[str, ...])


def texts_of(text: str) -> tuple[str, ...]:
    """Return the codes a column of :class:`Texts` holds."""
    return _texts_decoder.decode(text)


# The argument ``dialect`` below is SQLAlchemy's signature; nothing here depends on it.


class UtcTime(TypeDecorator[datetime]):
    """A moment, kept in UTC; SQLite, which knows no zones, keeps it without one.

    Raises:
        ValueError: a time without a zone was to be stored; nobody could say which moment it is.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return the moment as the database wants it."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value.isoformat()!r} has no time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return the moment with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Texts(TypeDecorator[tuple[str, ...]]):
    """A few short codes in one column, as a JSON list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Return the codes as JSON text."""
        return None if value is None else _encoder.encode(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:  # noqa: ARG002
        """Return the codes."""
        return None if value is None else texts_of(value)


class Document(TypeDecorator[Any]):
    """A whole value of one type in one column, as JSON in the form it has on the wire."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self.kind = kind  # the name of the argument: SQLAlchemy's cache looks for it
        self._decoder = msgspec.json.Decoder(kind)

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Return the value as JSON text."""
        return None if value is None else _encoder.encode(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002
        """Return the value."""
        return None if value is None else self._decoder.decode(value)
