"""Native charts on slides: their data opens in a sheet and can be changed there."""

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_PATTERN_TYPE
from pptx.util import Pt

from bigscreen.report.document_look import colour, tone
from bigscreen.report.pptx_text import rgb, set_typeface
from bigscreen.report.report_texts import plain
from bigscreen.report.tables import safe_text
from bigscreen.viewmodels.report_blocks import Chart
from bigscreen.viewmodels.wording import tr

MOST_CATEGORIES = 200
_MOST_LABELS = 26
_MANY_UPRIGHT = 8
_DASHES = (
    MSO_LINE_DASH_STYLE.SOLID,
    MSO_LINE_DASH_STYLE.DASH,
    MSO_LINE_DASH_STYLE.ROUND_DOT,
    MSO_LINE_DASH_STYLE.DASH_DOT,
    MSO_LINE_DASH_STYLE.SQUARE_DOT,
)
_MARKERS = (
    XL_MARKER_STYLE.CIRCLE,
    XL_MARKER_STYLE.SQUARE,
    XL_MARKER_STYLE.TRIANGLE,
    XL_MARKER_STYLE.DIAMOND,
    XL_MARKER_STYLE.X,
)
_PATTERNS = (
    None,
    MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL,
    MSO_PATTERN_TYPE.PERCENT_25,
    MSO_PATTERN_TYPE.HORIZONTAL_BRICK,
    MSO_PATTERN_TYPE.SMALL_CHECKER_BOARD,
)


def add_chart(slide: Any, chart: Chart, place: tuple[int, int, int, int]) -> None:
    """Put a chart on a slide at (left, top, width, height), in EMU."""
    lies = _lies(chart)
    frame = slide.shapes.add_chart(_kind(chart, lies=lies), *place, _data(chart))
    frame.name = plain(chart.title)
    made = frame.chart
    set_typeface(made.font, 12, ink=colour("ink"))
    made.has_title = False
    made.has_legend = True
    made.legend.position = XL_LEGEND_POSITION.TOP
    made.legend.include_in_layout = False
    _set_axes(made, chart, lies=lies)
    plot = made.plots[0]
    if chart.kind != "line":
        plot.gap_width = 45
        plot.overlap = 100 if chart.kind == "stacked" else -5
    for number, series in enumerate(plot.series):
        is_target = number >= len(chart.series)
        name = "ink" if is_target else chart.series[number].tone
        _look(series, chart, number % len(_DASHES), name, is_target=is_target)
    few = len(chart.categories) * len(chart.series) <= _MOST_LABELS
    if chart.kind != "line" and few:
        plot.has_data_labels = True
        labels = plot.data_labels
        labels.show_value = True
        labels.number_format = _format(chart)
        labels.number_format_is_linked = False
        set_typeface(labels.font, 10, ink=colour("ink"))


def _lies(chart: Chart) -> bool:
    names = [plain(name) for name in chart.categories]
    return chart.kind != "line" and (
        len(names) > _MANY_UPRIGHT or any(len(name) > 10 for name in names)
    )


def _kind(chart: Chart, *, lies: bool) -> XL_CHART_TYPE:
    if chart.kind == "line":
        return XL_CHART_TYPE.LINE_MARKERS
    if chart.kind == "stacked":
        return XL_CHART_TYPE.BAR_STACKED if lies else XL_CHART_TYPE.COLUMN_STACKED
    return XL_CHART_TYPE.BAR_CLUSTERED if lies else XL_CHART_TYPE.COLUMN_CLUSTERED


def _data(chart: Chart) -> CategoryChartData:
    data = CategoryChartData(number_format=_format(chart))  # type: ignore[no-untyped-call]  # half typed
    shown = chart.categories[:MOST_CATEGORIES]
    # The data opens as a sheet: no name in it may be taken for a formula there.
    data.categories = [safe_text(plain(name)) for name in shown]
    for series in chart.series:
        values = [*series.values, *[None] * len(shown)][: len(shown)]
        name = safe_text(plain(series.name)) or plain(chart.title)
        data.add_series(name, values)  # type: ignore[no-untyped-call]  # half typed
    if chart.target is not None and chart.kind == "line":
        target = [chart.target] * len(shown)
        data.add_series(tr("target"), target)  # type: ignore[no-untyped-call]  # half typed
    return data


def _format(chart: Chart) -> str:
    return "#,##0" + ("." + "0" * chart.decimals if chart.decimals else "")


def _set_axes(made: Any, chart: Chart, *, lies: bool) -> None:
    values, names = made.value_axis, made.category_axis
    for axis in (values, names):
        set_typeface(axis.tick_labels.font, 11, ink=colour("label"))
        axis.format.line.color.rgb = rgb(colour("label"))
    values.tick_labels.number_format = _format(chart)
    values.tick_labels.number_format_is_linked = False
    values.major_gridlines.format.line.color.rgb = rgb(colour("line"))
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.reverse_order = lies  # the first on top
    lowest = min((v for one in chart.series for v in one.values if v is not None), default=0.0)
    if lowest >= 0:
        values.minimum_scale = 0
    highest = max((v for one in chart.series for v in one.values if v is not None), default=0.0)
    if chart.unit == "%" and 50.0 < highest <= 100.0:
        values.maximum_scale = 100
    if unit := plain(chart.unit, 20):
        values.has_title = True
        values.axis_title.text_frame.text = unit
        run = values.axis_title.text_frame.paragraphs[0].runs[0]
        set_typeface(run.font, 11, ink=colour("label"))


def _look(series: Any, chart: Chart, number: int, name: str, *, is_target: bool) -> None:
    """Tell series apart by dash, marker and pattern, not by colour alone."""
    shown = rgb(tone(name))
    if chart.kind == "line":
        line = series.format.line
        line.color.rgb = shown
        line.width = Pt(2.25)
        line.dash_style = MSO_LINE_DASH_STYLE.LONG_DASH_DOT if is_target else _DASHES[number]
        series.smooth = False
        series.marker.style = XL_MARKER_STYLE.NONE if is_target else _MARKERS[number]
        if not is_target:
            series.marker.size = 7
            series.marker.format.fill.solid()
            series.marker.format.fill.fore_color.rgb = shown
            series.marker.format.line.color.rgb = shown
        return
    _fill(series.format.fill, number, shown)
    series.format.line.color.rgb = shown
    series.invert_if_negative = False


def _fill(fill: Any, number: int, shown: RGBColor) -> None:
    pattern = _PATTERNS[number]
    if pattern is None:
        fill.solid()
        fill.fore_color.rgb = shown
        return
    fill.patterned()
    fill.pattern = pattern
    fill.fore_color.rgb = shown
    fill.back_color.rgb = rgb(colour("paper"))
