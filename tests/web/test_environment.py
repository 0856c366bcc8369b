"""The environment fits the machine, and every decision is told."""

import pytest

from bigscreen.ui.map.environment import chromium_flags, has_gpu, prepare_environment


def test_without_a_gpu_everything_is_software_and_the_log_says_so():
    environ = {}

    notes = prepare_environment(environ, gpu=False)

    assert environ["QT_QUICK_BACKEND"] == "software"
    assert "--disable-gpu" in environ["QTWEBENGINE_CHROMIUM_FLAGS"].split()
    assert "QTWEBENGINE_DISABLE_SANDBOX" not in environ
    assert notes == ["map: no GPU found, everything is drawn in software"]


def test_with_a_gpu_nothing_is_forced():
    environ = {}

    prepare_environment(environ, gpu=True)

    assert "QT_QUICK_BACKEND" not in environ
    assert "--disable-gpu" not in environ["QTWEBENGINE_CHROMIUM_FLAGS"]


def test_the_sandbox_is_off_for_root_only_and_that_is_told():
    environ = {}

    notes = prepare_environment(environ, gpu=True, root=True)

    assert environ["QTWEBENGINE_DISABLE_SANDBOX"] == "1"
    assert any("sandbox is off" in note for note in notes)


def test_flags_set_by_hand_stay_are_told_and_are_not_doubled():
    environ = {"QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu --lang=zh", "QT_QUICK_BACKEND": "rhi"}

    notes = prepare_environment(environ, gpu=False)
    prepare_environment(environ, gpu=False)

    flags = environ["QTWEBENGINE_CHROMIUM_FLAGS"].split()
    assert flags[:2] == ["--disable-gpu", "--lang=zh"]
    assert len(flags) == len(set(flags))
    assert environ["QT_QUICK_BACKEND"] == "rhi"
    assert any("--lang=zh" in note for note in notes)


@pytest.mark.parametrize(
    "environ",
    [
        {"QTWEBENGINE_REMOTE_DEBUGGING": "9222"},
        {"QTWEBENGINE_CHROMIUM_FLAGS": "--remote-debugging-port=9222 --incognito"},
        {"QTWEBENGINE_CHROMIUM_FLAGS": "--remote-debugging-pipe"},
        {"QTWEBENGINE_CHROMIUM_FLAGS": "--remote-allow-origins=*"},
    ],
)
def test_no_debugging_port_is_opened_by_the_environment(environ):
    kept = "--incognito" in str(environ)

    notes = prepare_environment(environ, gpu=True)

    assert "QTWEBENGINE_REMOTE_DEBUGGING" not in environ
    assert "--remote" not in environ["QTWEBENGINE_CHROMIUM_FLAGS"]
    assert ("--incognito" in environ["QTWEBENGINE_CHROMIUM_FLAGS"]) is kept
    assert any("debugging" in note for note in notes)
    assert not any("debug" in flag for flag in chromium_flags(gpu=True))


@pytest.mark.parametrize(
    ("platform", "qpa", "nodes", "expected"),
    [
        ("linux", "", ["renderD128"], True),
        ("linux", "", ["card0"], False),
        ("linux", "", [], False),
        ("linux", "offscreen", ["renderD128"], False),
        ("linux", "offscreen:enable_fonts", ["renderD128"], False),
        ("linux", "xcb", ["renderD128"], True),
        ("win32", "", [], True),
        ("darwin", "", [], True),
    ],
)
def test_a_gpu_is_a_render_node_with_a_screen(tmp_path, platform, qpa, nodes, expected):
    for node in nodes:
        (tmp_path / node).touch()

    assert has_gpu(platform, qpa, tmp_path) is expected
