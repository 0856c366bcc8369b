"""The scenes of a city that describes none of its own."""

from bigscreen.domain.scenes import ESSENTIAL, PanelKind, Scene, SceneKind, ScenePanel, Zone

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
