"""What a wall can show, as a city describes it: its scenes, and how they take turns."""

from dataclasses import dataclass, field
from enum import StrEnum

from bigscreen.domain.wall_rules import WallConduct


class SceneKind(StrEnum):
    """What a scene is about."""

    OVERVIEW = "overview"
    GRID = "grid"
    KPI = "kpi"
    INCIDENT = "incident"
    VIDEO = "video"
    CUSTOM = "custom"


class PanelKind(StrEnum):
    """What a panel shows.

    ``units`` and ``grid_figures`` are of the scene's grid or case, ``facts`` and ``timeline`` of
    its case; ``tiles`` are the headline figures large, ``watch`` is the strip of what to know.
    """

    MAP = "map"
    QUEUE = "queue"
    WATCH = "watch"
    FORCES = "forces"
    COMPLIANCE = "compliance"
    TREND = "trend"
    CHANNELS = "channels"
    VOLUME = "volume"
    RANKING = "ranking"
    TILES = "tiles"
    GRID_FIGURES = "grid_figures"
    UNITS = "units"
    FACTS = "facts"
    TIMELINE = "timeline"
    VIDEO = "video"
    TEXT = "text"


class Zone(StrEnum):
    """Where a panel belongs, whatever the shape of the screen.

    ``top`` runs over the whole width; ``above`` and ``under`` belong to the ``centre``. Where
    the screen is wide the sides get more columns, where it is high all stand under each other.
    """

    TOP = "top"
    SIDE_START = "side_start"
    ABOVE = "above"
    CENTRE = "centre"
    UNDER = "under"
    SIDE_END = "side_end"


ESSENTIAL = 1
"""The priority of panels a scene is nothing without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenePanel:
    """One panel of a scene, independent of the size of any screen.

    ``weight`` is its share of the height beside its neighbours, ``min_width`` and ``min_height``
    the least room in design units (pixels of a 1920×1080 picture); 0 is what its kind usually
    has. Where there is not room for all, the panels of the highest ``priority`` number give way
    first; those of priority 1 never do. ``title`` and ``text`` are of a text panel; ``cameras``
    and ``tiles`` of a video panel: which ones, and at most how many; without any it takes the
    nearest to what the scene is about.
    """

    kind: PanelKind
    zone: Zone
    weight: float = 0.0
    priority: int = 2
    min_width: int = 0
    min_height: int = 0
    title: str = ""
    title_en: str = ""
    text: str = ""
    text_en: str = ""
    cameras: tuple[str, ...] = ()
    tiles: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One scene. It stays for ``dwell_s`` while scenes rotate; others show when asked.

    A grid scene without ``grid_id`` takes the grids in turn. ``panels`` stand in the order in
    which they are read.
    """

    code: str
    name: str
    name_en: str
    kind: SceneKind
    dwell_s: float = 30.0
    in_rotation: bool = True
    grid_id: str = ""
    panels: tuple[ScenePanel, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WallPlan:
    """Everything a city says about its walls.

    ``viewing_distance_m`` is how far the farthest reader stands and ``pixel_pitch_mm`` the
    distance between two pixels of its screens; 0 where the city does not say.
    """

    scenes: tuple[Scene, ...] = ()
    conduct: WallConduct = field(default_factory=WallConduct)
    viewing_distance_m: float = 0.0
    pixel_pitch_mm: float = 0.0

    def scene(self, code: str) -> Scene | None:
        """Return the scene with this code, or None."""
        return next((scene for scene in self.scenes if scene.code == code), None)
