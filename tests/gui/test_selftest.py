"""The start-up proofs: they pass on the pin, and they catch the faults they were written for."""

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtWebEngineCore import QWebEnginePage
from pytestqt.qtbot import QtBot

from bigscreen.app.selftest import (
    GarbageReport,
    PageGarbageProof,
    SelfTestFailedError,
    prove_signals,
)

_KEPT: list[object] = []


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[QWebEnginePage]:
    page = QWebEnginePage()
    with qtbot.waitSignal(page.loadFinished, timeout=30_000):
        page.setHtml("<p>self-test</p>")
    yield page
    with qtbot.waitSignal(page.destroyed):
        page.deleteLater()


def _settle(qtbot: QtBot, proof: PageGarbageProof) -> GarbageReport:
    with qtbot.waitSignal(proof.settled, timeout=30_000) as settled:
        proof.start()
    return settled.args[0]


def test_the_pinned_qt_keeps_reference_counts() -> None:
    prove_signals()


def test_an_emit_that_keeps_its_payload_is_caught_and_the_pin_is_named() -> None:
    with pytest.raises(SelfTestFailedError, match=r"the payload by \+2000.*pyside6==6\.11\.3"):
        prove_signals(_KEPT.append)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="True is immortal from Python 3.12 on")
def test_an_emit_that_keeps_true_is_caught() -> None:
    with pytest.raises(SelfTestFailedError, match=r"moved True by \+2000"):
        prove_signals(lambda _payload: _KEPT.append(True))


def test_the_pinned_page_gives_its_garbage_back(qtbot: QtBot, page: QWebEnginePage) -> None:
    report = _settle(qtbot, PageGarbageProof(page))
    assert report.fault is None
    assert report.growth_mb is not None


def test_a_page_that_keeps_its_garbage_is_named_with_the_pin(
    qtbot: QtBot, page: QWebEnginePage
) -> None:
    readings = iter([100.0, 218.0, 218.0, 336.0, 336.0, 454.0])
    report = _settle(qtbot, PageGarbageProof(page, memory_mb=lambda _pid: next(readings)))
    assert report.growth_mb == pytest.approx(118)
    assert report.fault is not None
    assert "118 MB" in report.fault
    assert "pyside6==6.11.3" in report.fault


def test_a_page_that_grows_once_and_then_no_more_is_healthy(
    qtbot: QtBot, page: QWebEnginePage
) -> None:
    """A 4K page that has just started allocates its own canvases beside the proof."""
    readings = iter([100.0, 164.0, 164.0, 170.0])
    report = _settle(qtbot, PageGarbageProof(page, memory_mb=lambda _pid: next(readings)))
    assert report == GarbageReport(growth_mb=pytest.approx(6), fault=None)


def test_where_memory_cannot_be_read_nothing_is_claimed(qtbot: QtBot, page: QWebEnginePage) -> None:
    report = _settle(qtbot, PageGarbageProof(page, memory_mb=lambda _pid: None))
    assert report == GarbageReport(growth_mb=None, fault=None)
