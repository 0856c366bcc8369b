"""The register of measures: each is defined here once and nowhere else."""

from collections.abc import Mapping

import numpy as np

from bigscreen.domain.incidents import Channel, WorkKind
from bigscreen.kpi.case_columns import CaseColumns
from bigscreen.kpi.intervals import (
    ACCEPTANCE,
    INTERVALS,
    REPORT,
    RESPONSE,
    TURNOUT,
    Interval,
    measure,
)
from bigscreen.kpi.measure import (
    INTERVAL_REASONS,
    NO_ORIGIN,
    NOT_SENT,
    OTHER_WORK,
    Bucket,
    Judged,
    Kind,
    Measure,
    interval_judge,
    known,
    of_kind,
)

_BULLETIN = "weekly 110 bulletins of Chinese prefecture cities"
_STATISTICS = "city-management case statistics as public 数字城管 systems keep them"
_OWN = "no standard fixes it; defined here"
_ALL = ("全部案件", "every case received in the period")
_BOTH_TIMES = (
    "两个节点均有真实时间且不为负的案件",
    "cases with a reported time at both ends, the end not before the start",
)
_CALLS = ("警情", "police calls")
_SENT = ("已派出单元的案件", "cases a unit was sent to")


def _duration(interval: Interval) -> Measure:
    return Measure(
        key=interval.key,
        kind=Kind.DURATION,
        name=interval.name,
        name_en=interval.name_en,
        formula=interval.definition,
        formula_en=interval.definition_en,
        rule=_BOTH_TIMES[0],
        rule_en=_BOTH_TIMES[1],
        unit="s",
        source=interval.source,
        judge=interval_judge(interval),
        reasons=INTERVAL_REASONS,
    )


def _speed(key: str, name: str, name_en: str, interval: Interval, *edges: Bucket) -> Measure:
    return Measure(
        key=key,
        kind=Kind.BUCKETS,
        name=name,
        name_en=name_en,
        formula=f"{interval.definition}，按区间计件数与占比（含上限）",
        formula_en=f"{interval.definition_en}: cases and share in each stretch, upper end included",
        rule=_BOTH_TIMES[0],
        rule_en=_BOTH_TIMES[1],
        unit="%",
        source=_BULLETIN,
        judge=interval_judge(interval),
        reasons=INTERVAL_REASONS,
        buckets=edges,
    )


def _within_minutes(cases: CaseColumns, as_of: float) -> Judged:  # noqa: ARG001
    measured = measure(RESPONSE, cases.times)
    in_time = measured.seconds <= cases.coded["response_minutes"].values() * 60.0
    calls = of_kind(cases, WorkKind.POLICE_CALL)
    return Judged.ruled(in_time, ~calls, measured.missing, measured.negative)


def _received(cases: CaseColumns, as_of: float) -> Judged:  # noqa: ARG001
    return Judged.ruled(np.ones(len(cases), np.bool_))


def _closed(cases: CaseColumns, as_of: float) -> Judged:  # noqa: ARG001
    return Judged.ruled(known(cases, "closed_at"))


def _open(cases: CaseColumns, as_of: float) -> Judged:  # noqa: ARG001
    return Judged.ruled(~known(cases, "closed_at"))


def _handled(cases: CaseColumns, as_of: float) -> Judged:  # noqa: ARG001
    return Judged.ruled(known(cases, "handled_at"), ~known(cases, "dispatched_at"))


def _finished(cases: CaseColumns, as_of: float) -> Judged:  # noqa: ARG001
    return Judged.ruled(known(cases, "closed_at"), ~known(cases, "dispatched_at"))


def _found(cases: CaseColumns, as_of: float) -> Judged:  # noqa: ARG001
    channel = cases.coded["channel"]
    found = channel.equal(Channel.PATROL) | channel.equal(Channel.VIDEO)
    found |= channel.equal(Channel.ALARM)
    city_cases = of_kind(cases, WorkKind.CITY_CASE)
    return Judged.ruled(found, ~city_cases, channel.equal(Channel.OTHER))


def _unreached(cases: CaseColumns, as_of: float) -> Judged:
    waited_us = as_of - cases.times["received_at"]
    waiting = ~known(cases, "on_scene_at") & ~known(cases, "closed_at")
    late = waiting & (waited_us > cases.coded["response_minutes"].values() * 60e6)
    return Judged.ruled(late, ~of_kind(cases, WorkKind.POLICE_CALL))


_SECONDS = (
    Bucket(key="0-30s", up_to_s=30, name="0–30 s"),
    Bucket(key="30-60s", up_to_s=60, name="30–60 s"),
    Bucket(key="60-120s", up_to_s=120, name="60–120 s"),
    Bucket(key="120-180s", up_to_s=180, name="120–180 s"),
    Bucket(key=">180s", up_to_s=None, name="> 180 s"),
)
_MINUTES = (
    Bucket(key="0-5min", up_to_s=300, name="0–5 min"),
    Bucket(key="5-10min", up_to_s=600, name="5–10 min"),
    Bucket(key="10-15min", up_to_s=900, name="10–15 min"),
    Bucket(key="15-30min", up_to_s=1800, name="15–30 min"),
    Bucket(key=">30min", up_to_s=None, name="> 30 min"),
)
_HOURS = (
    Bucket(key="0-30min", up_to_s=1800, name="0–30 min"),
    Bucket(key="30-60min", up_to_s=3600, name="30–60 min"),
    Bucket(key="1-2h", up_to_s=7200, name="1–2 h"),
    Bucket(key="2-4h", up_to_s=14400, name="2–4 h"),
    Bucket(key=">4h", up_to_s=None, name="> 4 h"),
)

