"""What the score of a grid is made of, as a city's files say."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreWeight:
    """What one figure is worth: ``statistic`` of ``measure``, its whole weight at ``best``.

    At ``worst`` it is worth nothing, in between in proportion
    (:mod:`bigscreen.kpi.assessment`).
    """

    measure: str
    statistic: str
    weight: float
    best: float
    worst: float
