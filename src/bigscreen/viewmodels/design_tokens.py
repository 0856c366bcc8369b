"""The design tokens: every colour and size of the product, of widgets, pages and documents.

Two colour jobs are never mixed: identity (which force) and state (how grave, how late); identity
is the same in every look. There are two looks: dark for halls, light for projectors and paper.
Sizes are pixels of a picture of 1920×1080.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bigscreen.domain.incidents import Level


class Size:
    """The type scale."""

    TITLE = 32
    CLOCK = 40
    FIGURE = 22
    HEADING = 18
    BODY = 18
    LABEL = 16
    SMALL = 15
    NOTE = 14


POLICE = "#2F80FF"
TRAFFIC = "#63A4FF"
CHENGGUAN = "#FFC21A"
"""Identity: the same whatever the look. Joint forces are police and chengguan, half and half."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundTokens:
    """Surfaces, from the back to the front, and the lines between them."""

    wall: str
    bar: str
    panel: str
    field: str
    row: str
    hover: str
    selected: str
    line: str
    edge: str
    edge_strong: str
    empty: str
    track: str
    veil: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InkTokens:
    """Text. ``faint`` is for words that help, never for figures."""

    full: str
    label: str
    faint: str
    on_colour: str
    on_action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StateTokens:
    """What is abnormal, or as it should be; and what can be pressed."""

    good: str
    late: str
    bad: str
    bad_band: str
    wait: str
    action: str
    action_hover: str
    action_pending: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityTokens:
    """The forces where a look needs other shades than the fixed three: text, helpers, outlines."""

    auxiliary: str
    police_text: str
    traffic_text: str
    chengguan_text: str
    auxiliary_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceStateTokens:
    """The parts of a force's bar beside its own colour."""

    en_route: str
    on_scene: str
    offline: str
    off_duty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapTokens:
    """What only the map has. ``outlines`` are by tint: police, traffic, chengguan, joint, other."""

    block: str
    green: str
    water: str
    water_edge: str
    street_1: str
    street_2: str
    street_3: str
    street_name: str
    grid_fill: str
    grid_line: str
    grid_name: str
    patrol_due: str
    patrol_done: str
    operation: str
    ink: str
    on_level: str
    en_route: str
    off_duty: str
    outlines: tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """One look. ``channels`` and ``sequence`` go from most to least, and from little to much."""

    ground: GroundTokens
    ink: InkTokens
    state: StateTokens
    levels: Mapping[Level, str]
    identity: IdentityTokens
    force_states: ForceStateTokens
    map: MapTokens
    last_week: str
    channels: tuple[str, ...]
    sequence: tuple[str, ...]


DARK = Tokens(
    ground=GroundTokens(
        wall="#060D1A",
        bar="#0A1526",
        panel="#0B1628",
        field="#081222",
        row="#0F1D33",
        hover="#132541",
        selected="#16305A",
        line="#1B2B45",
        edge="#27406A",
        edge_strong="#3B5580",
        empty="#22344F",
        track="#14233B",
        veil="#87141922",
    ),
    ink=InkTokens(
        full="#EAF2FF",
        label="#9DB2D0",
        faint="#7F95B5",
        on_colour="#06101F",
        on_action="#FFFFFF",
    ),
    state=StateTokens(
        good="#2BD4A8",
        late="#FF8F3F",
        bad="#FF4D5E",
        bad_band="#8E1526",
        wait="#9DB2D0",
        action="#2369DB",
        action_hover="#2F77EC",
        action_pending="#1B3B70",
    ),
    levels={
        Level.ONE: "#FF4D5E",
        Level.TWO: "#FF8F3F",
        Level.THREE: "#B79CFF",
        Level.FOUR: "#8AA0BF",
    },
    identity=IdentityTokens(
        auxiliary="#8FA3C0",
        police_text="#4F94FF",
        traffic_text=TRAFFIC,
        chengguan_text=CHENGGUAN,
        auxiliary_text="#8FA3C0",
    ),
    force_states=ForceStateTokens(
        en_route="#CBD6E8", on_scene="#FF8F3F", offline="#41567A", off_duty="#1C2C46"
    ),
    map=MapTokens(
        block="#0A1729",
        green="#0A1E27",
        water="#0F2A4A",
        water_edge="#17395F",
        street_1="#1B3152",
        street_2="#152742",
        street_3="#101F37",
        street_name="#6E86A8",
        grid_fill="#5B7FB5",
        grid_line="#3B5580",
        grid_name="#7F98BE",
        patrol_due="#9DB2D0",
        patrol_done="#3F8F80",
        operation="#C6D3E6",
        ink="#06122B",
        on_level="#06122B",
        en_route="#FFFFFF",
        off_duty="#5F7696",
        outlines=("#DCE9FF", "#EAF2FF", "#FFF3CC", "#FFFFFF", "#C6D3E6"),
    ),
    last_week="#52688C",
    channels=("#EAF2FF", "#C4D3EA", "#9DB2D0", "#6F87AB", "#47608A", "#33445F"),
    sequence=("#1E2A3F", "#3B3A6B", "#6A4C93", "#9B5BA5", "#CE72A8", "#F4A6B7"),
)

