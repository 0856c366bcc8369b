"""What a wall can show, as a city describes it: its scenes, and how they take turns."""

from dataclasses import dataclass
from enum import StrEnum


class SceneKind(StrEnum):
    """What a scene is about."""

    OVERVIEW = "overview"
    GRID = "grid"
    KPI = "kpi"
    INCIDENT = "incident"
    VIDEO = "video"
    CUSTOM = "custom"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One scene. It stays for ``dwell_s`` while scenes rotate; others show when asked.

    A grid scene without ``grid_id`` takes the grids in turn.
    """

    code: str
    name: str
    name_en: str
    kind: SceneKind
    dwell_s: float = 30.0
    in_rotation: bool = True
    grid_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WallPlan:
    """Everything a city says about its walls."""

    scenes: tuple[Scene, ...] = ()

    def scene(self, code: str) -> Scene | None:
        """Return the scene with this code, or None."""
        return next((scene for scene in self.scenes if scene.code == code), None)
