"""``weights.toml`` of a city package: what the score of a grid is made of."""

import tomllib

from bigscreen.city.files import PackageFolder
from bigscreen.city.package_writing import toml_text
from bigscreen.domain.errors import InvalidValue
from bigscreen.domain.score_weights import ScoreWeight
from bigscreen.kpi.assessment import criteria_of

WEIGHTS_FILE = "weights.toml"


def read_weights(folder: PackageFolder) -> tuple[ScoreWeight, ...]:
    """Return the weights a package gives; none where it has none or they can not be right.

    Weights that are wrong are no reason for a hub not to start: there is no score then, and
    ``bigscreen city check`` says why.
    """
    if not folder.has(WEIGHTS_FILE):
        return ()
    try:
        text = (folder.path / WEIGHTS_FILE).read_text(encoding="utf-8")
        criteria = criteria_of(tomllib.loads(text))
    except (InvalidValue, OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return ()
    return tuple(
        ScoreWeight(
            measure=one.measure.key,
            statistic=one.statistic,
            weight=one.weight,
            best=one.best,
            worst=one.worst,
        )
        for one in criteria
    )


def weights_text(weights: tuple[ScoreWeight, ...]) -> str:
    """Return weights as the file says them."""
    return toml_text(
        (
            "[[criteria]]",
            {
                "measure": one.measure,
                "statistic": one.statistic,
                "weight": one.weight,
                "best": one.best,
                "worst": one.worst,
            },
        )
        for one in weights
    )
