"""Ranking and backlog of a meeting: scores with their arithmetic, cards, the unfinished list."""

from dataclasses import replace
from datetime import timedelta

from bigscreen.domain.commands import RegisterIncident
from bigscreen.domain.score_weights import ScoreWeight
from bigscreen.domain.situation import Situation
from bigscreen.report.backlog_page import BACKLOG
from bigscreen.report.ranking_page import RANKING
from bigscreen.viewmodels.meeting.periods import stepped
from tests.support.duty_room import DutyRoom
from tests.support.meeting_figures import NOW, a_look, blocks_of, week_cases
from tests.support.small_city import IN_WEST, SOURCE, small_city

CASES = week_cases()
WEIGHTS = (
    ScoreWeight(measure="response", statistic="p90", weight=60, best=60, worst=600),
    ScoreWeight(measure="on_time_closing", statistic="share", weight=40, best=100, worst=50),
    ScoreWeight(measure="of_another_version", statistic="share", weight=9, best=1, worst=0),
)
CITY = replace(small_city(), weights=WEIGHTS)


def test_grids_are_ranked_by_the_citys_weights_beside_the_period_before() -> None:
    look = a_look(city=CITY)
    look = replace(look, period=stepped(look.period, -1, look.clock))
    blocks = blocks_of(RANKING, look, CASES)
    table, chart = blocks["ranking_table"], blocks["ranking_scores"]
    assert [row[0] for row in table.rows] == [1, 2]
    scores = [row[2] for row in table.rows]
    assert scores == sorted(scores, reverse=True)
    assert list(chart.series[0].values) == [
        score for score in chart.series[0].values if score is not None
    ]
    assert "→" in str(table.rows[0][4])
    assert table.grounds[0][4].measure == "response"
    assert dict(table.grounds[0][4].only)["grid"] in {"west", "east"}
    arithmetic = blocks["ranking_arithmetic"].paragraphs
    assert all("÷ (60 + 40) × 100 =" in line for line in arithmetic)


def test_without_weights_a_ranking_says_so() -> None:
    blocks = blocks_of(RANKING, a_look(), CASES)
    assert "weights.toml" in blocks["ranking_none"].paragraphs[0]


def test_the_backlog_lists_open_cases_received_before_the_periods_end() -> None:
    room = DutyRoom(small_city(), units=())
    room.now = NOW - timedelta(hours=2)
    outcome = room.order(
        RegisterIncident(item_code="noise", title="吵", location=IN_WEST), SOURCE
    ).outcome
    look = replace(a_look(), situation=Situation(room.situation.snapshot()))
    blocks = blocks_of(BACKLOG, look, CASES)
    table = blocks["unfinished"]
    assert table.case_ids == (outcome.incident_id,)
    assert "+08:00" not in str(table.rows)
    assert blocks["backlog_figures"].tiles[0].value == 3
    before = replace(look, period=stepped(look.period, -1, look.clock))
    assert blocks_of(BACKLOG, before, CASES)["unfinished"].rows == ()


def test_cards_are_told_by_grid() -> None:
    look = a_look()
    chart = blocks_of(BACKLOG, look, CASES)["backlog_cards"]
    assert [one.tone for one in chart.series] == ["late", "bad"]
    assert sum(chart.series[0].values) == 1
