"""The words every document of a report uses: plain texts, numbers, what a figure stands on."""

from collections.abc import Iterator

from bigscreen.viewmodels.kpi_words import reason_word
from bigscreen.viewmodels.plain_text import one_line, paragraph
from bigscreen.viewmodels.report_blocks import (
    Block,
    Chart,
    GridMap,
    Ground,
    Heat,
    Report,
    Table,
    Tiles,
    Words,
)
from bigscreen.viewmodels.wording import language, tr

DASH = "—"
_NOT_IN_FILE_NAMES = frozenset('\\/:*?"<>|')
_LONGEST_STEM = 80


def bcp47() -> str:
    """Return the language in use as documents name it, for example ``zh-CN``."""
    return language().replace("_", "-")


def plain(text: str, limit: int = 200) -> str:
    """Return a text as one line without anything that controls."""
    return one_line(text, limit)


def number_text(value: float | None, decimals: int = 0, unit: str = "") -> str:
    """Return a number as people read it, a dash where there is none."""
    if value is None:
        return DASH
    number = f"{value:,.{decimals}f}"
    return f"{number}{unit}" if unit in {"", "%"} else f"{number} {plain(unit, 20)}"


def cell_text(cell: str | float | None) -> str:
    """Return a cell of a table as text."""
    match cell:
        case None:
            return ""
        case str():
            return plain(cell, 400)
        case int():
            return f"{cell:,}"
        case _:
            return f"{cell:,.1f}".removesuffix(".0")


def ground_text(ground: Ground) -> str:
    """Return in a line how many cases a figure counts, and how many it leaves out, and why."""
    said = [tr("n {n}", n=f"{ground.n:,}")]
    left_out = {reason: n for reason, n in ground.excluded.items() if n}
    if left_out:
        why = tr(", ").join(f"{_reason(reason)} {n:,}" for reason, n in left_out.items())
        said.append(tr("{n} left out: {why}", n=f"{sum(left_out.values()):,}", why=why))
    if ground.stamps:
        said.append(tr("times noted: {how}", how=plain(ground.stamps)))
    return " · ".join(said)


def grounds_of(block: Block) -> Iterator[tuple[str, Ground]]:
    """Yield what the figures of a block stand on, each with the figure's name."""
    match block:
        case Tiles():
            for tile in block.tiles:
                yield tile.label, tile.ground
        case Chart():
            for series in block.series:
                for category, ground in zip(block.categories, series.grounds, strict=False):
                    yield f"{series.name} · {category}", ground
        case Heat() | Table():
            for row in block.grounds:
                for ground in row:
                    yield "", ground
        case _:
            return


def block_notes(block: Block) -> list[str]:
    """Return what has to be said with a block: its note, and the n of its figures."""
    notes = [paragraph(block.note)] if not isinstance(block, Tiles | Words) and block.note else []
    grounds = [(name, one) for name, one in grounds_of(block) if one.n or one.excluded]
    if isinstance(block, Tiles):
        notes += [f"{plain(name)}: {ground_text(ground)}" for name, ground in grounds]
    elif isinstance(block, Chart):
        counts: dict[str, list[int]] = {}
        for name, ground in grounds:
            counts.setdefault(name.split(" · ")[0], []).append(ground.n)
        notes += [f"{plain(name)}: {_span(found)}" for name, found in counts.items()]
    return [note for note in notes if note]


def definitions(block: Block) -> list[str]:
    """Return the definitions a block's figures rest on, each once."""
    texts = (paragraph(ground.definition) for _, ground in grounds_of(block))
    return list(dict.fromkeys(text for text in texts if text))


def report_definitions(report: Report) -> list[str]:
    """Return the definitions all figures of a report rest on, each once."""
    found = (text for block in blocks_of(report) for text in definitions(block))
    return list(dict.fromkeys(found))


def blocks_of(report: Report) -> list[Block]:
    """Return every block of a report in order."""
    return [block for page in report.pages for block in page.blocks]


def empty_text(block: Block) -> str:
    """Return why there is nothing to show in a block; nothing where there is something."""
    if isinstance(block, Words):
        return "" if any(map(str.strip, block.paragraphs)) else tr("Nothing to report")
    if _has_content(block):
        return ""
    return plain(block.empty) or tr("No figures in this period")


def _has_content(block: Tiles | Chart | Heat | Table | GridMap) -> bool:
    match block:
        case Tiles():
            return bool(block.tiles)
        case Chart():
            return any(value is not None for series in block.series for value in series.values)
        case Heat():
            return any(value is not None for row in block.values for value in row)
        case Table():
            return bool(block.rows)
        case GridMap():
            return any(step.values for step in block.steps)


def subtitle(report: Report) -> str:
    """Return the line under the title: which period, made when."""
    made = tr("Made {time}", time=f"{report.made_at:%Y-%m-%d %H:%M}")
    return " · ".join(filter(None, (plain(report.period), made)))


def file_stem(report: Report) -> str:
    """Return what a report's file is called, without its ending: no sign any system forbids."""
    words = plain(f"{report.city} {report.title} {report.period}", 400)
    allowed = "".join(" " if char in _NOT_IN_FILE_NAMES else char for char in words)
    stem = " ".join(allowed.split())[:_LONGEST_STEM].strip(" .")
    return stem or "report"


def _span(counts: list[int]) -> str:
    """Return the n of several figures: one where it is the same, else from the least to the most.

    It is no sum: the parts of a distribution all stand on the same cases.
    """
    low, high = min(counts), max(counts)
    return tr("n {n}", n=f"{low:,}" if low == high else f"{low:,} – {high:,}")


def _reason(reason: str) -> str:
    try:
        return reason_word(reason)
    except KeyError:
        return plain(reason, 60)
