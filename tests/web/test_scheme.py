"""Only our own page gets an answer, with the right type and the strict policy."""

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import QWebEnginePage

from bigscreen.ui.map.page_builder import CONTENT_SECURITY_POLICY
from tests.web.conftest import PageTester

LOAD = (
    "new Promise((r, e) => { const x = document.createElement('%s'); x.onload = r; x.onerror = e;"
    " x.src = '%s'; document.body.append(x); })"
)


def fetched(page: PageTester, address: str) -> dict:
    return page.ask(
        f"fetch({address!r}).then(async (a) => ({{ ok: a.ok, "
        "headers: Object.fromEntries(a.headers), "
        "size: a.ok ? (await a.arrayBuffer()).byteLength : 0 }), "
        "(e) => ({ ok: false, error: String(e) }))"
    )


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/map.html", "text/html"),
        ("/map.js", "text/javascript"),
        ("/base.json", "application/json"),
        ("/assets/door.js", "text/javascript"),
        ("/assets/map.css", "text/css"),
        ("/assets/qwebchannel.js", "text/javascript"),
        ("/assets/vendor/leaflet/leaflet.js", "text/javascript"),
        ("/assets/vendor/leaflet/images/layers.png", "image/png"),
        ("/live/units", "application/octet-stream"),
        ("/live/incidents", "application/json"),
        ("/live/names", "application/json"),
    ],
)
def test_each_route_answers_with_its_type_and_the_policy(page, address, kind):
    answer = fetched(page, address)

    assert answer["ok"], answer
    assert answer["size"] > 0
    assert answer["headers"]["content-type"].split(";")[0] == kind
    assert answer["headers"]["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert answer["headers"]["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "address",
    [
        "/nothing",
        "/assets/nothing.js",
        "/assets/",
        "/assets/vendor/leaflet/LICENSE",
        "/assets/../../pyproject.toml",
        "/assets/..%2f..%2fpyproject.toml",
        "/assets/%2e%2e/%2e%2e/src/bigscreen/__init__.py",
        "/assets/..%2f..%2fsrc%2fbigscreen%2fx.js",
        "/assets//etc/passwd",
        "/assets/%2fetc%2fpasswd",
        "bigscreen://elsewhere/map.html",
    ],
)
def test_what_is_not_ours_to_give_is_refused(page, address):
    assert not fetched(page, address)["ok"]


def test_only_get_is_answered(page):
    posted = page.ask(
        "fetch('/live/units', { method: 'POST', body: 'x' }).then(a => a.ok, () => false)"
    )

    assert posted is False


def test_a_frame_the_page_has_is_answered_with_a_header_only(page):
    sequence = page.state()["sequence"]

    assert fetched(page, f"/live/units?since={sequence}")["size"] == 48
    assert fetched(page, "/live/units?since=999999")["size"] == 48 + 130 * 17


@pytest.mark.parametrize(
    "try_it",
    [
        "fetch('https://tile.example.com/1/1/1.png')",
        "fetch('http://127.0.0.1:1/')",
        "fetch('file:///etc/passwd')",
        "Promise.resolve(new WebSocket('ws://127.0.0.1:1/'))",
        "Promise.resolve(navigator.sendBeacon('https://example.com/', 'x'))",
        "import('https://example.com/x.js')",
        LOAD % ("img", "https://example.com/x.png"),
        LOAD % ("script", "https://example.com/x.js"),
    ],
)
def test_no_request_leaves_our_scheme(page, try_it):
    refusals = page.ask(
        "(async () => { const seen = []; document.addEventListener('securitypolicyviolation',"
        " (e) => seen.push(e.effectiveDirective));"
        f" try {{ await {try_it}; }} catch {{}}"
        " await new Promise((r) => setTimeout(r, 50)); return seen; })()"
    )

    # Stopped by the page's own policy already; the interceptor behind it saw nothing.
    assert len(refusals) == 1
    assert page.blocked == []


def test_behind_the_policy_the_interceptor_blocks_and_tells(page, qtbot):
    profile = page.view._page.profile()
    naked = QWebEnginePage(profile, page.view)
    with qtbot.waitSignal(page.view.request_blocked, timeout=5_000) as told:
        naked.setUrl(QUrl("https://example.com/x.png"))
    naked.deleteLater()

    assert told.args == ["https://example.com/x.png"]


def test_the_page_can_not_be_led_elsewhere(page, qtbot):
    page.ask("void (location.href = 'https://example.com/')")
    page.ask("void window.open('https://example.com/')")

    assert page.view._page.url().toString() == "bigscreen://app/map.html"
    assert page.state()["units"] == 130


def test_inline_script_and_eval_do_not_run(page):
    page.ask(
        "(() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
        "document.body.append(s); })()"
    )

    assert page.ask("window.ran ?? 'did not run'") == "did not run"
    assert (
        page.ask("(() => { try { return eval('1'); } catch { return 'refused'; } })()") == "refused"
    )
