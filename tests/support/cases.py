"""Case records, one by one and at random."""

from datetime import datetime, timedelta

from hypothesis import strategies as st

from bigscreen.domain.case_facts import CaseFacts
from bigscreen.domain.incidents import Channel, Level, WorkKind
from bigscreen.domain.progress import CaseStage
from tests.support.small_city import NOON


def a_case(case_id: str = "i1", received_at: datetime = NOON, **changes) -> CaseFacts:
    """Return a case of the west grid; ``*_s`` are seconds after receipt: ``on_scene_s=90``."""
    fields = {
        "incident_id": case_id,
        "work_kind": WorkKind.POLICE_CALL,
        "item_code": "noise",
        "level": Level.TWO,
        "channel": Channel.HOTLINE,
        "grid_id": "west",
        "lead_force": "police",
        "response_minutes": 3,
        "received_at": received_at,
    }
    for name, value in changes.items():
        if name.endswith("_s"):
            fields[f"{name[:-2]}_at"] = received_at + timedelta(seconds=value)
        else:
            fields[name] = value
    return CaseFacts(**fields)


_STAMPS = (
    "dispatched", "accepted", "en_route", "on_scene", "handled", "reported", "closed",
    "verified", "opened", "checked", "due", "yellow", "red", "called_back",
)  # fmt: skip
_OFTEN = ("reworks", "returns", "extensions", "suspensions", "escalations", "corrections")
_UNLIKELY = st.sampled_from([0, 0, 0, 0, 1, 2])


@st.composite
def cases(draw: st.DrawFn, days_back: float = 9.0) -> CaseFacts:
    """Draw a case of the last days: stamps missing, equal, or before what they should follow.

    Some are drills, duplicates, invalid, void or regraded; what befell them is drawn freely.
    """
    received = NOON - timedelta(seconds=draw(st.integers(-3600, int(days_back * 86_400))))
    times = {
        f"{stamp}_at": received + timedelta(microseconds=after)
        for stamp in _STAMPS
        if (after := draw(st.none() | st.integers(-600_000_000, 7_200_000_000))) is not None
    }
    return a_case(
        str(draw(st.uuids())),
        received,
        grid_id=draw(st.sampled_from(["west", "east", "", "gone"])),
        lead_force=draw(st.sampled_from(["police", "cg", ""])),
        channel=draw(st.sampled_from(Channel)),
        response_minutes=draw(st.sampled_from([1, 3, 5, 10])),
        work_kind=draw(st.sampled_from(WorkKind)),
        valid=draw(_UNLIKELY) != 1,
        drill=draw(_UNLIKELY) == 1,
        duplicate_of="other" if draw(_UNLIKELY) == 1 else "",
        original_level=Level.THREE if draw(_UNLIKELY) == 1 else None,
        stage=draw(st.sampled_from(["", *CaseStage])),
        satisfied=draw(st.sampled_from([None, True, False])),
        forced=draw(st.booleans()),
        stamped_by="".join(draw(st.lists(st.sampled_from("suh-"), min_size=6, max_size=6))),
        unit_ids=tuple(draw(st.lists(st.sampled_from(["u1", "u2", "u3"]), unique=True))),
        **{field: draw(_UNLIKELY) for field in _OFTEN},
        **times,
    )
