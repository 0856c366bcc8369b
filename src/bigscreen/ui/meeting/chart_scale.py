"""The scale of a chart: its values, and round ticks that hold them all."""

from dataclasses import dataclass

from bigscreen.report.svg_scale import tick_text, ticks
from bigscreen.viewmodels.report_blocks import Chart, Series

_HIGH_SHARE = 60.0
_LEAST_COUNT = 4.0


@dataclass(frozen=True, slots=True)
class ChartScale:
    """From 0 (or below) to the highest tick."""

    ticks: tuple[float, ...]

    @classmethod
    def of(cls, chart: Chart) -> "ChartScale":
        """Return the scale that holds every value of a chart, and its target."""
        values = [value for one in chart.series for value in one.values if value is not None]
        if chart.kind == "stacked":
            values = [total_at(chart, place) for place in range(len(chart.categories))]
        if chart.target is not None:
            values.append(chart.target)
        high, low = max([*values, 0.0]), min([*values, 0.0])
        if chart.kind == "line" and chart.unit == "%" and values and min(values) > _HIGH_SHARE:
            # Shares near 100 % would all lie on one line.
            low = min(values) - (high - min(values)) / 4
        if not chart.decimals:
            high = max(high, _LEAST_COUNT)  # else a few cases would be counted in halves
        found = ticks(low, high, 4)
        if chart.unit == "%" and high <= 100.0:
            found = [tick for tick in found if tick <= 100.0] or found
        return cls(tuple(found))

    @property
    def low(self) -> float:
        """The lowest tick."""
        return self.ticks[0]

    @property
    def high(self) -> float:
        """The highest tick."""
        return self.ticks[-1]

    def share(self, value: float) -> float:
        """Return where a value lies, 0 at the lowest tick and 1 at the highest."""
        return (min(value, self.high) - self.low) / ((self.high - self.low) or 1.0)

    def labels(self) -> tuple[str, ...]:
        """Return the ticks in words."""
        step = self.ticks[1] - self.ticks[0] if len(self.ticks) > 1 else 1.0
        return tuple(tick_text(tick, step) for tick in self.ticks)


def value_at(series: Series, place: int) -> float | None:
    """Return a value of a series, None where it is shorter."""
    return series.values[place] if place < len(series.values) else None


def total_at(chart: Chart, place: int) -> float:
    """Return what the bars over one category add up to."""
    return sum(value_at(one, place) or 0.0 for one in chart.series)


def value_text(chart: Chart, value: float | None) -> str:
    """Return a value as a label says it."""
    return "" if value is None else f"{value:,.{chart.decimals}f}"
