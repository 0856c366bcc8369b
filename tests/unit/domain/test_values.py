"""What crosses threads and wires can not change on the way."""

import importlib
import inspect
import pkgutil
from dataclasses import is_dataclass
from enum import Enum

import pytest

import bigscreen.domain
from bigscreen.domain.refusals import Refusal

MODULES = [
    importlib.import_module(f"bigscreen.domain.{module.name}")
    for module in pkgutil.iter_modules(bigscreen.domain.__path__)
]
VALUES = [
    kind
    for module in MODULES
    for _, kind in inspect.getmembers(module, inspect.isclass)
    if kind.__module__ == module.__name__ and is_dataclass(kind)
]


def test_there_are_values_to_look_at():
    assert len(VALUES) > 30


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
def test_values_are_frozen_and_slotted(kind):
    assert kind.__dataclass_params__.frozen
    assert "__dict__" not in dir(kind)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_codes_are_lower_case_words(module):
    """They go over the wire and into the ledger, so they have one form."""
    for _, kind in inspect.getmembers(module, inspect.isclass):
        if issubclass(kind, Enum) and issubclass(kind, str):
            assert all(code.value == code.name.lower() for code in kind)


def test_each_refusal_has_its_own_code():
    assert len({code.value for code in Refusal}) == len(Refusal.__members__)
