"""Cameras on the screen: played over a real connection, and in words why one is not."""

import socket

import pytest
from PySide6.QtCore import Qt

from bigscreen.domain.cameras import Camera, CameraKind
from bigscreen.domain.streams import StreamFault, StreamState
from bigscreen.service.stream_course import StreamCourse
from bigscreen.ui.theme import Theme
from bigscreen.ui.video import engine, stream
from bigscreen.ui.video.decode_budget import DecodeBudget, shared_budget
from bigscreen.ui.video.demo_footage import footage, picture
from bigscreen.ui.video.stream import Stream
from bigscreen.ui.video.video_tiles import VideoTiles
from tests.support.camera_server import CameraServer
from tests.support.layout_faults import layout_faults
from tests.support.rtsp_camera import SIZE, RtspCamera

pytestmark = pytest.mark.qt_log_ignore(
    "^Demuxing failed",  # Qt says so itself when a stream ends amid a picture
    "^Could not open media",
    "^Cannot set loops for non-seekable source",  # nobody asks for loops there but Qt itself
    "No RHI backend",  # no graphics card on a test machine
    extend=True,
)


@pytest.fixture(scope="module")
def server(qapp):
    made = CameraServer()
    yield made
    made.stop()


@pytest.fixture
def films(tmp_path, monkeypatch):
    """Have demo films drawn into a folder of the test's."""
    monkeypatch.setattr(stream, "footage", lambda url: footage(url, tmp_path))


@pytest.fixture
def played(qtbot):
    """Return a stream that stalls after half a second, and its budget."""
    budget = DecodeBudget(2)
    made = Stream(budget, course=StreamCourse(stalls_after_s=0.5, answers_within_s=2.0))
    yield made, budget
    made.close()


def a_camera(number: int, url: str = "demo:street/1", **fields) -> Camera:
    said = {"name": f"{number}号", "name_en": f"No. {number}", "kind": CameraKind.FIXED}
    return Camera(id=f"c{number}", url=url, **{**said, **fields})


def reaches(qtbot, one: Stream, state: StreamState, fault: StreamFault | None = None) -> None:
    def there() -> bool:
        return one.state is state and (fault is None or one.fault is fault)

    qtbot.waitUntil(there, timeout=8000)


def test_a_live_stream_plays_and_closing_it_makes_room(qtbot, server, played) -> None:
    one, budget = played
    with qtbot.waitSignal(one.picture_arrived, timeout=8000):
        one.open(server.url("live"))
    assert (one.state, one.fault, budget.playing) == (StreamState.PLAYING, None, 1)
    assert (one.image().width(), one.image().height()) == (480, 270)
    one.close()
    assert (one.state, one.has_picture, budget.playing) == (StreamState.CLOSED, False, 0)


def test_rtsp_plays_and_its_password_is_not_told(qtbot, played, capfd) -> None:
    one, _ = played
    camera = RtspCamera()
    try:
        with qtbot.waitSignal(one.picture_arrived, timeout=8000):
            one.open(camera.url("admin:s3cret@"))
        assert (one.state, one.image().size()) == (StreamState.PLAYING, SIZE)
        assert "PLAY" in camera.asked
    finally:
        one.close()
        camera.stop()
    said = capfd.readouterr()
    assert "s3cret" not in said.out + said.err


def test_hls_plays_h264_piece_after_piece(qtbot, server, played) -> None:
    one, _ = played
    with qtbot.waitSignal(one.picture_arrived, timeout=10_000):
        one.open(server.url("live.m3u8"))
    assert (one.image().width(), one.image().height()) == (320, 176)
    assert any(path.startswith("/piece-") for path in server.asked)


def test_a_stream_that_ends_is_tried_again(qtbot, server, played) -> None:
    one, _ = played
    one.open(server.url("short"))
    reaches(qtbot, one, StreamState.BROKEN, StreamFault.BROKE_OFF)
    assert one.has_picture  # the last one stays, veiled
    reaches(qtbot, one, StreamState.PLAYING)
    assert server.asked.count("/short") == 2


def test_a_stream_that_goes_silent_is_noticed(qtbot, server, played) -> None:
    one, budget = played
    one.open(server.url("still"))
    reaches(qtbot, one, StreamState.PLAYING)
    reaches(qtbot, one, StreamState.BROKEN, StreamFault.STALLED)
    assert budget.playing == 0


@pytest.mark.parametrize(
    ("path", "fault"), [("garbage", StreamFault.NO_VIDEO), ("mute", StreamFault.NO_ANSWER)]
)
def test_what_is_no_picture_is_said_to_be_none(qtbot, server, played, path, fault) -> None:
    one, _ = played
    one.open(server.url(path))
    reaches(qtbot, one, StreamState.BROKEN, fault)


def test_a_dead_port_is_refused_at_once(qtbot, played) -> None:
    one, _ = played
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    for scheme in ("rtsp", "http", "https"):
        one.open(f"{scheme}://127.0.0.1:{port}/x.m3u8")
        reaches(qtbot, one, StreamState.BROKEN, StreamFault.REFUSED)
        assert 0 < one.retry_in_s <= 1


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("ftp://a/b", StreamFault.BAD_ADDRESS),
        ("file:///nowhere/at/all.mp4", StreamFault.NO_FILE),
    ],
)
def test_what_can_not_be_opened_says_why(played, url, fault) -> None:
    one, _ = played
    one.open(url)
    assert (one.state, one.fault) == (StreamState.BROKEN, fault)


