"""Reports for tests of documents: one of everything, one of nothing, one that would do harm."""

from datetime import datetime, timedelta, timezone

from bigscreen.viewmodels.report_blocks import (
    Block,
    Change,
    Chart,
    GridMap,
    Ground,
    Heat,
    MapStep,
    Page,
    Report,
    Series,
    Table,
    Tile,
    Tiles,
    Words,
)
from tests.support.hostile import HOSTILE

MADE_AT = datetime(2026, 11, 16, 8, 30, tzinfo=timezone(timedelta(hours=8)))
DAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


def a_report(*blocks: Block, title: str = "警情周报") -> Report:
    """Return a report of one page of these blocks."""
    page = Page(key="page", title="总体情况", blocks=blocks)
    return Report(
        title=title,
        city="小城",
        period="2026-11-09 至 2026-11-15（第 46 周）",
        made_at=MADE_AT,
        pages=(page,),
        notes=("数据来自案件台账。",),
    )


def tiles() -> Tiles:
    """Return four key figures, one of them without a value."""
    ground = Ground(
        n=9585, excluded={"duplicate": 120, "drill": 4}, definition="接报总数：期内接报件数"
    )
    return Tiles(
        key="totals",
        title="接报与有效警情",
        tiles=(
            Tile(
                label="接报总数",
                text="9,585",
                value=9585.0,
                changes=(
                    Change(label="环比", text="+349（+3.8%）", judgement="worse"),
                    Change(label="同比", text="−2.1%", judgement="better"),
                ),
                ground=ground,
            ),
            Tile(label="有效警情", text="3,410", value=3410.0, ground=Ground(n=3410)),
            Tile(label="日均", text="488", value=488.0),
            Tile(label="到场 P90", text="—"),
        ),
    )


def line(count: int = 7) -> Chart:
    """Return a trend of two series with a gap in it."""
    values = tuple(400.0 + 37 * ((place * 5) % 7) for place in range(count))
    return Chart(
        key="days",
        title="每日受理量",
        kind="line",
        categories=tuple(f"11-{9 + place:02}" for place in range(count)),
        series=(
            Series(name="本周", values=values, tone="now"),
            Series(
                name="上周",
                values=(*values[:2], None, *[v - 45 for v in values[3:]]),
                tone="before",
            ),
        ),
        unit="件",
        target=450.0,
    )


def bars() -> Chart:
    """Return a distribution as the bulletins give it."""
    return Chart(
        key="acceptance",
        title="签收速度",
        kind="bar",
        categories=("0–30 s", "30–60 s", "60–120 s", "120–180 s", "> 180 s"),
        series=(
            Series(
                name="本周",
                values=(98.9, 0.4, 0.3, 0.1, 0.3),
                tone="police",
                grounds=tuple(Ground(n=3410, definition="签收速度：派警到签收") for _ in range(5)),
            ),
            Series(name="上周", values=(97.2, 1.4, 0.6, 0.3, 0.5), tone="before"),
        ),
        unit="%",
        decimals=1,
        note="最慢单元：城西巡组 3（0–30 s 占 71.4%，n 14）",
    )


def stacked(count: int = 12) -> Chart:
    """Return lying bars of two forces."""
    names = tuple(f"第{place + 1}综合网格（河滨路片区）" for place in range(count))
    return Chart(
        key="grids",
        title="各网格受理量",
        kind="stacked",
        categories=names,
        series=(
            Series(name="公安", values=tuple(40.0 + 9 * p for p in range(count)), tone="police"),
            Series(name="城管", values=tuple(90.0 - 5 * p for p in range(count)), tone="chengguan"),
        ),
        unit="件",
    )


def heat() -> Heat:
    """Return hours by weekdays."""
    return Heat(
        key="hours",
        title="时段 × 星期",
        rows=DAYS,
        columns=tuple(str(hour) for hour in range(24)),
        values=tuple(
            tuple(None if (d, h) == (6, 3) else float((d * 7 + h * 5) % 43) for h in range(24))
            for d in range(7)
        ),
        unit="件",
    )


def table(count: int = 3) -> Table:
    """Return an unfinished list."""
    return Table(
        key="unfinished",
        title="未处理完毕",
        columns=("案件编号", "标题", "环节", "剩余小时"),
        rows=tuple(
            (f"JQ-20261112-{n:04}", "占道经营 · 校门口东侧", "处置", None if n == 1 else 3.5 - n)
            for n in range(count)
        ),
        note="截至 2026-11-16 08:00",
    )


def grid_map(*grid_ids: str, steps: int = 3) -> GridMap:
    """Return a map of these grids (the small city's by default); the last one has no value."""
    ids = grid_ids or ("west", "east")
    return GridMap(
        key="map",
        title="各网格受理量",
        steps=tuple(
            MapStep(
                label=f"11-{9 + step:02}",
                values={g: 12.0 + 31 * p + 7 * step for p, g in enumerate(ids)},
                counts={g: 12 + 31 * p + 7 * step for p, g in enumerate(ids)},
            )
            for step in range(steps)
        ),
        unit="件",
    )


def words() -> Words:
    """Return a paragraph."""
    return Words(key="major", title="重大紧急信息", paragraphs=("本周未发生重大紧急警情。",))


def full_report() -> Report:
    """Return a report with one of every block."""
    return a_report(
        tiles(), line(), bars(), stacked(), heat(), table(), grid_map(), words(), line(60)
    )


def empty_report() -> Report:
    """Return a report whose blocks have nothing to show."""
    return a_report(
        Tiles(key="t", title="指标", tiles=(), empty="本期没有数据"),
        Chart(key="c", title="趋势", kind="line", categories=(), series=()),
        Heat(key="h", title="时段", rows=(), columns=(), values=()),
        Table(key="u", title="未结", columns=("编号",), rows=(), empty="全部办结"),
        GridMap(key="m", title="地图", steps=()),
        Words(key="w", title="说明", paragraphs=()),
    )


def hostile_report() -> Report:
    """Return a report in which every text is one that would do harm somewhere."""
    blocks: list[Block] = []
    for text in HOSTILE:
        ground = Ground(n=3, excluded={text: 1}, definition=text)
        change = Change(label=text, text=text)
        series = Series(name=text, values=(1.0, 2.0), tone="police", grounds=(ground, ground))
        step = MapStep(label=text, values={"west": 1.0, text: 2.0})
        tile = Tile(label=text, text=text, changes=(change,), ground=ground)
        names, rest = (text, "b"), {"key": text, "title": text}
        blocks += [
            Tiles(tiles=(tile,), **rest),
            Chart(kind="line", categories=names, series=(series,), unit=text, note=text, **rest),
            Chart(kind="bar", categories=names, series=(series, series), unit=text, **rest),
            Heat(rows=(text,), columns=names, values=((1.0, None),), unit=text, **rest),
            Table(columns=names, rows=((text, 1.5),), note=text, **rest),
            GridMap(steps=(step, step), unit=text, note=text, **rest),
            Words(paragraphs=(text, text), **rest),
            Tiles(tiles=(), empty=text, **rest),
        ]
    page = Page(key=HOSTILE[0], title=HOSTILE[2], blocks=tuple(blocks))
    return Report(
        title=HOSTILE[1],
        city=HOSTILE[4],
        period=HOSTILE[5],
        made_at=MADE_AT,
        pages=(page, Page(key="x", title=HOSTILE[11], blocks=())),
        notes=HOSTILE,
    )
