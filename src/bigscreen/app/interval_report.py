"""All response intervals of a ledger on one page, as ``bigscreen kpi`` prints them unasked."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bigscreen.app.text_table import aligned
from bigscreen.domain.figures import IntervalFigure
from bigscreen.kpi.intervals import INTERVALS
from bigscreen.viewmodels.kpi_words import reason_word
from bigscreen.viewmodels.wording import named, tr

_NUMBERS = (False, True, True, True, True, False, False)
"""Which columns of the table are set flush right."""


def interval_document(
    cases: int, figures: Sequence[IntervalFigure], refused: Mapping[str, int]
) -> dict[str, Any]:
    """Return everything as plain data; seconds are rounded to milliseconds, means to tenths."""
    return {
        "cases": cases,
        "intervals": {
            interval.key: {
                "name_zh": interval.name,
                "name_en": interval.name_en,
                "definition": interval.definition_en,
                "definition_zh": interval.definition,
                "n": figure.n,
                "mean_s": _rounded(figure.mean_s, 1),
                "p50_s": _rounded(figure.p50_s, 3),
                "p90_s": _rounded(figure.p90_s, 3),
                "excluded": dict(figure.excluded),
            }
            for interval, figure in zip(INTERVALS, figures, strict=True)
        },
        "rows_left_out": {"total": sum(refused.values()), "by_code": dict(refused)},
    }


def interval_lines(
    cases: int, figures: Sequence[IntervalFigure], refused: Mapping[str, int]
) -> Iterator[str]:
    """Give the table line by line."""
    yield tr("{n} cases; the first unit of a case counts for each milestone; seconds", n=cases)
    rows = [(tr("Interval"), "n", tr("mean"), "P50", "P90", tr("left out"), tr("definition"))]
    for interval, figure in zip(INTERVALS, figures, strict=True):
        left_out = [
            f"{count} ({reason_word(reason)})" for reason, count in figure.excluded.items() if count
        ]
        rows.append(
            (
                named(interval.name, interval.name_en),
                str(figure.n),
                _seconds(figure.mean_s, 1),
                _seconds(figure.p50_s, 0),
                _seconds(figure.p90_s, 0),
                ", ".join(left_out) or "0",
                named(interval.definition, interval.definition_en),
            )
        )
    yield from aligned(rows, _NUMBERS)
    if refused:
        reasons = ", ".join(f"{code} {count}" for code, count in refused.items())
        yield tr("{n} reports were refused: {reasons}", n=sum(refused.values()), reasons=reasons)


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)


def _seconds(value: float | None, digits: int) -> str:
    return "—" if value is None else f"{value:.{digits}f}"