_REGISTER = (
    *(_duration(interval) for interval in INTERVALS),
    Measure(
        key="compliance",
        kind=Kind.SHARE,
        name="1-3-5 达标率",
        name_en="1-3-5 compliance",
        formula="到场用时不超过该案响应等级分钟数的警情 ÷ 已到场警情",
        formula_en="calls reached within the minutes of their response class ÷ calls reached",
        rule=f"{_CALLS[0]}；{_BOTH_TIMES[0]}",
        rule_en=f"{_CALLS[1]}: {_BOTH_TIMES[1]}; one nobody has reached yet counts once it is",
        unit="%",
        source="1-3-5 minute response of Chinese cities",
        judge=_within_minutes,
        reasons=(OTHER_WORK, *INTERVAL_REASONS),
    ),
    _speed("acceptance_speed", "签收速度", "Acceptance speed", ACCEPTANCE, *_SECONDS),
    _speed("turnout_speed", "出警速度", "Turnout speed", TURNOUT, *_MINUTES),
    _speed("report_speed", "反馈速度", "Report speed", REPORT, *_HOURS),
    Measure(
        key="volume",
        kind=Kind.COUNT,
        name="受理量",
        name_en="Volume",
        formula="期内接报案件数",
        formula_en="cases received in the period",
        rule=_ALL[0],
        rule_en=_ALL[1],
        unit="cases",
        source=_BULLETIN,
        judge=_received,
    ),
    Measure(
        key="daily_volume",
        kind=Kind.PER_DAY,
        name="日均受理量",
        name_en="Daily volume",
        formula="期内接报案件数 ÷ 期内天数",
        formula_en="cases received in the period ÷ days of the period",
        rule=_ALL[0],
        rule_en=_ALL[1],
        unit="cases/day",
        source=_BULLETIN,
        judge=_received,
    ),
    Measure(
        key="closed",
        kind=Kind.COUNT,
        name="结案数",
        name_en="Closed",
        formula="期内接报、现已结案的案件数",
        formula_en="cases received in the period that are closed now",
        rule=_ALL[0],
        rule_en=_ALL[1],
        unit="cases",
        source=_STATISTICS,
        judge=_closed,
    ),
    Measure(
        key="open",
        kind=Kind.COUNT,
        name="未结数",
        name_en="Open",
        formula="期内接报、现未结案的案件数",
        formula_en="cases received in the period that are not closed now",
        rule=_ALL[0],
        rule_en=_ALL[1],
        unit="cases",
        source=f"{_BULLETIN}: 未处理完毕",
        judge=_open,
    ),
    Measure(
        key="overdue_arrival",
        kind=Kind.COUNT,
        name="超时未到场数",
        name_en="Overdue arrivals",
        formula="现未结案、无人到场且已超过响应等级分钟数的警情数",
        formula_en="open calls nobody has reached although the minutes of their class are over",
        rule=_CALLS[0],
        rule_en=_CALLS[1],
        unit="cases",
        source="1-3-5 minute response of Chinese cities",
        judge=_unreached,
        reasons=(OTHER_WORK,),
    ),
    Measure(
        key="handling_rate",
        kind=Kind.SHARE,
        name="处置率",
        name_en="Handling rate",
        formula="已报处置完毕的案件 ÷ 已派出单元的案件",
        formula_en="cases a unit reported handled ÷ cases a unit was sent to",
        rule=_SENT[0],
        rule_en=_SENT[1],
        unit="%",
        source=f"{_STATISTICS}: 处置 ÷ 应处置",
        judge=_handled,
        reasons=(NOT_SENT,),
    ),
    Measure(
        key="closing_rate",
        kind=Kind.SHARE,
        name="结案率",
        name_en="Closing rate",
        formula="已结案的案件 ÷ 期内接报案件",
        formula_en="cases closed ÷ cases received in the period",
        rule=_ALL[0],
        rule_en=_ALL[1],
        unit="%",
        source=f"{_STATISTICS}: 结案 ÷ 应结案",
        judge=_closed,
    ),
    Measure(
        key="completion_rate",
        kind=Kind.SHARE,
        name="办结率",
        name_en="Completion rate",
        formula="已结案的案件 ÷ 已派出单元的案件",
        formula_en="cases closed ÷ cases, both that a unit was sent to",
        rule=_SENT[0],
        rule_en=_SENT[1],
        unit="%",
        source=_OWN,
        judge=_finished,
        reasons=(NOT_SENT,),
    ),
    Measure(
        key="discovery_rate",
        kind=Kind.SHARE,
        name="发现率",
        name_en="Discovery rate",
        formula="由巡查、视频或监测告警发现的案件 ÷ 来源明确的案件",
        formula_en="cases found by patrol, video or alarm ÷ cases of known channel",
        rule="城管案件，来源不为“其他”",
        rule_en="city-management cases whose channel is not “other”",
        unit="%",
        source=_OWN,
        judge=_found,
        reasons=(OTHER_WORK, NO_ORIGIN),
    ),
)

MEASURES: Mapping[str, Measure] = {measure.key: measure for measure in _REGISTER}
"""Every measure by its key, in the order they are listed."""
