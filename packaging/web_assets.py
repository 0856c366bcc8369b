"""Copies Leaflet out of its Python package into resources/web/vendor, checking every file's hash.

Third-party web code is never committed. It comes from the XStatic-Leaflet wheel, and what leaves
that wheel is checked once more here, so that a changed wheel cannot change the page. The build hook
calls fetch() too: a wheel or a bundle can not be built without the assets.

    python packaging/web_assets.py        copy what is missing or different
"""

import hashlib
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

_REPOSITORY = Path(__file__).resolve().parents[1]
_PACKAGE = "XStatic-Leaflet"
_INSIDE = "xstatic/pkg/leaflet/data"

SHA256_BY_NAME = {  # Leaflet 1.9.3, the version folium 0.20 asks for
    "leaflet.css": "90b693d86392a4779c861b28cf307e7e59c3fb35328c4d8b95f58f814d38c722",
    "leaflet.js": "5819285cec137b229c94e1ee5ad73e8b6b84345a4367d60f75fe477fe0fb7b03",
    "images/layers-2x.png": "066daca850d8ffbef007af00b06eac0015728dee279c51f3cb6c716df7c42edf",
    "images/layers.png": "1dbbe9d028e292f36fcba8f8b3a28d5e8932754fc2215b9ac69e4cdecf5107c6",
    "images/marker-icon-2x.png": "00179c4c1ee830d3a108412ae0d294f55776cfeb085c60129a39aa6fc4ae2528",
    "images/marker-icon.png": "574c3a5cca85f4114085b6841596d62f00d7c892c7b03f28cbfa301deb1dc437",
    "images/marker-shadow.png": "264f5c640339f042dd729062cfc04c17f8ea0f29882b538e3848ed8f10edb4da",
}


class AssetError(Exception):
    """A web asset is missing or is not the pinned one."""


def _matches(path: Path, sha256: str) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256


def fetch(target: Path) -> int:
    """Bring target (…/vendor/leaflet) to the pinned state and return how many files were copied."""
    wanted = {name: pin for name, pin in SHA256_BY_NAME.items() if not _matches(target / name, pin)}
    if wanted:
        try:
            package = distribution(_PACKAGE)
        except PackageNotFoundError as error:
            raise AssetError(f"{_PACKAGE} is not installed; run packaging/bootstrap.sh") from error
        for name, pin in wanted.items():
            source = Path(str(package.locate_file(f"{_INSIDE}/{name}")))
            if not _matches(source, pin):
                raise AssetError(f"{_PACKAGE} {package.version}: {name} is not the pinned file")
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes(source.read_bytes())
    licence = _REPOSITORY / "packaging" / "licences" / "leaflet.txt"
    (target / "LICENSE").write_bytes(licence.read_bytes())  # BSD-2: the notice goes with the copy
    return len(wanted)


def main() -> int:
    """Fetch into the checkout's resources and say what was done."""
    try:
        copied = fetch(_REPOSITORY / "resources" / "web" / "vendor" / "leaflet")
    except AssetError as error:
        print(f"web assets: {error}", file=sys.stderr)
        return 1
    print(f"web assets: {len(SHA256_BY_NAME)} files verified, {copied} copied")
    return 0


if __name__ == "__main__":
    sys.exit(main())
