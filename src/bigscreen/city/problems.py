"""What is wrong with a city's files, said so that the person who edits them can put it right."""

from collections.abc import Iterable
from dataclasses import dataclass

from bigscreen.domain.geo import GeoPoint
from bigscreen.viewmodels.wording import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class CityProblem:
    """One thing wrong: which file, where in it, which field, what stands there, what should.

    ``where`` is a line (``line 4``), a feature (``feature 2``) or a table (``forces 1``), empty
    when it is the file as a whole; ``field`` is empty when no single field is meant. A warning
    is what a hub can live with, but hardly what was meant.
    """

    file: str
    where: str
    field: str
    value: object
    expected: str
    is_warning: bool = False

    def __str__(self) -> str:
        """Return the problem as one sentence."""
        place = ", ".join(part for part in (self.file, self.where, self.field) if part)
        if self.value is None:
            return tr(
                "{place}: is missing; expected {expected}", place=place, expected=self.expected
            )
        return tr(
            "{place}: {value} is not right; expected {expected}",
            place=place,
            value=repr(self.value),
            expected=self.expected,
        )


class CityProblems(Exception):
    """A city package that can not be used, with everything that is wrong in it at once."""

    def __init__(self, problems: Iterable[CityProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def place_text(point: GeoPoint) -> str:
    """Return a place as a problem names it."""
    return f"{point.lat:g}, {point.lon:g}"
