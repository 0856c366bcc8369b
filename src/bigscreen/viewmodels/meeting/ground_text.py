"""What a figure stands on, in lines: n, what was left out, other periods, stamps, definition."""

from bigscreen.viewmodels.kpi_words import reason_word
from bigscreen.viewmodels.meeting.drill import can_drill
from bigscreen.viewmodels.report_blocks import Ground
from bigscreen.viewmodels.wording import tr


def ground_lines(label: str, value: str, ground: Ground) -> tuple[str, ...]:
    """Return everything that is to be said of one figure, the figure itself first."""
    lines = [f"{label}: {value}" if value else label]
    if ground.measure or ground.n or ground.excluded:
        lines.append(_counted(ground))
    lines += ground.sides
    if ground.stamps:
        lines.append(tr("Times noted: {how}", how=ground.stamps))
    if ground.definition:
        lines.append(ground.definition)
    if can_drill(ground):
        lines.append(tr("Enter or a click: the cases behind it"))
    return tuple(lines)


def _counted(ground: Ground) -> str:
    said = tr("n {n}", n=f"{ground.n:,}")
    left_out = {reason: n for reason, n in ground.excluded.items() if n}
    if not left_out:
        return tr("{n}, none left out", n=said)
    why = tr(", ").join(f"{reason_word(reason)} {n:,}" for reason, n in left_out.items())
    total = sum(left_out.values())
    return tr("{n}, {out} left out: {why}", n=said, out=f"{total:,}", why=why)
