"""What figures derive from themselves."""

from bigscreen.domain.figures import ComplianceFigure, GridFigure


def test_a_share_needs_something_counted():
    assert ComplianceFigure(minutes=3, n=4, within=3).share == 0.75
    assert ComplianceFigure(minutes=3, n=0, within=0).share is None


def test_a_grids_total_is_the_sum_over_forces():
    figure = GridFigure(
        grid_id="west", by_force={"police": 2, "cg": 3}, last_week=0, n=0, p90_s=None, closed=0
    )
    assert figure.total == 5
