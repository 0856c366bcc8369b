"""Pages say what the engine answered: each figure with its n, and where it comes from."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bigscreen.domain.city import Grid
from bigscreen.viewmodels.meeting.figures_read import FiguresRead, bucket_name, duration_text
from bigscreen.viewmodels.meeting.grid_map import CHOICES, map_page, map_step, place_of_step
from bigscreen.viewmodels.meeting.group_names import only_words
from bigscreen.viewmodels.meeting.overview import OVERVIEW
from bigscreen.viewmodels.meeting.periods import PeriodKind, custom, stepped
from bigscreen.viewmodels.meeting.places import PLACES
from bigscreen.viewmodels.meeting.presence import PRESENCE
from bigscreen.viewmodels.meeting.report import report_of, said_period
from bigscreen.viewmodels.meeting.rhythm import RHYTHM
from bigscreen.viewmodels.meeting.speeds import DISTRIBUTION
from bigscreen.viewmodels.meeting.steps import slots, step_of
from bigscreen.viewmodels.meeting.trends import TRENDS
from bigscreen.viewmodels.report_blocks import Chart, Page
from tests.support.cases import a_case
from tests.support.meeting_figures import NOW, a_look, answered, blocks_of, week_cases
from tests.support.small_city import small_city
from tests.support.two_tiers import two_tiers

CASES = week_cases()
LOOK = a_look()
PAGES = (OVERVIEW, TRENDS, DISTRIBUTION, RHYTHM, PLACES, PRESENCE, map_page(CHOICES[0]))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
@pytest.mark.parametrize("cases", [CASES, []], ids=["some", "none"])
@pytest.mark.parametrize("kind", [PeriodKind.SHIFT, PeriodKind.WEEK, PeriodKind.QUARTER])
def test_every_page_can_be_made_of_any_period(page, cases, kind) -> None:
    blocks = blocks_of(page, a_look(kind), cases)
    assert len(blocks) == len(set(blocks))
    for block in blocks.values():
        if isinstance(block, Chart):
            assert all(len(one.values) == len(block.categories) for one in block.series)


def test_a_tile_says_value_n_changes_and_definition() -> None:
    tiles = blocks_of(OVERVIEW, LOOK, CASES)["overview_figures"].tiles
    volume = next(tile for tile in tiles if tile.ground.measure == "volume")
    inside = [c for c in CASES if LOOK.period.start <= c.received_at < LOOK.until]
    assert volume.value == len(inside) == volume.ground.n
    assert [change.label for change in volume.changes] == ["year on year", "on the period before"]
    assert volume.changes[0].text == "—"
    assert volume.ground.definition
    assert volume.ground.sides
    read = FiguresRead(answered(OVERVIEW.wanted(LOOK)["all"], CASES))
    assert read.as_of == NOW


def test_times_of_calls_leave_city_cases_alone() -> None:
    tiles = blocks_of(OVERVIEW, LOOK, CASES)["overview_figures"].tiles
    response = next(tile for tile in tiles if tile.ground.measure == "response")
    assert ("work", "police_call") in response.ground.only
    assert ":" in response.text


def test_stacked_bars_add_up_to_the_volume() -> None:
    chart = blocks_of(OVERVIEW, LOOK, CASES)["overview_volume"]
    inside = [c for c in CASES if LOOK.period.start <= c.received_at < LOOK.until]
    assert sum(sum(one.values) for one in chart.series) == len(inside)
    assert [one.tone for one in chart.series] == ["police", "chengguan"]
    assert chart.series[0].grounds[0].only[0][0] == "day"


def test_compared_lines_stand_over_each_other_by_place() -> None:
    chart = blocks_of(TRENDS, LOOK, CASES)["trend_volume"]
    assert [one.tone for one in chart.series] == ["now", "before", "year"]
    before = [c for c in CASES if LOOK.period.start > c.received_at]
    length = LOOK.until - LOOK.period.start
    before = [c for c in before if c.received_at >= LOOK.period.start - length]
    assert sum(chart.series[1].values) <= len(before)
    assert chart.note.startswith("on the period before: ") or "year on year" in chart.note
    own, past = (one.grounds[0] for one in chart.series[:2])
    assert own.span is None
    assert past.span is not None
    assert past.span[1] <= LOOK.period.start
    assert own.only != past.only  # the day over which it stands is another one


def test_buckets_are_named_as_bulletins_write_them() -> None:
    assert [bucket_name(key) for key in ("0-30s", ">180s", "5-10min", "1-2h")] == [
        "0–30 s",
        "> 180 s",
        "5–10 min",
        "1–2 h",
    ]
    blocks = blocks_of(DISTRIBUTION, a_look(period=stepped(LOOK.period, -1, LOOK.clock)), CASES)
    chart, table = blocks["acceptance_speed"], blocks["speeds_table"]
    assert sum(chart.series[0].values) == pytest.approx(100.0)
    assert chart.series[0].grounds[1].bucket == "30-60s"
    assert len(table.rows) == len(table.grounds) == 15
    assert "West" in blocks["speeds_worst"].paragraphs[0] or "East" in str(blocks["speeds_worst"])


def test_a_field_of_few_cases_is_empty_not_zero() -> None:
    blocks = blocks_of(RHYTHM, LOOK, CASES)
    assert 0.0 in blocks["rhythm_volume"].values[6]
    assert None in blocks["rhythm_response"].values[0]
    ground = blocks["rhythm_volume"].grounds[1][9]
    assert dict(ground.only) == {"weekday": "2", "hour": "9"}


def test_places_are_ordered_by_their_cases() -> None:
    blocks = blocks_of(PLACES, LOOK, CASES)
    totals = [
        sum(one.values[n] for one in blocks["places_grids"].series)
        for n in range(len(blocks["places_grids"].categories))
    ]
    assert totals == sorted(totals, reverse=True)
    assert "outside every grid" in blocks["places_grids"].categories
    assert blocks["places_item"].categories[0] == "Noise"


def test_the_map_ends_with_the_whole_period() -> None:
    block = blocks_of(map_page(CHOICES[0]), LOOK, CASES)["map_volume"]
    assert block.steps[-1].label == "Whole period"
    assert [step.label for step in block.steps[:-1]] == ["03-09", "03-10", "03-11"]
    west = [step.values.get("west", 0.0) for step in block.steps]
    assert sum(west[:-1]) == west[-1] == block.steps[-1].counts["west"]
    assert place_of_step(LOOK, 1) == (("day", "2026-03-10"),)
    assert place_of_step(LOOK, 3) == ()


def test_two_hundred_grids_get_a_coarser_step() -> None:
    city = small_city()
    west = city.grids[0]
    many = tuple(replace(west, id=f"g{n}", name="网" * 60) for n in range(200))
    grids: tuple[Grid, ...] = many
    look = a_look(PeriodKind.MONTH, replace(city, grids=grids), known_from=None)
    wide = replace(look, now=look.period.end + timedelta(days=1))
    assert map_step(wide) == "week"


def test_half_a_period_on_record_is_no_comparison() -> None:
    look = replace(LOOK, known_from=LOOK.period.start - timedelta(days=10))
    assert look.compared == ("previous",)
    chart = blocks_of(TRENDS, look, CASES)["trend_volume"]
    assert [one.tone for one in chart.series] == ["now", "before"]
    assert "records begin on" in chart.note


def test_steps_of_a_period_are_all_there() -> None:
    day = a_look(PeriodKind.DAY)
    assert step_of(day.period.start, day.period.end) == "hour"
    assert len(slots(day.period.start, day.period.end, "hour", day.clock)) == 24
    shift = stepped(a_look(PeriodKind.SHIFT).period, -1, day.clock)
    hours = [slot.key for slot in slots(shift.start, shift.end, "hour", day.clock)]
    assert hours == [*range(20, 24), *range(8)]
    year = a_look(PeriodKind.YEAR)
    assert len(slots(year.period.start, year.period.end, "month", year.clock)) == 12


def test_a_report_says_its_period_and_how_far_it_has_come() -> None:
    look = replace(LOOK, only=(("grid", "west"),), area_id="east")
    report = report_of([Page(key="k", title="t", blocks=())], look)
    assert report.city == "Small City"
    assert (
        report.period == said_period(look) == "week 11 of 2026 (03-09 – 03-15), up to 03-11 12:00"
    )
    assert "Only: West." in report.notes
    assert "Area: East." in report.notes
    whole = report_of([], LOOK)
    assert len(whole.notes) == 2
    over = replace(look, now=NOW + timedelta(days=30), only=(), area_id="")
    assert said_period(over) == "week 11 of 2026 (03-09 – 03-15)"


def test_what_a_figure_is_narrowed_to_is_said_in_words() -> None:
    only = (
        ("grid", "west"),
        ("hour", "23"),
        ("weekday", "1"),
        ("week", "2026-03-09"),
        ("month", "2026-03-01"),
        ("class", "3"),
        ("level", "1"),
        ("item", "noise"),
        ("force", "cg"),
        ("work", "police_call"),
    )
    said = only_words(only, LOOK, "0-30s")
    assert said == (
        "West · 23:00 – 00:00 · Monday · week from 2026-03-09 · 2026-03 · 3 min class · "
        "Level Ⅰ · Noise · Chengguan · Police call · 0–30 s"
    )


def test_areas_are_called_by_their_names() -> None:
    look = a_look(city=two_tiers())
    area = two_tiers().areas[-1]
    assert only_words((("district", area.id),), look) == area.name_en
    assert bucket_name("of an unknown kind") == "of an unknown kind"


def test_a_map_of_one_step_is_the_whole_period() -> None:
    look = a_look(period=custom(LOOK.clock.day_of(NOW), LOOK.clock.day_of(NOW), LOOK.clock))
    early = replace(look, now=look.period.start + timedelta(minutes=30))
    cases = [a_case("first", look.period.start + timedelta(minutes=5))]
    block = blocks_of(map_page(CHOICES[0]), early, cases)["map_volume"]
    assert [step.label for step in block.steps] == ["Whole period"]


def test_long_times_are_said_in_hours_and_days() -> None:
    said = [duration_text(seconds) for seconds in (59, 3599, 7200, 200_000)]
    assert said == ["0:59", "59:59", "2.0 h", "2.3 d"]


def test_a_custom_period_of_a_day_goes_by_the_hour() -> None:
    day = LOOK.clock.day_of(NOW)
    look = a_look(period=custom(day, day, LOOK.clock))
    chart = blocks_of(TRENDS, look, CASES)["trend_volume"]
    assert chart.title.endswith("by hour")
