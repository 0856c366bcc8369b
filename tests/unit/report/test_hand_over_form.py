"""The printable form of a hand-over."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import polib
import pytest

from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.city import Area, AreaLevel
from bigscreen.domain.clocks import Clock, Deadline
from bigscreen.domain.duty_plan import Department, DutyPlan
from bigscreen.domain.hand_overs import HandOver, HandOverEntry, HandOverKind, HandOverStatus
from bigscreen.domain.incidents import Channel, Incident, IncidentStatus, Level, WorkKind
from bigscreen.report.hand_over_form import hand_over_form
from bigscreen.viewmodels.wording import CHINESE, ENGLISH, use_language
from tests.support.repository import ROOT
from tests.support.small_city import small_city

AT = datetime(2026, 3, 2, 17, 30, tzinfo=UTC)  # 01:30 of the next day in the city
HOSTILE = "<script>alert('x')</script> & \"'"

CITY = replace(
    small_city(),
    items=tuple(replace(item, assisting_forces=("police",)) for item in small_city().items),
    areas=(
        Area(id="d", parent_id="", level=AreaLevel.DISTRICT, name="江北区", name_en="Jiangbei"),
    ),
    grids=tuple(replace(grid, area_id="d") for grid in small_city().grids),
    clocks=(Clock(code="13710", name="“13710”时限", name_en="13710 limits"),),
    plan=DutyPlan(
        departments=(
            Department(code="cg-zd", name="城管中队", name_en="Squad", contact="李队 5-1234"),
        )
    ),
)
CASE = IncidentState(
    incident=Incident(
        id="i1",
        number="JQ-20260302-0007",
        work_kind=WorkKind.CITY_CASE,
        item_code="vendor",
        title="校门口占道",
        level=Level.THREE,
        channel=Channel.CITIZEN,
        received_at=AT - timedelta(hours=9),
        grid_id="west",
        address="学府路 12 号",
        summary="放学时段\n十余个摊位",
    )
)
FORM = HandOver(
    id="h9",
    number="JQ-JB-20260303-0009",
    kind=HandOverKind.HAND_OVER,
    incident_id="i1",
    department="cg-zd",
    subject="占道经营整治",
    text="请三日内\n清理并回复",
    created_at=AT,
    created_by="desk-1",
    deadline=Deadline(clock="13710", warn_at=AT, due_at=AT + timedelta(days=7)),
    step_due_at=AT + timedelta(days=1),
)


@pytest.fixture(autouse=True)
def _english_afterwards():
    yield
    use_language(ENGLISH, {})


class Reader(HTMLParser):
    """Reads a page's cells, its tags with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag in ("th", "td"):
            self.cells.append("")

    def handle_data(self, data):
        self.text += data
        if self.tags and self.tags[-1][0] in ("th", "td"):
            self.cells[-1] += data

    def value(self, name: str) -> str:
        return self.cells[self.cells.index(name) + 1]


def read(form: HandOver = FORM, case: IncidentState = CASE, city=CITY) -> Reader:
    return Reader(hand_over_form(form, case, city, AT + timedelta(hours=1)))


def test_the_form_says_who_hands_what_over_to_whom_until_when() -> None:
    page = read()
    for name, value in {
        "Issuing agency": "Small City command centre",
        "Officer in charge": "desk-1",
        "Leading force": "Chengguan",
        "Assisting forces": "Police",
        "Receiving agency": "Squad",
        "Contact person": "李队 5-1234",
        "Complete by": "2026-03-10 01:30",
        "Time limit": "13710 limits",
        "Next step by": "2026-03-04 01:30",
        "Form state": "Sent out",
        "Case no.": "JQ-20260302-0007",
        "Case title": "校门口占道",
        "Catalogue item": "Vendor",
        "Kind and level": "City case · Level Ⅲ",
        "Received at": "2026-03-02 16:30",
        "Source of the case": "Citizen",
        "Area of responsibility": "Jiangbei West",
        "Address": "学府路 12 号",
        "Case summary": "放学时段\n十余个摊位",
        "Subject matter": "占道经营整治",
        "Requirements": "请三日内\n清理并回复",
    }.items():
        assert page.value(name) == value
    assert "No. JQ-JB-20260303-0009" in page.text
    assert "Issued 2026-03-03 01:30" in page.text
    assert "Printed 2026-03-03 02:30" in page.text
    assert page.cells.count("Signature and date:") == 3
    assert "Closed at" not in page.cells


