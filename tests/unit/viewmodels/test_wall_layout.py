"""A scene keeps its order on a screen of any size: nothing overlaps, nothing essential is lost."""

from itertools import combinations

import pytest

from bigscreen.domain.scenes import (
    ESSENTIAL,
    GRID,
    INCIDENT,
    KPI,
    OVERVIEW,
    USUAL_SCENES,
    PanelKind,
    Scene,
    SceneKind,
    ScenePanel,
    Zone,
)
from bigscreen.viewmodels.wall_layout import fitting_scale, lay_scene
from bigscreen.viewmodels.wall_panels import need_of
from bigscreen.viewmodels.wall_scale import arc_minutes, design_scale, wall_scale
from bigscreen.viewmodels.wall_stack import Bezels, Item, Strip, laid, segments, shared_out

SIZES = [(1920, 1080), (3840, 2160), (5760, 1080), (7680, 2160), (1080, 1920), (1366, 768)]


def lay(scene, size, scale=None, bezels=None):
    return lay_scene(scene, size[0], size[1] - 88, scale or design_scale(*size), bezels)


def at(layout, kind):
    return next(placed for placed in layout.placed if placed.panel.kind is kind)


def strip(middle):
    return Strip(start=middle - 15, end=middle + 15)


def overlap(a, b):
    return (
        a.x < b.x + b.width
        and b.x < a.x + a.width
        and a.y < b.y + b.height
        and b.y < a.y + a.height
    )


@pytest.mark.parametrize("scene", USUAL_SCENES, ids=lambda scene: scene.code)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("larger", [1.0, 1.3, 1.6])
def test_panels_stand_apart_inside_and_have_what_they_need(scene, size, larger):
    scale = design_scale(*size) * larger
    layout = lay(scene, size, scale)
    assert layout.placed
    for one, other in combinations(layout.placed, 2):
        assert not overlap(one, other), (one, other)
    for placed in layout.placed:
        need = need_of(placed.panel)
        assert placed.x >= 0
        assert placed.x + placed.width <= size[0]
        assert placed.y >= 0
        assert placed.y + placed.height <= size[1] - 88
        assert placed.width >= need.width * scale - 2
        assert placed.height >= need.height * scale - 2


@pytest.mark.parametrize("scene", USUAL_SCENES, ids=lambda scene: scene.code)
@pytest.mark.parametrize("size", SIZES)
def test_at_the_designs_scale_every_panel_is_there(scene, size):
    assert lay(scene, size).left_out == ()


def test_the_design_s_own_size_has_a_side_the_map_and_a_side():
    layout = lay(OVERVIEW, (1920, 1080))
    forces, queue = at(layout, PanelKind.FORCES), at(layout, PanelKind.QUEUE)
    city, volume = at(layout, PanelKind.MAP), at(layout, PanelKind.VOLUME)
    assert forces.x < city.x < queue.x
    assert city.width > 1000
    assert volume.y > city.y + city.height - 1
    assert (volume.x, volume.width) == (city.x, city.width)


@pytest.mark.parametrize("size", [(5760, 1080), (7680, 2160)])
def test_a_wide_wall_has_more_columns_and_a_wider_map(size):
    layout = lay(OVERVIEW, size)
    assert len({placed.x for placed in layout.placed}) == 5
    assert at(layout, PanelKind.MAP).width > 0.42 * size[0]
    assert at(layout, PanelKind.VOLUME).x > at(layout, PanelKind.MAP).x
    assert at(layout, PanelKind.FORCES).width <= 620 * design_scale(*size)


def test_a_portrait_screen_has_the_map_on_top_then_the_queue_then_figures():
    layout = lay(OVERVIEW, (1080, 1920))
    order = [PanelKind.WATCH, PanelKind.MAP, PanelKind.QUEUE, PanelKind.FORCES, PanelKind.VOLUME]
    tops = [at(layout, kind).y for kind in order]
    assert tops == sorted(tops)
    assert at(layout, PanelKind.MAP).width > 1000
    assert at(layout, PanelKind.COMPLIANCE).y == at(layout, PanelKind.FORCES).y


def test_larger_type_costs_the_panels_that_matter_least():
    kept = lay(OVERVIEW, (1920, 1080), 1.4)
    gone = {OVERVIEW.panels[i].kind for i in kept.left_out}
    assert gone
    assert gone <= {PanelKind.CHANNELS, PanelKind.RANKING, PanelKind.VOLUME, PanelKind.TREND}


def test_the_scale_is_bounded_by_what_the_scene_must_show():
    scale = fitting_scale(OVERVIEW, 1920, 992, 4.0, 0.6)
    assert 1.2 < scale < 4.0
    layout = lay_scene(OVERVIEW, 1920, 992, scale)
    assert all(OVERVIEW.panels[i].priority > ESSENTIAL for i in layout.left_out)
    assert fitting_scale(OVERVIEW, 200, 100, 2.0, 0.6) == 0.6


def test_the_band_on_top_runs_over_the_whole_width():
    layout = lay(KPI, (1920, 1080))
    tiles = at(layout, PanelKind.TILES)
    assert tiles.width > 1850
    assert all(p.y > tiles.y for p in layout.placed if p is not tiles)


def test_a_scene_without_a_map_fills_the_screen():
    panels = (
        ScenePanel(kind=PanelKind.QUEUE, zone=Zone.SIDE_START),
        ScenePanel(kind=PanelKind.RANKING, zone=Zone.SIDE_END),
    )
    scene = Scene(code="x", name="x", name_en="", kind=SceneKind.CUSTOM, panels=panels)
    layout = lay(scene, (1920, 1080))
    assert sum(placed.width for placed in layout.placed) > 1840


