"""Reads the weights the grids are scored by, so that a slip in them is found before a Monday."""

from bigscreen.city.contents import PackageContents
from bigscreen.city.problems import CityProblem
from bigscreen.domain.errors import InvalidValue
from bigscreen.kpi.assessment import criteria_of

_FILE = "weights.toml"


def check_weights(contents: PackageContents) -> None:
    """Find what is wrong with ``weights.toml``, which may be left out."""
    folder = contents.folder
    if not folder.has(_FILE):
        return
    known = len(folder.notes)
    content = folder.toml(_FILE)
    if len(folder.notes) > known:
        return
    try:
        criteria_of(content)
    except InvalidValue as fault:
        folder.notes.append(
            CityProblem(
                file=_FILE,
                where="",
                field=fault.field,
                value=fault.value,
                expected=fault.expected,
            )
        )
