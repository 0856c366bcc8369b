"""The failures the trade knows by name.

::

    DomainError
    ├── InvalidValue     a value from outside that can not be right
    └── Rejected         an order that is understood and not allowed
"""

from collections.abc import Mapping

FactValue = str | int | float | bool | None | list[str]
"""What a fact may be: it has to survive JSON unchanged."""


class DomainError(Exception):
    """Root of every failure the domain raises."""


class InvalidValue(DomainError, ValueError):
    """A value that can not be right: names the field, the value and what would be right."""

    def __init__(self, field: str, value: object, expected: str) -> None:
        self.field = field
        self.value = value
        self.expected = expected
        super().__init__(f"{field}: {value!r} is not {expected}")


class Rejected(DomainError):
    """An order that is refused: a code for machines and the facts a person needs.

    The sentence shown to people is made from both in ``viewmodels.wording``.
    """

    def __init__(self, code: str, facts: Mapping[str, FactValue] | None = None) -> None:
        self.code = code
        self.facts: dict[str, FactValue] = dict(facts or {})
        super().__init__(code)
