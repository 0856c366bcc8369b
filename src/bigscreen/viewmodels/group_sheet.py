"""What the desk says of units chosen together: how many, and what can be ordered of them."""

from collections.abc import Collection
from dataclasses import dataclass

from bigscreen.viewmodels.wording import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSheet:
    """``text`` counts the units, ``order`` is what sending them is called; empty for none chosen.

    ``can_send`` tells whether that order could be given now.
    """

    text: str
    order: str
    can_send: bool


def group_sheet(
    chosen: Collection[str], sendable: Collection[str], case: str, most: int
) -> GroupSheet:
    """Return the words for some units and the selected case (its headline, empty for none).

    ``sendable`` are those of them that could be sent to it, ``most`` how many one order may send.
    """
    if not chosen:
        return GroupSheet(text="", order="", can_send=False)
    text = tr("{n} units marked", n=len(chosen))
    if not case:
        return GroupSheet(text=text, order=tr("Select a case to send them to"), can_send=False)
    if not sendable:
        return GroupSheet(text=text, order=tr("None of them can be sent"), can_send=False)
    if len(sendable) > most:
        order = tr("{n} can be sent; one order sends at most {most}", n=len(sendable), most=most)
        return GroupSheet(text=text, order=order, can_send=False)
    order = tr("Send {n} to {case}", n=len(sendable), case=case)
    return GroupSheet(text=text, order=order, can_send=True)
