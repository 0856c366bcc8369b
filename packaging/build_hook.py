"""Puts resources/, with the fetched web assets, into the wheel as bigscreen/resources."""

import importlib.util
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ResourcesHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the resources to a built wheel; an editable install reads them from the checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fetch the web assets and ask for the resources, unless the install is editable."""
        if version == "editable":
            return
        root = Path(self.root)
        _load(root / "packaging" / "web_assets.py").fetch(
            root / "resources" / "web" / "vendor" / "leaflet"
        )
        build_data["force_include"][str(root / "resources")] = "bigscreen/resources"


def _load(path: Path) -> Any:
    """Import a script by path: hatchling runs hooks without their folder on sys.path."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"cannot load {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
