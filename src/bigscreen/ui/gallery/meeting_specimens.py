"""The blocks of a meeting: figures, charts, fields, tables, and what stands in their place."""

import math
from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtWidgets import QWidget

from bigscreen.ui.gallery.sample_figures import EMOJI_NAME, LONG_NAME, NOW, sample_city
from bigscreen.ui.gallery.specimen import Specimen
from bigscreen.ui.meeting.block_panel import BlockPanel
from bigscreen.ui.meeting.breadcrumb import Breadcrumb
from bigscreen.ui.meeting.notice import Notice
from bigscreen.ui.meeting.period_bar import PeriodBar
from bigscreen.ui.meeting.segments import Choice, Segments
from bigscreen.ui.theme import Theme
from bigscreen.viewmodels.meeting.look import Look
from bigscreen.viewmodels.meeting.periods import CityClock, PeriodKind, last_whole
from bigscreen.viewmodels.report_blocks import (
    Block,
    Change,
    Chart,
    Ground,
    Heat,
    Series,
    Table,
    Tile,
    Tiles,
    Words,
)
from bigscreen.viewmodels.wording import tr

_GROUND = Ground(n=1_507, excluded={"drill": 9}, measure="volume", definition="…")
_MANY = 5_000
_DAYS = tuple(f"11-{day:02}" for day in range(9, 16))


def _tiles(names: tuple[str, ...], value: str) -> Block:
    changes = (
        Change(label=tr("year on year"), text="▼ 3.6%", judgement="better"),
        Change(label=tr("on the period before"), text="▲ 12.0%", judgement="worse"),
    )
    tiles = tuple(Tile(label=name, text=value, changes=changes, ground=_GROUND) for name in names)
    return Tiles(key="tiles", title=tr("Key figures"), tiles=tiles)


def _wave(count: int, size: float, turn: float) -> tuple[float | None, ...]:
    values = [size * (1.2 + math.sin(place / 2.0 + turn)) for place in range(count)]
    return tuple(values)


def _lines() -> Block:
    grounds = (_GROUND,) * len(_DAYS)
    series = (
        Series(name=tr("This period"), values=_wave(7, 90, 0), tone="now", grounds=grounds),
        Series(name=tr("Period before"), values=_wave(7, 80, 1), tone="before"),
        Series(name=tr("Last year"), values=_wave(7, 70, 2), tone="year"),
    )
    return Chart(
        key="lines",
        title=tr("Trends"),
        kind="line",
        categories=_DAYS,
        series=series,
        unit=tr("cases"),
    )


def _stacked(names: tuple[str, ...], size: float) -> Block:
    grounds = (_GROUND,) * len(names)
    series = tuple(
        Series(name=name, values=_wave(len(names), size, turn), tone=tone, grounds=grounds)
        for name, tone, turn in (
            ("公安 巡特警", "police", 0.0),
            ("公安 交警", "traffic", 1.0),
            ("城管 执法", "chengguan", 2.0),
        )
    )
    return Chart(
        key="stacked",
        title=tr("Cases by grid"),
        kind="stacked",
        categories=names,
        series=series,
        unit=tr("cases"),
    )


def _heat(values: tuple[tuple[float | None, ...], ...]) -> Block:
    rows = tuple(f"{n}" for n in range(1, 8))
    columns = tuple(f"{hour:02}" for hour in range(24))
    return Heat(
        key="heat",
        title=tr("Time of day"),
        rows=rows,
        columns=columns,
        values=values,
        unit=tr("cases"),
        empty=tr("No cases in this period"),
    )


def _field() -> tuple[tuple[float | None, ...], ...]:
    return tuple(
        tuple(
            None if hour < day % 3 else round(10 + 9 * math.sin(hour / 4 + day), 1)
            for hour in range(24)
        )
        for day in range(7)
    )


def _table(rows: int, name: str) -> Block:
    return Table(
        key="table",
        title=tr("Unfinished list"),
        columns=(tr("Case"), tr("Grid"), tr("Score"), tr("Change")),
        rows=tuple((f"JQ-{n:05}", name, 87.5 - n % 40, "▲ 2.0") for n in range(rows)),
        case_ids=tuple(f"i{n}" for n in range(rows)),
        note=tr("the first {n} of {all}", n=rows, all=rows),
        empty=tr("Every case is closed"),
    )


