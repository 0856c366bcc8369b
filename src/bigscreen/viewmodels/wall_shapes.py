"""The shapes screens have: 16:9 and the like, very wide, upright; each with its own order."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from bigscreen.domain.scenes import PanelKind, ScenePanel, Zone
from bigscreen.viewmodels.wall_panels import ANY, Need
from bigscreen.viewmodels.wall_stack import Bezels, Item, Strip, laid, segments

MARGIN = 16.0
"""Between columns, in design units."""
GAP = 12.0
"""Between the panels of a column."""
_WIDE = 2.4
_SIDE_SHARE = 0.21
_BAND_SHARE = 0.2
_FLAT = 0.65
_LONG = 2000.0
"""A panel that can use this much width stays under the map however wide it is."""


@dataclass(frozen=True, slots=True)
class Part:
    """A panel on its way to a place."""

    index: int
    panel: ScenePanel
    need: Need

    def weighing(self, weight: float) -> "Part":
        """Return the same panel with another share of the height."""
        return replace(self, need=replace(self.need, weight=weight))


Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in design units."""
Boxes = dict[int, Box]
Shape = Callable[[Sequence[Part], Box, Bezels], Boxes | None]


def shape_of(width_px: int, height_px: int) -> Shape:
    """Return how panels are laid out on a screen of this size: None where they find no room."""
    if width_px < height_px:
        return _portrait
    return _wide if width_px / height_px >= _WIDE else _landscape


def _of(parts: Iterable[Part], *zones: Zone) -> list[Part]:
    return [part for zone in zones for part in parts if part.panel.zone is zone]


# 16:9 and the like: a side, the centre, a side.


def _landscape(parts: Sequence[Part], area: Box, strips: Bezels) -> Boxes | None:
    start, end = _of(parts, Zone.SIDE_START), _of(parts, Zone.SIDE_END)
    rows = _centre_rows(_of(parts, Zone.ABOVE), _of(parts, Zone.CENTRE), _of(parts, Zone.UNDER))
    return _columns(parts, area, strips, _split(start, 1), rows, _split(end, 1), _SIDE_SHARE)


def _centre_rows(
    above: Sequence[Part], centre: Sequence[Part], under: Sequence[Part]
) -> list[list[Part]]:
    return [*([part] for part in above), *(list(row) for row in (centre, under) if row)]


# 32:9 and wider: more columns at both sides, what stood under the map beside it.


def _wide(parts: Sequence[Part], area: Box, strips: Bezels) -> Boxes | None:
    start, end = _of(parts, Zone.SIDE_START), _of(parts, Zone.SIDE_END)
    centre, under = _of(parts, Zone.CENTRE), _of(parts, Zone.UNDER)
    if any(part.need.most_width >= ANY for part in centre):
        beside = [part for part in under if part.need.most_width < _LONG]
        under = [part for part in under if part not in beside]
        end = [*end, *beside]
    else:
        centre, under = [*centre, *under], []
    rows = _centre_rows(_of(parts, Zone.ABOVE), centre, under)
    return _columns(parts, area, strips, _split(start, 2), rows, _split(end, 2), None)


def _split(column: Sequence[Part], most: int) -> list[list[Part]]:
    """Return a side's panels in at most so many columns, about equally full, in their order."""
    if not column:
        return []
    if len(column) < 2 or most < 2:
        return [list(column)]
    whole = sum(part.need.weight for part in column)

    def unevenness(cut: int) -> float:
        first = sum(part.need.weight for part in column[:cut])
        return abs(whole - 2 * first)

    cut = min(range(1, len(column)), key=unevenness)
    return [list(column[:cut]), list(column[cut:])]


def _columns(
    parts: Sequence[Part],
    area: Box,
    strips: Bezels,
    starts: Sequence[list[Part]],
    rows: Sequence[list[Part]],
    ends: Sequence[list[Part]],
    share: float | None,
) -> Boxes | None:
    """Lay the band, then columns; a side takes ``share`` of the width, for None its panels' own."""
    left, top, right, bottom = area
    boxes: Boxes = {}
    if band := _of(parts, Zone.TOP):
        item = _height_item(band)
        high = min(item.most, max(item.least, (bottom - top) * _BAND_SHARE))
        found = _rows([band], (left, top, right, top + high), strips)
        if found is None:
            return None
        boxes |= found
        top += high + GAP
    columns = [*starts, *([None] if rows else []), *ends]
    across = None
    for wish in (share, 0.0):
        items = [
            _centre_item(rows) if column is None else _column_item(column, right - left, wish)
            for column in columns
        ]
        if not rows:
            items = [replace(item, most=ANY, weight=1.0) for item in items]
        across = laid(items, left, right, MARGIN, strips.across)
        if across is not None:
            break
    if across is None:
        return None
    for column, (begin, until) in zip(columns, across, strict=True):
        place = (begin, top, until, bottom)
        found = _rows(rows, place, strips) if column is None else _pile(column, place, strips)
        if found is None:
            return None
        boxes |= found
    return boxes