def test_a_machine_that_can_not_play_says_so(played, monkeypatch) -> None:
    monkeypatch.setattr(stream, "multimedia", lambda: None)
    one, _ = played
    one.open("demo:street/1")
    assert (one.state, one.fault) == (StreamState.BROKEN, StreamFault.NO_PLAYER)


def test_no_password_is_ever_written_anywhere(qtbot, server, played, capfd, caplog) -> None:
    one, _ = played
    one.open(server.url("short?token=s3cret", "admin:s3cret@"))
    reaches(qtbot, one, StreamState.PLAYING)
    reaches(qtbot, one, StreamState.BROKEN)
    one.open(server.url("garbage?token=s3cret", "admin:s3cret@"))
    reaches(qtbot, one, StreamState.BROKEN, StreamFault.NO_VIDEO)
    said = capfd.readouterr()
    assert "s3cret" not in said.out + said.err + caplog.text
    assert engine.multimedia() is not None


def test_demo_films_are_drawn_once_and_go_round(qtbot, films, played, tmp_path) -> None:
    one, _ = played
    with qtbot.waitSignal(one.picture_arrived, timeout=8000):
        one.open("demo:body/1")
    [film] = tmp_path.iterdir()
    drawn = film.stat().st_mtime_ns
    assert footage("demo:body/1", tmp_path) == film
    assert film.stat().st_mtime_ns == drawn
    assert picture("demo:street/1", 0.25) != picture("demo:street/1", 0.5)


class TestTiles:
    @pytest.fixture
    def tiles(self, qtbot, films):
        made = VideoTiles(Theme(), budget=DecodeBudget(2))
        qtbot.addWidget(made)
        made.resize(800, 480)
        made.show()
        yield made
        made.stop()

    def test_no_more_play_than_may(self, qtbot, tiles) -> None:
        tiles.show_cameras(tuple(a_camera(n) for n in range(4)))
        qtbot.waitUntil(lambda: states(tiles)[:2] == ["playing"] * 2, timeout=8000)
        assert states(tiles)[2:] == ["waiting"] * 2
        assert tiles.tiles[2].lines() == ("Paused", "at most 2 play at once")
        tiles.show_cameras(tuple(a_camera(n) for n in (1, 2, 3)))
        qtbot.waitUntil(lambda: states(tiles)[:2] == ["playing"] * 2, timeout=8000)
        assert states(tiles)[2] == "waiting"

    def test_a_broken_one_lets_the_next_play(self, qtbot, tiles) -> None:
        dead = [a_camera(n, "file:///nowhere.avi") for n in (1, 2)]
        tiles.show_cameras((*dead, a_camera(3)))
        qtbot.waitUntil(lambda: states(tiles)[2] == "playing", timeout=8000)
        first, second = tiles.tiles[0].lines()
        assert first == "The file is not there"
        assert second.startswith("tried again in ")

    def test_it_plays_only_while_it_is_seen(self, qtbot, tiles) -> None:
        tiles.show_cameras((a_camera(1),))
        qtbot.waitUntil(lambda: states(tiles) == ["playing"], timeout=8000)
        tiles.hide()
        assert states(tiles) == ["closed"]
        tiles.show()
        qtbot.waitUntil(lambda: states(tiles) == ["playing"], timeout=8000)

    @pytest.mark.parametrize("size", [(290, 150), (440, 130), (1200, 300)])
    def test_its_texts_have_room(self, tiles, size) -> None:
        tiles.resize(*size)
        assert [box.text for box in tiles.text_boxes()] == ["No cameras here"]
        long = a_camera(1, "file:///gone.avi", name="很长" * 30, name_en="A very long " * 5)
        tiles.show_cameras((long, a_camera(2)), notes={"c1": "1.2 km", "c2": "80 m"})
        assert layout_faults(tiles) == []
        for tile in tiles.tiles:
            for box in tile.text_boxes():
                assert tile.rect().contains(box.rect)
                assert box.elides or box.needed_width <= box.rect.width()

    def test_one_is_asked_for_larger_by_mouse_and_key(self, qtbot, tiles) -> None:
        camera = a_camera(1, "file:///gone.avi")
        tiles.show_cameras((camera,))
        [tile] = tiles.tiles
        with qtbot.waitSignal(tiles.camera_opened) as told:
            qtbot.mouseDClick(tile, Qt.MouseButton.LeftButton)
        assert told.args == [camera]
        with qtbot.waitSignal(tiles.camera_opened):
            qtbot.keyClick(tile, Qt.Key.Key_Return)
        assert "The file is not there" in tile.accessibleName()


def test_all_windows_share_one_budget(qapp) -> None:
    assert shared_budget() is shared_budget()
    shared_budget().limit = 0
    assert shared_budget().limit == 1
    shared_budget().limit = 4


def states(tiles) -> list[str]:
    return [tile.stream.state.value for tile in tiles.tiles]
