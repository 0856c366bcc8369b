"""One widget in one state, as the gallery shows it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from bigscreen.ui.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen:
    """A widget's ``name`` and ``state`` (empty, loading, error, huge …) and how it is made.

    ``size`` is what it needs, in pixels of the 1920×1080 picture.
    """

    name: str
    state: str
    make: Callable[[Theme], QWidget]
    size: tuple[int, int] = (480, 320)
