"""Reads the scenes of a city's walls: a file each, ``scenes/<code>.toml``.

A file has ``name``, ``name_en``, ``kind`` (``overview``, ``grid``, ``kpi``, ``incident``,
``video``, ``custom``), ``dwell_s`` (seconds on screen while scenes take turns), ``in_rotation``
and, of a grid scene, ``grid_id`` (without it the grids take turns); then ``[[panels]]`` in the
order in which they are read. A panel has ``kind`` and ``zone`` and may have ``weight``,
``priority`` (1 never gives way), ``min_width`` and ``min_height`` (pixels of a 1920×1080
picture); a text panel ``title``, ``text`` and both in English with ``_en``; a video panel
``cameras`` (ids) and ``tiles``. No size of a screen stands anywhere: a scene suits all.

The scenes come in the order of their file names; ``overview`` is shown first. A city without any
has :data:`bigscreen.domain.scenes.USUAL_SCENES`. What is wrong in a file is told and left
out, the rest is shown: a wall that hangs must not go dark because of a slip.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from bigscreen.city.files import PackageFolder
from bigscreen.city.records import Record
from bigscreen.domain.scenes import USUAL_SCENES, PanelKind, Scene, SceneKind, ScenePanel, Zone
from bigscreen.viewmodels.wording import tr

SCENE_FOLDER = "scenes"
SCREEN_FILE = "wall.toml"
FIRST = "overview"

_FIELDS = frozenset({"name", "name_en", "kind", "dwell_s", "in_rotation", "grid_id", "panels"})
_PANEL_FIELDS = frozenset(
    {"kind", "zone", "weight", "priority", "min_width", "min_height"}
    | {"title", "title_en", "text", "text_en", "cameras", "tiles"}
)
_SINGLE = frozenset({PanelKind.MAP})
_FARTHEST_M = 200.0
_COARSEST_MM = 50.0
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenFacts:
    """What a city says of its screens; 0 where it says nothing."""

    viewing_distance_m: float = 0.0
    pixel_pitch_mm: float = 0.0


def read_scenes(folder: PackageFolder, grids: Collection[str]) -> tuple[Scene, ...]:
    """Return the scenes of a package, the usual ones where it has none.

    What is wrong goes to the folder's notes.
    """
    names = sorted(
        (path.name for path in (folder.path / SCENE_FOLDER).glob("*.toml")),
        key=lambda name: (name != f"{FIRST}.toml", name),
    )
    scenes = [_scene(folder, f"{SCENE_FOLDER}/{name}", grids) for name in names]
    return tuple(scene for scene in scenes if scene is not None) or USUAL_SCENES


def scene_codes(folder: PackageFolder, scenes: Iterable[Scene]) -> frozenset[str]:
    """Return the codes a rule may name: of the scenes that were read, and of those with a slip."""
    files = (path.stem for path in (folder.path / SCENE_FOLDER).glob("*.toml"))
    return frozenset((*files, *(scene.code for scene in scenes)))


def read_screen(folder: PackageFolder) -> ScreenFacts:
    """Return what ``wall.toml`` says under ``[screen]`` of distance and pixels."""
    if not folder.has(SCREEN_FILE):
        return ScreenFacts()
    said = folder.toml(SCREEN_FILE).get("screen", {})
    table = Record(said if isinstance(said, dict) else {}, SCREEN_FILE, "screen", folder.notes)
    if not isinstance(said, dict):
        table.note("", said, tr("a table [screen]"))
    return ScreenFacts(
        viewing_distance_m=table.number("viewing_distance_m", 0.0, _FARTHEST_M, 0.0),
        pixel_pitch_mm=table.number("pixel_pitch_mm", 0.0, _COARSEST_MM, 0.0),
    )


def _scene(folder: PackageFolder, file: str, grids: Collection[str]) -> Scene | None:
    content = folder.toml(file)
    if not content:
        return None
    top = Record(content, file, "", folder.notes)
    _note_unknown(top, content, _FIELDS)
    kind = _choice(top, "kind", SceneKind)
    panels = tuple(_panels(folder, file, content))
    if not panels:
        top.note("panels", None, tr("at least one table [[panels]]"))
    name = top.text("name")
    if kind is None or not panels or not name:
        return None
    grid = top.text("grid_id", "")
    if grid and grid not in grids:
        top.note("grid_id", grid, tr("one of {names}", names=", ".join(sorted(grids))))
        grid = ""
    return Scene(
        code=file.removeprefix(f"{SCENE_FOLDER}/").removesuffix(".toml"),
        name=name,
        name_en=top.text("name_en", ""),
        kind=kind,
        dwell_s=_number(top, "dwell_s", 5.0, 3600.0, 30.0),
        in_rotation=top.flag("in_rotation", default=True),
        grid_id=grid,
        panels=panels,
    )


def _panels(folder: PackageFolder, file: str, content: Mapping[str, object]) -> list[ScenePanel]:
    rows = content.get("panels", [])
    found: list[ScenePanel] = []
    for table, row in zip(
        folder.tables(file, "panels", content), rows if isinstance(rows, list) else (), strict=False
    ):
        _note_unknown(table, row, _PANEL_FIELDS)
        panel = _panel(table)
        if panel is None:
            continue
        if panel.kind in _SINGLE and any(one.kind is panel.kind for one in found):
            table.note("kind", panel.kind.value, tr("one {kind} in a scene", kind=panel.kind.value))
            continue
        found.append(panel)
    return found


def _panel(table: Record) -> ScenePanel | None:
    kind, zone = _choice(table, "kind", PanelKind), _choice(table, "zone", Zone)
    if kind is None or zone is None:
        return None
    text = table.text("text", "")
    if kind is PanelKind.TEXT and not text:
        table.note("text", None, tr("what the panel says"))
        return None
    return ScenePanel(
        kind=kind,
        zone=zone,
        weight=_number(table, "weight", 0.1, 100.0, 0.0),
        priority=int(_number(table, "priority", 1, 9, 2)),
        min_width=int(_number(table, "min_width", 100, 3840, 0)),
        min_height=int(_number(table, "min_height", 60, 2160, 0)),
        title=table.text("title", ""),
        title_en=table.text("title_en", ""),
        text=text,
        text_en=table.text("text_en", ""),
        cameras=table.several("cameras"),
        tiles=int(_number(table, "tiles", 1, 16, 4)),
    )


def _choice(table: Record, field: str, kind: type[_T]) -> _T | None:
    """Return the member a field names, None (and a note) where it names none."""
    members: list[_T] = list(kind)  # type: ignore[call-overload]
    if table.has(field):
        said = table.text(field)
        for member in members:
            if str(member) == said:
                return member
    else:
        said = ""
    names = ", ".join(sorted(str(member) for member in members))
    table.note(field, said or None, tr("one of {names}", names=names))
    return None


def _number(table: Record, field: str, low: float, high: float, usual: float) -> float:
    """Return a number, and what is usual where it is missing or wrong."""
    if not table.has(field):
        return usual
    before = table.is_sound
    table.is_sound = True
    found = table.number(field, low, high)
    wrong = not table.is_sound
    table.is_sound = before and table.is_sound
    return usual if wrong else found


def _note_unknown(table: Record, row: Mapping[str, object], known: Collection[str]) -> None:
    for name in row:
        if name not in known:
            expected = tr("a field named {names}", names=", ".join(sorted(known)))
            table.note(name, name, expected)
