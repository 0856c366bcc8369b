"""Measures of how cases are brought to their end: handled, closed, in time, without rework."""

from bigscreen.domain.incidents import Channel
from bigscreen.kpi.case_columns import CaseColumns
from bigscreen.kpi.case_times import Mask
from bigscreen.kpi.definition_texts import CALLS, CITY_CASES, OWN, STATISTICS, VALID, rule
from bigscreen.kpi.measure import Kind
from bigscreen.kpi.rules import (
    DRILL,
    DUPLICATE,
    INVALID,
    NO_CARD,
    NO_DEADLINE,
    NO_ORIGIN,
    NOT_A_CALL,
    NOT_A_CITY_CASE,
    NOT_CALLED_BACK,
    NOT_DUE,
    NOT_FROM_PATROL,
    NOT_HANDLED,
    NOT_OPENED,
    NOT_REACHED,
    NOT_SENT,
    STANDING,
    STILL_OPEN,
    Given,
    case_measure,
    happened,
    known,
    was_handled,
    was_opened,
)

_CARDS = "yellow and red cards of Chinese counties, such as after 3 and 6 days"
_CITY = (*STANDING, NOT_A_CITY_CASE)
_SENT = (
    "已派出单元或已派遣（未派出即强制结案的除外）",
    "that a unit was sent to or a department was given; closing one by force says neither",
)
_OPENED = (
    "已立案（直接派出的视为已立案）",
    "that were opened; one sent out straight away was opened by that",
)
_REGISTERED = (
    "城管案件；重复件、试警除外，作废的计入",
    "city-management cases; duplicates and drills are left out, voided ones count",
)
_OPENED_BY_SENDING = (
    "直接派出或派遣的视为已立案",
    "one sent out straight away was opened by that",
)


def _has(field: str) -> Given:
    return lambda cases, _as_of: known(cases, field)


def _often(field: str) -> Given:
    return lambda cases, _as_of: happened(cases, field)


def _handled(cases: CaseColumns, _as_of: float) -> Mask:
    return was_handled(cases)


def _opened(cases: CaseColumns, _as_of: float) -> Mask:
    return was_opened(cases)


def _in_time(cases: CaseColumns, _as_of: float) -> Mask:
    in_time: Mask = cases.times["closed_at"] <= cases.times["due_at"]
    return in_time


def _found(cases: CaseColumns, _as_of: float) -> Mask:
    return cases.coded["channel"].among({Channel.PATROL, Channel.VIDEO, Channel.ALARM})


def _managed(cases: CaseColumns, _as_of: float) -> Mask:
    return was_handled(cases) | known(cases, "closed_at")


def _satisfied(cases: CaseColumns, _as_of: float) -> Mask:
    return cases.coded["satisfied"].equal(True)


