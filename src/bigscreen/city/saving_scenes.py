"""Writes the scenes of a city's walls as the files of a package."""

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

from bigscreen.city.package_writing import toml_text, write_text
from bigscreen.city.scene_files import SCENE_FOLDER, SCREEN_FILE
from bigscreen.domain.scenes import USUAL_SCENES, PanelKind, Scene, ScenePanel, WallPlan, Zone

_PLAIN = ScenePanel(kind=PanelKind.MAP, zone=Zone.CENTRE)


def save_scenes(plan: WallPlan, path: Path) -> None:
    """Write scenes and what is known of the screens; what is as usual gets no file.

    Called after what else is kept in ``wall.toml`` was written.

    Raises:
        OSError: a file can not be written.
    """
    if plan.scenes and plan.scenes != USUAL_SCENES:
        (path / SCENE_FOLDER).mkdir(exist_ok=True)
        for scene in plan.scenes:
            write_text(path / SCENE_FOLDER / f"{scene.code}.toml", _scene_text(scene))
    if plan.viewing_distance_m or plan.pixel_pitch_mm:
        screen = {
            "viewing_distance_m": plan.viewing_distance_m,
            "pixel_pitch_mm": plan.pixel_pitch_mm,
        }
        file = path / SCREEN_FILE
        before = file.read_text("utf-8") + "\n" if file.exists() else ""
        write_text(file, before + toml_text([("[screen]", screen)]))


def _scene_text(scene: Scene) -> str:
    top: dict[str, object] = {
        "name": scene.name,
        "name_en": scene.name_en,
        "kind": scene.kind.value,
        "dwell_s": scene.dwell_s,
        "in_rotation": scene.in_rotation,
    }
    if scene.grid_id:
        top["grid_id"] = scene.grid_id
    return toml_text([("", top), *(("[[panels]]", _panel(panel)) for panel in scene.panels)])


def _panel(panel: ScenePanel) -> Mapping[str, object]:
    said: dict[str, object] = {"kind": panel.kind.value, "zone": panel.zone.value}
    for field in fields(panel):
        value = getattr(panel, field.name)
        if field.name not in said and value != getattr(_PLAIN, field.name):
            said[field.name] = list(value) if isinstance(value, tuple) else value
    return said
