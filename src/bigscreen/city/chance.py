"""Chance that can be repeated: every stream is named, so adding one never shifts another."""

from random import Random


def stream(seed: int, *names: object) -> Random:
    """Return the random stream of this seed and name, the same in every run and on every machine.

    Only for made-up data; nothing secret comes from here.
    """
    return Random(":".join(str(part) for part in (seed, *names)))  # noqa: S311 - made-up data
