"""How the rules of the orders are told apart: one function a kind of order."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from bigscreen.domain.commands import Command
from bigscreen.service.order import Decision, Order

Rule: TypeAlias = Callable[[Order, Any], Decision]
"""Decides an order of one kind, or raises :class:`bigscreen.domain.errors.Rejected`."""

Rules: TypeAlias = Mapping[type[Command], Rule]
"""The rules one module knows, by the kind of order."""
