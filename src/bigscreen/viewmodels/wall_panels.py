"""What each kind of panel needs to be read, and how much room it can make use of."""

from dataclasses import dataclass

from bigscreen.domain.scenes import PanelKind, ScenePanel

ANY = 1e9
"""No upper limit: such a panel fills whatever there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Sizes in design units; ``share`` is the part of a wide screen's width a column of it takes.

    More than ``most_width`` would only stretch it. ``weight`` is its share of a column's height.
    """

    width: float
    height: float
    weight: float
    most_width: float = ANY
    most_height: float = ANY
    share: float = 0.1
    runs_under_bezels: bool = False


_NEEDS = {
    PanelKind.MAP: Need(width=420, height=300, weight=6.7, runs_under_bezels=True),
    PanelKind.QUEUE: Need(width=350, height=292, weight=6.8, most_width=1250, share=0.18),
    PanelKind.WATCH: Need(width=420, height=72, weight=0.1, most_height=72),
    PanelKind.FORCES: Need(width=350, height=236, weight=2.5, most_width=620),
    PanelKind.COMPLIANCE: Need(width=330, height=200, weight=2.3, most_width=600),
    PanelKind.TREND: Need(width=350, height=230, weight=3.0, most_width=1400),
    PanelKind.CHANNELS: Need(width=350, height=150, weight=1.5, most_width=620),
    PanelKind.VOLUME: Need(width=440, height=220, weight=2.8, most_width=1500, share=0.15),
    PanelKind.RANKING: Need(width=350, height=180, weight=2.8, most_width=760, share=0.15),
    PanelKind.TILES: Need(
        width=520, height=178, weight=2.6, most_height=300, runs_under_bezels=True
    ),
    PanelKind.GRID_FIGURES: Need(width=350, height=300, weight=4.4, most_width=640),
    PanelKind.UNITS: Need(width=330, height=180, weight=4.0, most_width=900),
    PanelKind.FACTS: Need(width=380, height=300, weight=4.6, most_width=820),
    PanelKind.TIMELINE: Need(width=560, height=190, weight=2.8, most_width=2400),
    PanelKind.VIDEO: Need(width=320, height=200, weight=5.0, share=0.2),
    PanelKind.TEXT: Need(width=330, height=110, weight=2.0, most_width=1100),
}


def need_of(panel: ScenePanel) -> Need:
    """Return what a panel needs: what its kind does, unless the scene says otherwise."""
    usual = _NEEDS[panel.kind]
    height = panel.min_height or usual.height
    width = panel.min_width or usual.width
    return Need(
        width=width,
        height=height,
        weight=panel.weight or usual.weight,
        most_width=max(width, usual.most_width),
        most_height=max(height, usual.most_height),
        share=usual.share,
        runs_under_bezels=usual.runs_under_bezels,
    )
