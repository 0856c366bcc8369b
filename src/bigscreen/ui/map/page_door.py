"""Writes the calls to ``window.bigscreen``: one call a wish, every argument escaped as JSON."""

import json
from collections.abc import Mapping, Sequence

from bigscreen.domain.geo import GeoPoint
from bigscreen.viewmodels.map_marks import MarkedUnit


def page_call(function: str, *arguments: object) -> str:
    """Return the script that calls one function of the page's door with JSON arguments."""
    return f"window.bigscreen.{function}({', '.join(_literal(a) for a in arguments)});"


def select(unit: int | None, incident: str | None) -> str:
    """Highlight a unit, an incident, both or neither."""
    return page_call("select", {"unit": unit, "incident": incident})


def set_text(texts: Mapping[str, str]) -> str:
    """Give the page its translated words."""
    return page_call("setText", dict(texts))


def set_link(*, lost: bool) -> str:
    """Grey the picture while the link is lost."""
    return page_call("setLink", {"lost": lost})


def set_still(*, still: bool) -> str:
    """Let the page's clock stand between frames, or run on."""
    return page_call("setStill", {"still": still})


def fit(south_west: GeoPoint, north_east: GeoPoint) -> str:
    """Show a whole area and stop following."""
    return page_call("fit", _corners(south_west, north_east))


def watch(corners: tuple[GeoPoint, GeoPoint] | None) -> str:
    """Show an area (south-west, north-east) in place of the open incidents; None: those again."""
    return page_call("watch", _corners(*corners) if corners else None)


def _corners(south_west: GeoPoint, north_east: GeoPoint) -> dict[str, float]:
    return {
        "south": south_west.lat,
        "west": south_west.lon,
        "north": north_east.lat,
        "east": north_east.lon,
    }


def centre(point: GeoPoint, zoom: float | None) -> str:
    """Show a place in the middle, at a zoom or at the present one, and stop following."""
    return page_call("centre", point.lat, point.lon, zoom)


def restore_view(point: GeoPoint, zoom: float, *, locked: bool) -> str:
    """Put a page that was loaded again where the last one stood."""
    view = {"lat": point.lat, "lon": point.lon, "zoom": zoom, "locked": locked}
    return page_call("restoreView", view)


def resume_follow() -> str:
    """Follow the open incidents again; while following, go back to the earlier view."""
    return page_call("resumeFollow")


def show_candidates(marked: Sequence[MarkedUnit]) -> str:
    """Mark recommended units with ①, ② and so on, and draw lines from the case to them."""
    ranked = [{"number": one.number, "rank": one.place, "chosen": one.chosen} for one in marked]
    return page_call("showCandidates", ranked)


def show_reach(areas: Mapping[str, object] | None) -> str:
    """Draw what can be reached around a case, as ``map_reach`` gives it; None draws nothing."""
    return page_call("showReach", areas)


def show_track(track: Mapping[str, object] | None) -> str:
    """Draw where a unit was, as ``map_track`` gives it; None draws nothing."""
    return page_call("showTrack", track)


def show_group(numbers: Sequence[int]) -> str:
    """Frame the units that were chosen together."""
    return page_call("showGroup", list(numbers))


def spread(numbers: Sequence[int]) -> str:
    """Spread units that stand on one spot; fewer than two closes what is spread."""
    return page_call("spread", list(numbers))


def show_part(part: str, *, shown: bool) -> str:
    """Switch a part of the ground on or off, in the layer control too."""
    return page_call("showPart", part, shown)


def set_scale(factor: float) -> str:
    """Draw symbols and text this much larger."""
    return page_call("setScale", factor)


def _literal(value: object) -> str:
    """JSON that is also safe inside a script: no tag can end it, no line separator break it."""
    text = json.dumps(value, ensure_ascii=True, allow_nan=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e")
