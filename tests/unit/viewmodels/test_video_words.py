"""A tile says whose picture it is, and why there is none."""

from bigscreen.domain.cameras import Camera, CameraKind
from bigscreen.domain.streams import StreamFault, StreamState
from bigscreen.viewmodels.video_words import FAULTS, camera_name, stream_lines
from tests.support.duty_room import DutyRoom

BODY = Camera(
    id="b", name="执法记录仪 巡1", name_en="", kind=CameraKind.BODY, url="demo:a", unit_id="p-1"
)
GATE = Camera(id="g", name="东门", name_en="East gate", kind=CameraKind.FIXED, url="demo:a")


def test_every_fault_has_words() -> None:
    assert set(FAULTS) == set(StreamFault)


def test_a_camera_is_called_by_its_name_and_a_worn_one_after_its_unit() -> None:
    situation = DutyRoom().situation
    assert camera_name(GATE, situation) == "East gate"
    assert camera_name(BODY, situation) == "Body camera 巡p-1"
    assert camera_name(BODY) == "执法记录仪 巡1"
    ghost = Camera(id="x", name="", name_en="", kind=CameraKind.BODY, url="demo:a", unit_id="?")
    assert camera_name(ghost, situation) == "x"
    assert camera_name(ghost) == "x"


def test_while_it_plays_nothing_stands_over_the_picture() -> None:
    for state in (StreamState.PLAYING, StreamState.CLOSED):
        assert stream_lines(state, None, 0.0, 4) == ("", "")
    assert stream_lines(StreamState.BROKEN, None, 0.0, 4) == ("", "")


def test_what_keeps_a_picture_away_is_said() -> None:
    assert stream_lines(StreamState.WAITING, None, 0.0, 4) == ("Paused", "at most 4 play at once")
    assert stream_lines(StreamState.CONNECTING, None, 0.0, 4) == ("Connecting …", "")
    again = stream_lines(StreamState.CONNECTING, StreamFault.STALLED, 0.0, 4)
    assert again == ("Connecting …", "The picture stands still")
    assert stream_lines(StreamState.BROKEN, StreamFault.REFUSED, 4.2, 4) == (
        "The camera refuses the connection", "tried again in 5 s",
    )  # fmt: skip
    assert stream_lines(StreamState.BROKEN, StreamFault.REFUSED, 0.0, 4)[1].endswith(" 1 s")
