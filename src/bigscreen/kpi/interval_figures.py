"""The distribution of each response interval over some cases, as the wall and the report say it."""

from collections.abc import Sequence

import numpy as np

from bigscreen.domain.case_facts import CaseFacts
from bigscreen.domain.figures import IntervalFigure
from bigscreen.kpi.case_columns import CaseColumns
from bigscreen.kpi.case_times import Mask
from bigscreen.kpi.intervals import INTERVALS, nearest_rank
from bigscreen.kpi.measure import CaseMeasure, Judged
from bigscreen.kpi.measures import MEASURES


def interval_figures(cases: Sequence[CaseFacts], *, min_n: int = 1) -> tuple[IntervalFigure, ...]:
    """Return every interval's distribution over these cases, in the order of ``INTERVALS``.

    Below ``min_n`` counted cases there is no percentile.
    """
    columns = CaseColumns.of(cases)
    measures = [MEASURES[interval.key] for interval in INTERVALS]
    return tuple(
        distribution(measure, measure.judge(columns, np.nan), min_n=min_n) for measure in measures
    )


def distribution(
    measure: CaseMeasure, judged: Judged, among: Mask | None = None, *, min_n: int = 1
) -> IntervalFigure:
    """Return the distribution of cases already judged by the measure of an interval."""
    reason = judged.reason if among is None else judged.reason[among]
    given = judged.given if among is None else judged.given[among]
    seconds = np.sort(given[reason == 0])
    held = np.bincount(reason, minlength=1 + len(measure.reasons)).tolist()
    enough = seconds if len(seconds) >= min_n else seconds[:0]
    return IntervalFigure(
        interval=measure.key,
        n=len(seconds),
        mean_s=float(seconds.mean()) if len(seconds) else None,
        p50_s=nearest_rank(enough, 50),
        p90_s=nearest_rank(enough, 90),
        excluded=dict(zip(measure.reasons, held[1:], strict=True)),
    )