def _column_item(column: Sequence[Part], width: float, share: float | None) -> Item:
    """Return the width a side's column takes: what is left belongs to the centre."""
    least = max(part.need.width for part in column)
    most = max(part.need.most_width for part in column)
    wanted = max(part.need.share for part in column) if share is None else share
    return Item(least=min(most, max(least, wanted * width)), weight=1e-6, most=most)


def _centre_item(rows: Sequence[Sequence[Part]]) -> Item:
    least = max(max(part.need.width for part in row) for row in rows)
    return Item(least=least, weight=1.0, most=ANY, may_cross=True)


def _pile(column: Sequence[Part], place: Box, strips: Bezels) -> Boxes | None:
    left, top, right, bottom = place
    items = [_height_item([part]) for part in column]
    down = laid(_filling(items), top, bottom, GAP, strips.down)
    if down is None:
        return None
    return {
        part.index: (left, begin, right, until)
        for part, (begin, until) in zip(column, down, strict=True)
    }


def _rows(rows: Sequence[Sequence[Part]], place: Box, strips: Bezels) -> Boxes | None:
    """Lay rows under each other, and the panels of a row side by side."""
    left, top, right, bottom = place
    items = [_height_item(row) for row in rows]
    down = laid(_filling(items), top, bottom, GAP, strips.down)
    if down is None:
        return None
    boxes: Boxes = {}
    for row, (begin, until) in zip(rows, down, strict=True):
        across = _row(row, left, right, strips.across)
        if across is None:
            return None
        for part, (start, end) in zip(row, across, strict=True):
            boxes[part.index] = (start, begin, end, until)
    return boxes


def _row(
    row: Sequence[Part], left: float, right: float, strips: Sequence[Strip]
) -> list[tuple[float, float]] | None:
    items = [
        Item(
            least=part.need.width,
            weight=1.0,
            most=ANY,
            may_cross=part.need.runs_under_bezels,
        )
        for part in row
    ]
    if len(row) == 1 and not items[0].may_cross:
        # Alone in its row: where there is most room.
        begin, until = max(segments(left, right, strips), key=lambda one: one[1] - one[0])
        return [(begin, until)] if until - begin >= items[0].least - 0.5 else None
    return laid(items, left, right, GAP, strips)


def _height_item(row: Sequence[Part]) -> Item:
    return Item(
        least=max(part.need.height for part in row),
        weight=max(part.need.weight for part in row),
        most=max(part.need.most_height for part in row),
        may_cross=all(part.need.runs_under_bezels for part in row),
    )


def _filling(items: Sequence[Item]) -> list[Item]:
    """Return the items so that they fill their column: the last one where all are bounded."""
    if any(item.most >= ANY for item in items):
        return list(items)
    return [*items[:-1], replace(items[-1], most=ANY)]


# Portrait: everything under each other, what is small in pairs.


def _portrait(parts: Sequence[Part], area: Box, strips: Bezels) -> Boxes | None:
    left, _, right, _ = area
    rows: list[list[Part]] = [[part] for part in _of(parts, Zone.TOP, Zone.ABOVE, Zone.CENTRE)]
    ends = _of(parts, Zone.SIDE_END)
    large = [part for part in ends if part.panel.kind in {PanelKind.QUEUE, PanelKind.VIDEO}]
    # Over the whole width they say as much in less height.
    rows += [[part.weighing(part.need.weight * _FLAT)] for part in large]
    small = _of(parts, Zone.SIDE_START, Zone.UNDER) + [p for p in ends if p not in large]
    half = (right - left - GAP) / 2
    pair: list[Part] = []
    for part in small:
        if part.need.width > half:
            rows.append([part])
        elif pair:
            rows.append([*pair, part])
            pair = []
        else:
            pair = [part]
    if pair:
        rows.append(pair)
    return _rows(rows, area, strips)
