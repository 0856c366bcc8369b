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


_MAP = ScenePanel(kind=PanelKind.MAP, zone=Zone.CENTRE, priority=ESSENTIAL)
_WATCH = ScenePanel(kind=PanelKind.WATCH, zone=Zone.ABOVE, priority=ESSENTIAL)
_QUEUE = ScenePanel(kind=PanelKind.QUEUE, zone=Zone.SIDE_END, priority=ESSENTIAL)

OVERVIEW = Scene(
    code="overview",
    name="全局态势",
    name_en="Overview",
    kind=SceneKind.OVERVIEW,
    dwell_s=60.0,
    panels=(
        ScenePanel(kind=PanelKind.FORCES, zone=Zone.SIDE_START),
        ScenePanel(kind=PanelKind.COMPLIANCE, zone=Zone.SIDE_START),
        ScenePanel(kind=PanelKind.TREND, zone=Zone.SIDE_START, priority=3),
        ScenePanel(kind=PanelKind.CHANNELS, zone=Zone.SIDE_START, priority=5),
        _WATCH,
        _MAP,
        ScenePanel(kind=PanelKind.VOLUME, zone=Zone.UNDER, priority=4),
        _QUEUE,
        ScenePanel(kind=PanelKind.RANKING, zone=Zone.SIDE_END, priority=4),
    ),
)
GRID = Scene(
    code="grid",
    name="网格",
    name_en="Grid",
    kind=SceneKind.GRID,
    dwell_s=20.0,
    panels=(
        ScenePanel(kind=PanelKind.GRID_FIGURES, zone=Zone.SIDE_START, priority=ESSENTIAL),
        ScenePanel(kind=PanelKind.UNITS, zone=Zone.SIDE_START),
        _MAP,
        _QUEUE,
    ),
)
KPI = Scene(
    code="kpi",
    name="指标",
    name_en="Figures",
    kind=SceneKind.KPI,
    dwell_s=40.0,
    panels=(
        ScenePanel(kind=PanelKind.TILES, zone=Zone.TOP, priority=ESSENTIAL),
        ScenePanel(kind=PanelKind.COMPLIANCE, zone=Zone.SIDE_START),
        ScenePanel(kind=PanelKind.FORCES, zone=Zone.SIDE_START, priority=3),
        ScenePanel(kind=PanelKind.TREND, zone=Zone.CENTRE, priority=ESSENTIAL),
        ScenePanel(kind=PanelKind.VOLUME, zone=Zone.UNDER),
        ScenePanel(kind=PanelKind.RANKING, zone=Zone.SIDE_END, weight=5.0),
        ScenePanel(kind=PanelKind.CHANNELS, zone=Zone.SIDE_END, priority=4),
    ),
)
INCIDENT = Scene(
    code="incident",
    name="案件",
    name_en="Case",
    kind=SceneKind.INCIDENT,
    in_rotation=False,
    panels=(
        ScenePanel(kind=PanelKind.FACTS, zone=Zone.SIDE_START, priority=ESSENTIAL),
        ScenePanel(kind=PanelKind.UNITS, zone=Zone.SIDE_START, priority=3),
        _MAP,
        ScenePanel(kind=PanelKind.TIMELINE, zone=Zone.UNDER),
        ScenePanel(kind=PanelKind.VIDEO, zone=Zone.SIDE_END, tiles=3, weight=6.0, priority=3),
    ),
)
VIDEO = Scene(
    code="video",
    name="视频",
    name_en="Video",
    kind=SceneKind.VIDEO,
    in_rotation=False,
    panels=(
        ScenePanel(kind=PanelKind.VIDEO, zone=Zone.CENTRE, tiles=4, priority=ESSENTIAL),
        ScenePanel(kind=PanelKind.QUEUE, zone=Zone.SIDE_END),
    ),
)

USUAL_SCENES = (OVERVIEW, GRID, KPI, INCIDENT, VIDEO)
"""The scenes of a city that describes none of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WallPlan:
    """Everything a city says about its walls.

    ``viewing_distance_m`` is how far the farthest reader stands and ``pixel_pitch_mm`` the
    distance between two pixels of its screens; 0 where the city does not say. ``scene_fault``
    says what is wrong in the city's scenes: the rest of them is there all the same.
    """

    scenes: tuple[Scene, ...] = USUAL_SCENES
    conduct: WallConduct = field(default_factory=WallConduct)
    viewing_distance_m: float = 0.0
    pixel_pitch_mm: float = 0.0
    scene_fault: str = ""

    def scene(self, code: str) -> Scene | None:
        """Return the scene with this code, or None."""
        return next((scene for scene in self.scenes if scene.code == code), None)
