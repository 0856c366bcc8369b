"""Finds the files that travel with the program, and the command that starts it again.

A wheel and a frozen bundle both carry the resources as package data, so one rule finds them in
either; a checkout has them beside src. Only program_command() has to know a frozen program.
"""

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_INSTALLED = _PACKAGE / "resources"
_CHECKOUT = _PACKAGE.parents[1] / "resources"


def resource(*parts: str) -> Path:
    """Return the path of a shipped file or folder, named by its parts below resources/.

    Raises FileNotFoundError with the path that was expected: a missing resource is a broken
    installation, never a thing to work around.
    """
    root = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
    path = root.joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(f"resource missing from this installation: {path}")
    return path


def program_command() -> list[str]:
    """Return the command line that starts this program, to be followed by its arguments."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "bigscreen"]
