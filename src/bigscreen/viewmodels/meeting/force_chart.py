"""Cases through a period, stacked by the force that leads on them."""

from bigscreen.domain.city import City
from bigscreen.viewmodels.kpi_words import group_word
from bigscreen.viewmodels.meeting.figures_read import FiguresRead
from bigscreen.viewmodels.meeting.look import Look
from bigscreen.viewmodels.meeting.steps import slots, step_name
from bigscreen.viewmodels.meeting.time_chart import parts_words, step_for
from bigscreen.viewmodels.report_blocks import Chart, Series
from bigscreen.viewmodels.trade_words import force_name
from bigscreen.viewmodels.unit_marks import tone_of
from bigscreen.viewmodels.wording import tr


def forces_in_order(city: City | None, codes: set[str]) -> list[str]:
    """Return force codes in the city's own order, unknown ones last."""
    known = [force.code for force in city.forces] if city else []
    return [code for code in known if code in codes] + sorted(codes - set(known))


def force_title(city: City | None, code: str) -> str:
    """Return what a force is called, or that there is none."""
    return force_name(city, code) if code else group_word("force", "")


def force_chart(read: FiguresRead, look: Look) -> Chart:
    """Return the volume step by step; ``read`` is split by the step, then by force."""
    step = step_for(look)
    shown = slots(look.period.start, look.until, step, look.clock)
    codes = {str(group[1]) for group in read.groups("volume")}
    series = []
    for code in forces_in_order(look.city, codes):
        groups = [(slot.key, code) for slot in shown]
        series.append(
            Series(
                name=force_title(look.city, code),
                values=tuple(
                    read.figure("volume", "count", group).value or 0.0 for group in groups
                ),
                tone=tone_of(look.city.force(code) if look.city else None).value,
                grounds=tuple(
                    read.ground(
                        "volume",
                        "count",
                        group,
                        look.narrowed((step, str(group[0])), ("force", code)),
                    )
                    for group in groups
                ),
            )
        )
    return Chart(
        key="overview_volume",
        title=" · ".join((tr("Cases by lead force"), step_name(step))),
        kind="stacked",
        categories=tuple(slot.label for slot in shown),
        series=tuple(series),
        unit=tr("cases"),
        note=parts_words(look, step),
        empty=tr("No cases in this period"),
    )