def _shown(block: Callable[[], Block]) -> Callable[[Theme], QWidget]:
    return lambda theme: BlockPanel(theme, block())


def _notice(state: str) -> Callable[[Theme], QWidget]:
    def make(theme: Theme) -> QWidget:
        notice = Notice(theme)
        if state == "loading":
            notice.show_loading(0.42)
        elif state == "error":
            notice.show_fault(tr("There is no line to the hub; figures come back with it."))
        return notice

    return make


def _period_bar(kind: PeriodKind, now: datetime) -> Callable[[Theme], QWidget]:
    def make(theme: Theme) -> QWidget:
        bar = PeriodBar(theme)
        city = sample_city()
        clock = CityClock.of(city)
        period = last_whole(kind, now, clock)
        bar.show_look(Look(city=city, clock=clock, period=period, now=now))
        return bar

    return make


def _segments(theme: Theme) -> QWidget:
    choices = [Choice(str(n), tr("Page {n}", n=n), str(n)) for n in range(1, 6)]
    made = Segments(theme, tr("Pages"), choices)
    made.take("2")
    return made


_GRIDS = tuple(f"第{n}网格" for n in range(1, 10))
_HUGE = tuple((LONG_NAME, EMOJI_NAME, f"第{n}网格")[n % 3] for n in range(30))

SPECIMENS: tuple[Specimen, ...] = (
    Specimen(
        name="Meeting tiles",
        state="usual",
        make=_shown(lambda: _tiles((tr("Key figures"),) * 6, "1,507")),
        size=(1400, 160),
    ),
    Specimen(
        name="Meeting tiles",
        state="huge",
        make=_shown(lambda: _tiles((LONG_NAME, EMOJI_NAME) * 4, "1,234,567,890,123")),
        size=(1000, 340),
    ),
    Specimen(name="Meeting lines", state="usual", make=_shown(_lines), size=(700, 300)),
    Specimen(
        name="Meeting bars",
        state="usual",
        make=_shown(lambda: _stacked(_GRIDS, 60.0)),
        size=(800, 320),
    ),
    Specimen(
        name="Meeting bars",
        state="huge",
        make=_shown(lambda: _stacked(_HUGE, 9_000_000.0)),
        size=(900, 760),
    ),
    Specimen(
        name="Meeting bars", state="empty", make=_shown(lambda: _stacked((), 0.0)), size=(600, 240)
    ),
    Specimen(
        name="Meeting field", state="usual", make=_shown(lambda: _heat(_field())), size=(1000, 340)
    ),
    Specimen(name="Meeting field", state="empty", make=_shown(lambda: _heat(())), size=(600, 240)),
    Specimen(
        name="Meeting table",
        state="usual",
        make=_shown(lambda: _table(8, "第二网格")),
        size=(800, 400),
    ),
    Specimen(
        name="Meeting table",
        state="huge",
        make=_shown(lambda: _table(_MANY, LONG_NAME)),
        size=(800, 400),
    ),
    Specimen(
        name="Meeting table",
        state="empty",
        make=_shown(lambda: _table(0, "")),
        size=(600, 240),
    ),
    Specimen(
        name="Meeting words",
        state="huge",
        make=_shown(lambda: Words(key="w", title=tr("In words"), paragraphs=(LONG_NAME,) * 12)),
        size=(600, 300),
    ),
    Specimen(name="Meeting notice", state="waiting", make=_notice("waiting"), size=(800, 300)),
    Specimen(name="Meeting notice", state="loading", make=_notice("loading"), size=(800, 300)),
    Specimen(name="Meeting notice", state="error", make=_notice("error"), size=(800, 300)),
    Specimen(
        name="Meeting period",
        state="week",
        make=_period_bar(PeriodKind.WEEK, NOW),
        size=(1400, 60),
    ),
    Specimen(
        name="Meeting period",
        state="custom",
        make=_period_bar(PeriodKind.CUSTOM, datetime(2026, 3, 5, tzinfo=UTC)),
        size=(1400, 60),
    ),
    Specimen(name="Meeting pages", state="usual", make=_segments, size=(900, 60)),
    Specimen(
        name="Meeting breadcrumb",
        state="huge",
        make=lambda theme: Breadcrumb(theme, (tr("Overview"), LONG_NAME, LONG_NAME)),
        size=(1200, 60),
    ),
)
