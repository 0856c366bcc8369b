"""Where the panels of a scene stand on a screen of any size: one description, one scale."""

from dataclasses import dataclass

from bigscreen.domain.scenes import ESSENTIAL, Scene, ScenePanel
from bigscreen.viewmodels.wall_panels import need_of
from bigscreen.viewmodels.wall_shapes import Box, Part, shape_of
from bigscreen.viewmodels.wall_stack import Bezels

EDGE = 12.0
"""Between panels and the edge of the area."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedPanel:
    """A panel with its rectangle in pixels; ``index`` is its place in the scene."""

    index: int
    panel: ScenePanel
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WallLayout:
    """Where everything stands, and the indices of the panels that had to give way."""

    placed: tuple[PlacedPanel, ...]
    left_out: tuple[int, ...]


def lay_scene(
    scene: Scene, width_px: int, height_px: int, scale: float, bezels: Bezels | None = None
) -> WallLayout:
    """Return where the panels of ``scene`` stand in an area of ``width_px`` × ``height_px``.

    Where not all have room, the panels of the highest priority number give way, the last of them
    first. ``bezels`` hide strips of the area: no text runs under them, the map may.
    """
    parts = [Part(i, panel, need_of(panel)) for i, panel in enumerate(scene.panels)]
    area = (EDGE, EDGE, width_px / scale - EDGE, height_px / scale - EDGE)
    strips = (bezels or Bezels()).scaled(1 / scale)
    shape = shape_of(width_px, height_px)
    left_out: list[int] = []
    while parts:
        boxes = shape(parts, area, strips)
        if boxes is not None:
            return WallLayout(
                placed=tuple(_placed(part, boxes[part.index], scale) for part in parts),
                left_out=tuple(sorted(left_out)),
            )
        last = max(parts, key=lambda part: (part.panel.priority, part.index))
        parts.remove(last)
        left_out.append(last.index)
    return WallLayout(placed=(), left_out=tuple(sorted(left_out)))


def fitting_scale(
    scene: Scene,
    width_px: int,
    height_px: int,
    wanted: float,
    least: float,
    bezels: Bezels | None = None,
) -> float:
    """Return the largest scale up to ``wanted`` at which every essential panel has room.

    ``least`` is returned where none of the larger ones will do.
    """
    steps = 24
    for step in range(steps):
        scale = wanted + (least - wanted) * step / steps
        layout = lay_scene(scene, width_px, height_px, scale, bezels)
        if all(scene.panels[i].priority > ESSENTIAL for i in layout.left_out):
            return scale
    return least


def _placed(part: Part, box: Box, scale: float) -> PlacedPanel:
    left, top, right, bottom = (round(edge * scale) for edge in box)
    return PlacedPanel(
        index=part.index, panel=part.panel, x=left, y=top, width=right - left, height=bottom - top
    )
