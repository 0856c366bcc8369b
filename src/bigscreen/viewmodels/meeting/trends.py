"""How the main measures went through a period, each beside the periods before."""

from bigscreen.viewmodels.meeting.look import CALLS, Answers, Look, PageKind, Questions
from bigscreen.viewmodels.meeting.time_chart import Curve, compared_chart, step_for
from bigscreen.viewmodels.report_blocks import Block
from bigscreen.viewmodels.wording import tr, tr_noop


def _wanted(look: Look) -> Questions:
    step = step_for(look)
    return {
        "cases": look.ask("volume", "on_time_closing", by=(step,)),
        "calls": look.ask("response", "compliance", by=(step,), only=CALLS),
    }


def _blocks(answers: Answers, look: Look) -> tuple[Block, ...]:
    curves = (
        (
            answers["cases"],
            Curve(key="trend_volume", measure="volume", statistic="count"),
        ),
        (
            answers["calls"],
            Curve(
                key="trend_response",
                measure="response",
                statistic="p90",
                title=tr("Response P90 of police calls"),
                only=CALLS,
            ),
        ),
        (
            answers["calls"],
            Curve(key="trend_compliance", measure="compliance", statistic="share", only=CALLS),
        ),
        (
            answers["cases"],
            Curve(key="trend_closing", measure="on_time_closing", statistic="share"),
        ),
    )
    return tuple(compared_chart(read, look, curve) for read, curve in curves)


TRENDS = PageKind(key="trends", title=tr_noop("Trends"), wanted=_wanted, blocks=_blocks)