HANDLING_MEASURES = (
    case_measure(
        key="closed",
        kind=Kind.COUNT,
        name="结案数",
        name_en="Closed",
        formula="期内接报、现已结案的案件数",
        formula_en="cases received in the period that are closed now",
        unit="cases",
        source=STATISTICS,
        hits=_has("closed_at"),
        **rule(VALID),
    ),
    case_measure(
        key="handling_rate",
        kind=Kind.SHARE,
        name="处置率",
        name_en="Handling rate",
        formula="已报处置完毕的案件 ÷ 已派出的案件",
        formula_en="cases reported handled ÷ cases sent out",
        unit="%",
        source=f"{STATISTICS}: 处置 ÷ 应处置",
        rules=(*STANDING, NOT_SENT),
        hits=_handled,
        **rule(VALID, _SENT),
    ),
    case_measure(
        key="closing_rate",
        kind=Kind.SHARE,
        name="结案率",
        name_en="Closing rate",
        formula="已结案的案件 ÷ 期内接报案件",
        formula_en="cases closed ÷ cases received in the period",
        unit="%",
        source=f"{STATISTICS}: 结案 ÷ 应结案",
        hits=_has("closed_at"),
        **rule(VALID),
    ),
    case_measure(
        key="on_time_closing",
        kind=Kind.SHARE,
        name="按期结案率",
        name_en="On-time closing",
        formula="在时限内结案的案件 ÷ 应结案的案件",
        formula_en="cases closed by their deadline ÷ cases closed or past it",
        unit="%",
        source=f"{STATISTICS}: 按期结案 ÷ 应结案",
        rules=(*STANDING, NO_DEADLINE, NOT_DUE),
        hits=_in_time,
        **rule(
            VALID,
            (
                "有时限，且已结案或已到期；时限以批准延期、挂账顺延后为准",
                "with a deadline, closed or past it; extensions and suspensions move it",
            ),
        ),
    ),
    case_measure(
        key="completion_rate",
        kind=Kind.SHARE,
        name="办结率",
        name_en="Completion rate",
        formula="已结案的案件 ÷ 已派出的案件",
        formula_en="cases closed ÷ cases sent out",
        unit="%",
        source=OWN,
        rules=(*STANDING, NOT_SENT),
        hits=_has("closed_at"),
        **rule(VALID, _SENT),
    ),
    case_measure(
        key="opening_rate",
        kind=Kind.SHARE,
        name="立案率",
        name_en="Opening rate",
        formula="已立案的案件 ÷ 上报的案件",
        formula_en="cases opened ÷ cases registered",
        unit="%",
        source=f"{STATISTICS}: 立案 ÷ 上报",
        rules=(DUPLICATE, DRILL, INVALID, NOT_A_CITY_CASE),
        hits=_opened,
        **rule(_REGISTERED, _OPENED_BY_SENDING),
    ),
    case_measure(
        key="discovery_rate",
        kind=Kind.SHARE,
        name="发现率",
        name_en="Discovery rate",
        formula="由巡查、视频或监测告警发现的案件 ÷ 来源明确的案件",
        formula_en="cases found by patrol, video or alarm ÷ cases of known channel",
        unit="%",
        source=OWN,
        rules=(*_CITY, NO_ORIGIN),
        hits=_found,
        **rule(CITY_CASES, ("来源不为“其他”", "whose channel is not “other”")),
    ),
    case_measure(
        key="patrol_handling_rate",
        kind=Kind.SHARE,
        name="管事率",
        name_en="Matters settled by patrol",
        formula="已处置或已结案的巡查发现案件 ÷ 巡查发现案件",
        formula_en="patrol-found cases handled or closed ÷ patrol-found cases",
        unit="%",
        source=OWN,
        rules=(*STANDING, NOT_FROM_PATROL),
        hits=_managed,
        **rule(VALID, ("来源为巡查", "found by patrol")),
    ),
    case_measure(
        key="return_rate",
        kind=Kind.SHARE,
        name="退回率",
        name_en="Return rate",
        formula="被退回过的案件 ÷ 已派遣的案件",
        formula_en="cases sent back at least once ÷ cases sent out",
        unit="%",
        source=f"{STATISTICS}: 推诿 (退回) ÷ 应处置",
        rules=(*_CITY, NOT_SENT),
        hits=_often("returns"),
        **rule(CITY_CASES, _SENT),
    ),
    case_measure(
        key="rework_rate",
        kind=Kind.SHARE,
        name="返工率",
        name_en="Rework rate",
        formula="返工过的案件 ÷ 处置过的案件",
        formula_en="cases sent to rework at least once ÷ cases handled at least once",
        unit="%",
        source=f"{STATISTICS}: 返工 ÷ 应处置",
        rules=(*_CITY, NOT_HANDLED),
        hits=_often("reworks"),
        **rule(CITY_CASES, ("处置过", "handled at least once")),
    ),
    case_measure(
        key="extension_rate",
        kind=Kind.SHARE,
        name="延期率",
        name_en="Extension rate",
        formula="批准延期的案件 ÷ 已立案的案件",
        formula_en="cases granted more time at least once ÷ cases opened",
        unit="%",
        source=f"{STATISTICS}: 延期数",
        rules=(*_CITY, NOT_OPENED),
        hits=_often("extensions"),
        **rule(CITY_CASES, _OPENED),
    ),
    case_measure(
        key="suspended",
        kind=Kind.COUNT,
        name="挂账数",
        name_en="Suspended",
        formula="期内接报、挂账过的案件数",
        formula_en="cases received in the period that were suspended at least once",
        unit="cases",
        source=f"{STATISTICS}: 挂账数",
        rules=_CITY,
        hits=_often("suspensions"),
        **rule(CITY_CASES),
    ),
    case_measure(
        key="yellow_cards",
        kind=Kind.COUNT,
        name="黄牌数",
        name_en="Yellow cards",
        formula="期内接报、亮过黄牌的案件数",
        formula_en="cases received in the period that were shown a yellow card",
        unit="cases",
        source=_CARDS,
        hits=_has("yellow_at"),
        **rule(VALID),
    ),
    case_measure(
        key="red_cards",
        kind=Kind.COUNT,
        name="红牌数",
        name_en="Red cards",
        formula="期内接报、亮过红牌的案件数",
        formula_en="cases received in the period that were shown a red card",
        unit="cases",
        source=_CARDS,
        hits=_has("red_at"),
        **rule(VALID),
    ),
    case_measure(
        key="rectification_rate",
        kind=Kind.SHARE,
        name="整改率",
        name_en="Rectification rate",
        formula="亮牌后已结案的案件 ÷ 亮牌案件",
        formula_en="carded cases that are closed now ÷ cases shown a card",
        unit="%",
        source=OWN,
        rules=(*STANDING, NO_CARD),
        hits=_has("closed_at"),
        **rule(VALID, ("亮过黄牌或红牌", "shown a yellow or red card")),
    ),
    case_measure(
        key="call_back_rate",
        kind=Kind.SHARE,
        name="回访率",
        name_en="Call-back rate",
        formula="已回访的警情 ÷ 已结案的警情",
        formula_en="closed calls whose reporter was called back ÷ closed calls",
        unit="%",
        source="110 dispatch records: 回访",
        rules=(*STANDING, NOT_A_CALL, STILL_OPEN),
        hits=_has("called_back_at"),
        **rule(CALLS, ("已结案", "that are closed")),
    ),
    case_measure(
        key="satisfaction_rate",
        kind=Kind.SHARE,
        name="满意率",
        name_en="Satisfaction",
        formula="回访表示满意或基本满意的案件 ÷ 回访有答复的案件",
        formula_en="reporters satisfied or fairly satisfied ÷ reporters reached",
        unit="%",
        source="110 dispatch records: 1 满意, 2 基本满意, 3 不满意",
        rules=(*STANDING, NOT_CALLED_BACK, NOT_REACHED),
        hits=_satisfied,
        **rule(VALID, ("已回访并有答复", "whose reporter was called back and reached")),
    ),
)
"""Each of them, in the order they are listed."""