def test_a_panel_s_own_sizes_and_weights_count():
    panels = (
        ScenePanel(kind=PanelKind.TEXT, zone=Zone.SIDE_START, text="a", weight=1, min_width=700),
        ScenePanel(kind=PanelKind.TEXT, zone=Zone.SIDE_START, text="b", weight=3),
        ScenePanel(kind=PanelKind.MAP, zone=Zone.CENTRE),
    )
    scene = Scene(code="x", name="x", name_en="", kind=SceneKind.CUSTOM, panels=panels)
    first, second, _ = lay(scene, (1920, 1080)).placed
    assert first.width == second.width == 700
    assert second.height == pytest.approx(3 * first.height, abs=2)


@pytest.mark.parametrize("scene", [OVERVIEW, GRID, KPI, INCIDENT], ids=lambda scene: scene.code)
@pytest.mark.parametrize(
    ("size", "bezels"),
    [
        ((5760, 1080), Bezels(across=(strip(1920), strip(3840)))),
        ((3840, 2160), Bezels(across=(strip(1920),), down=(strip(990),))),
        ((1080, 1920), Bezels(down=(strip(960),))),
    ],
)
def test_no_text_runs_under_a_bezel_only_the_map(scene, size, bezels):
    layout = lay(scene, size, bezels=bezels)
    assert all(scene.panels[i].priority > ESSENTIAL for i in layout.left_out)
    for placed in layout.placed:
        if need_of(placed.panel).runs_under_bezels:
            continue
        for strip in bezels.across:
            assert placed.x + placed.width <= strip.start + 1 or placed.x >= strip.end - 1, placed
        for strip in bezels.down:
            assert placed.y + placed.height <= strip.start + 1 or placed.y >= strip.end - 1, placed


def test_the_last_of_a_row_takes_what_bezels_left():
    items = [Item(least=30, weight=1, most=1e9), Item(least=30, weight=1, most=1e9)]
    places = laid(items, 0, 200, 0, [Strip(start=50, end=60), Strip(start=180, end=185)])
    assert places == [(0, 50), (60, 180)]
    crossing = [items[0], Item(least=30, weight=1, most=1e9, may_cross=True)]
    assert laid(crossing, 0, 200, 0, [Strip(start=50, end=60)])[-1][1] == 200


def test_a_band_that_finds_no_room_between_bezels_gives_way():
    bezels = Bezels(across=tuple(strip(x) for x in range(200, 1900, 300)))
    band = ScenePanel(kind=PanelKind.TEXT, zone=Zone.TOP, text="a")
    scene = Scene(code="x", name="x", name_en="", kind=SceneKind.CUSTOM, panels=(band,))
    assert lay(scene, (1920, 1080), bezels=bezels).left_out == (0,)


def test_bezels_move_with_the_area_that_is_laid_out():
    moved = Bezels(across=(Strip(start=10, end=20),), down=(Strip(start=5, end=6),)).moved(-4, -3)
    assert (moved.across[0].start, moved.down[0].end) == (6, 3)


# Lines.


def test_what_needs_more_than_its_share_gets_it_and_what_can_not_use_more_gives_it_up():
    items = [
        Item(least=50, weight=1, most=1e9),
        Item(least=10, weight=1, most=20),
        Item(least=0, weight=2, most=1e9),
    ]
    assert shared_out(items, 100) == pytest.approx([50, 16.667, 33.333], abs=0.01)
    assert shared_out(items, 300) == pytest.approx([93.333, 20, 186.667], abs=0.01)
    assert shared_out(items, 30) is None
    assert shared_out([], 30) == []
    assert shared_out([Item(least=5, weight=1, most=10)], 100) == [10]


def test_things_step_over_strips_or_end_before_them():
    items = [Item(least=30, weight=1, most=1e9), Item(least=30, weight=1, most=1e9)]
    assert laid(items, 0, 100, 0, [Strip(start=40, end=50)]) == [(0, 40), (50, 100)]
    assert laid(items, 0, 100, 0, [Strip(start=20, end=30)]) == [(30, 70), (70, 100)]
    assert laid(items, 0, 100, 0, [Strip(start=20, end=45)]) is None


def test_segments_are_what_strips_leave():
    strips = [Strip(start=50, end=60), Strip(start=-5, end=10), Strip(start=200, end=300)]
    assert segments(0, 100, strips) == [(10, 50), (60, 100)]
    assert segments(0, 100, [Strip(start=90, end=120)]) == [(0, 90)]


# Scale.


def test_a_portrait_screen_has_the_scale_of_the_same_one_turned():
    assert design_scale(1080, 1920) == design_scale(1920, 1080) == 1.0
    assert design_scale(3840, 2160) == design_scale(7680, 2160) == 2.0
    assert design_scale(100, 100) == 0.5


def test_body_text_is_read_from_where_the_farthest_reader_stands():
    scale = wall_scale(3840, 2160, 5.0, 0.6)
    assert 1.5 < scale < 4.0
    assert arc_minutes(18 * scale, 5.0, 0.6) == pytest.approx(15.0, abs=0.1)


def test_without_distance_or_pixels_it_is_the_designs_scale():
    assert wall_scale(3840, 2160) == wall_scale(3840, 2160, 5.0) == 2.0


def test_type_is_neither_boundlessly_large_nor_small():
    assert wall_scale(1920, 1080, 30.0, 0.5) == 2.0
    assert wall_scale(1920, 1080, 0.5, 3.0) == 0.75