LIGHT = Tokens(
    ground=GroundTokens(
        wall="#E6ECF4",
        bar="#FFFFFF",
        panel="#FFFFFF",
        field="#F6F9FC",
        row="#F0F4F9",
        hover="#E4ECF6",
        selected="#D3E3F8",
        line="#D3DDE9",
        edge="#A3B7D0",
        edge_strong="#6F8BAE",
        empty="#C5D2E2",
        track="#DFE7F0",
        veil="#87D9E0E8",
    ),
    ink=InkTokens(
        full="#0B1B33",
        label="#3A506C",
        faint="#4F6480",
        on_colour="#06101F",
        on_action="#FFFFFF",
    ),
    state=StateTokens(
        good="#087257",
        late="#A84A05",
        bad="#C00F2B",
        bad_band="#A30E26",
        wait="#3A506C",
        action="#1F5FCC",
        action_hover="#194FAB",
        action_pending="#3E5F94",
    ),
    levels={
        Level.ONE: "#C00F2B",
        Level.TWO: "#A84A05",
        Level.THREE: "#6A43C4",
        Level.FOUR: "#4F6480",
    },
    identity=IdentityTokens(
        auxiliary="#6F84A3",
        police_text="#1657BE",
        traffic_text="#1F62B8",
        chengguan_text="#7A5600",
        auxiliary_text="#4F6480",
    ),
    force_states=ForceStateTokens(
        en_route="#8FA3C0", on_scene="#E0701A", offline="#B7C5D6", off_duty="#DEE6EF"
    ),
    map=MapTokens(
        block="#E4EAF1",
        green="#D6E6D8",
        water="#BBD4EC",
        water_edge="#8FB6DA",
        street_1="#BFCCDB",
        street_2="#CBD6E2",
        street_3="#D8E1EA",
        street_name="#4F6480",
        grid_fill="#5B7FB5",
        grid_line="#6F8BAE",
        grid_name="#3A506C",
        patrol_due="#3A506C",
        patrol_done="#087257",
        operation="#3A506C",
        ink="#06122B",
        on_level="#FFFFFF",
        en_route="#0B1B33",
        off_duty="#8497B0",
        outlines=("#0B2A5C", "#0B2A5C", "#5C4300", "#0B1B33", "#33455F"),
    ),
    last_week="#8FA3C0",
    channels=("#16325C", "#2F5488", "#547AAF", "#82A2CC", "#AFC5E2", "#D3DFEE"),
    sequence=("#F3EAF3", "#E0C3DF", "#C598C9", "#A06BB0", "#754593", "#4B2670"),
)

LOOKS: Mapping[str, Tokens] = {"dark": DARK, "light": LIGHT}
"""Every look by its name."""


def page_tokens(tokens: Tokens) -> dict[str, object]:
    """Return the tokens a page uses, under the names its code knows."""
    ground, ink, state, on_map = tokens.ground, tokens.ink, tokens.state, tokens.map
    return {
        "ground": ground.field,
        "scrim": ground.wall,
        "panel": ground.panel,
        "row": ground.row,
        "chosen": ground.selected,
        "line": ground.line,
        "text": ink.full,
        "textDim": ink.label,
        "textFaint": ink.faint,
        "block": on_map.block,
        "green": on_map.green,
        "water": on_map.water,
        "waterEdge": on_map.water_edge,
        "street1": on_map.street_1,
        "street2": on_map.street_2,
        "street3": on_map.street_3,
        "streetName": on_map.street_name,
        "gridFill": on_map.grid_fill,
        "gridLine": on_map.grid_line,
        "gridName": on_map.grid_name,
        "patrolDue": on_map.patrol_due,
        "patrolDone": on_map.patrol_done,
        "operation": on_map.operation,
        "tints": [POLICE, TRAFFIC, CHENGGUAN, POLICE, tokens.identity.auxiliary],
        "outlines": list(on_map.outlines),
        "jointSecond": CHENGGUAN,
        "ink": on_map.ink,
        "onLevel": on_map.on_level,
        "levels": {str(level.value): colour for level, colour in tokens.levels.items()},
        "onTime": state.good,
        "overdue": state.bad,
        "enRoute": on_map.en_route,
        "onScene": state.late,
        "offDuty": on_map.off_duty,
        "sequence": list(tokens.sequence),
    }