def test_every_entry_of_the_record_stands_on_it_with_its_local_time() -> None:
    entries = (
        HandOverEntry(
            status=HandOverStatus.ACKNOWLEDGED, at=AT + timedelta(hours=8), by="desk-2", text=""
        ),
        HandOverEntry(
            status=HandOverStatus.COMPLETED, at=AT + timedelta(days=2), by="desk-2", text="已清理"
        ),
    )
    form = replace(FORM, status=HandOverStatus.COMPLETED, entries=entries, step_due_at=None)
    page = read(form)
    begin = page.cells.index("Opinion") + 1
    assert page.cells[begin : begin + 12] == [
        *("2026-03-03 01:30", "Sent out", "desk-1", ""),
        *("2026-03-03 09:30", "Taken on", "desk-2", ""),
        *("2026-03-05 01:30", "Completed", "desk-2", "已清理"),
    ]
    assert page.value("Next step by") == ""


def test_a_closed_case_says_how_it_ended() -> None:
    closed = replace(CASE, status=IncidentStatus.CLOSED, closed_at=AT, disposition="移交")
    page = read(case=closed)
    assert page.value("Closed at") == "2026-03-03 01:30"
    assert page.value("Disposition") == "移交"
    assert read(case=replace(closed, closed_at=None)).value("Closed at") == ""


def test_a_drill_says_so() -> None:
    drill = replace(CASE, incident=replace(CASE.incident, drill=True))
    assert read(case=drill).value("Kind and level") == "City case · Level Ⅲ · Drill"


def test_what_the_city_knows_no_more_is_named_by_its_code() -> None:
    form = replace(FORM, department="gone", deadline=replace(FORM.deadline, clock="old"))
    city = replace(CITY, items=(), areas=())
    page = read(form, city=city)
    assert page.value("Receiving agency") == "gone"
    assert page.value("Contact person") == ""
    assert page.value("Time limit") == "old"
    assert page.value("Catalogue item") == "vendor"
    assert page.value("Leading force") == ""
    assert page.value("Assisting forces") == ""
    assert page.value("Area of responsibility") == "West"


def test_whatever_a_text_holds_it_stays_text() -> None:
    incident = replace(
        CASE.incident, title=HOSTILE, address=HOSTILE, summary=HOSTILE, number=HOSTILE
    )
    entry = HandOverEntry(status=HandOverStatus.RETURNED, at=AT, by=HOSTILE, text=HOSTILE)
    form = replace(
        FORM, subject=HOSTILE, text=HOSTILE, number=HOSTILE, created_by=HOSTILE, entries=(entry,)
    )
    city = replace(
        CITY,
        name_en=HOSTILE,
        plan=DutyPlan(
            departments=(Department(code="cg-zd", name=HOSTILE, name_en=HOSTILE, contact=HOSTILE),)
        ),
    )
    hostile = read(form, replace(CASE, incident=incident), city)
    assert [tag for tag, _ in hostile.tags].count("script") == 0
    assert hostile.value("Case title") == HOSTILE
    assert hostile.value("Requirements") == HOSTILE
    plain_tags = [tag for tag, _ in read(replace(FORM, entries=(entry,))).tags]
    assert [tag for tag, _ in hostile.tags] == plain_tags


def test_the_page_asks_for_nothing_from_outside_and_runs_nothing() -> None:
    page = hand_over_form(FORM, CASE, CITY, AT)
    read_page = Reader(page)
    named = {name for _, attributes in read_page.tags for name in attributes}
    assert named <= {"lang", "charset", "http-equiv", "content", "colspan", "scope", "class"}
    assert not re.search(r"https?:|//|url\(|@import|javascript", page)
    assert {tag for tag, _ in read_page.tags} <= {
        *("html", "head", "meta", "title", "style", "body", "header", "footer"),
        *("h1", "h2", "p", "span", "table", "thead", "tbody", "tr", "th", "td"),
    }
    assert "size: A4" in page


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        (HandOverKind.HAND_OVER, "Work hand-over form"),
        (HandOverKind.TRANSFER, "Case transfer form"),
        (HandOverKind.SUPERVISION, "Supervision form"),
    ],
)
def test_each_kind_has_a_title_of_its_own(kind, title) -> None:
    page = hand_over_form(replace(FORM, kind=kind), CASE, CITY, AT)
    assert f"<title>{title} JQ-JB-20260303-0009</title>" in page
    assert f"<h1>{title}</h1>" in page


def test_the_form_speaks_chinese() -> None:
    catalogue = polib.pofile(str(ROOT / "resources/locale/zh_CN/bigscreen.po"))
    texts = {entry.msgid: entry.msgstr for entry in catalogue}
    use_language(CHINESE, {**texts, "Work hand-over form": "工作交办单"})
    page = hand_over_form(FORM, CASE, CITY, AT)
    assert '<html lang="zh-CN">' in page
    assert "<h1>工作交办单</h1>" in page
    assert "江北区 西" in page
    assert "城管中队" in page
