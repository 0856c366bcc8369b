"""Measures of how fast calls are answered: intervals, classes, and the bulletins' speeds."""

from bigscreen.kpi.case_columns import CaseColumns
from bigscreen.kpi.case_times import Mask
from bigscreen.kpi.definition_texts import (
    AS_GRADED,
    BOTH_TIMES,
    BULLETIN,
    CALLS,
    VALID,
    rule,
)
from bigscreen.kpi.intervals import (
    ACCEPTANCE,
    INTERVALS,
    REPORT,
    RESPONSE,
    TURNOUT,
    Interval,
    measure,
)
from bigscreen.kpi.measure import Bucket, CaseMeasure, Kind
from bigscreen.kpi.rules import (
    NOT_A_CALL,
    REGRADED,
    STANDING,
    case_measure,
    known,
    timed_measure,
)

_CLASSES = "response classes of Chinese cities, such as 1, 3 and 5 minutes"


def _duration(interval: Interval) -> CaseMeasure:
    texts = (VALID, BOTH_TIMES, AS_GRADED) if interval.graded else (VALID, BOTH_TIMES)
    return timed_measure(
        key=interval.key,
        kind=Kind.DURATION,
        name=interval.name,
        name_en=interval.name_en,
        formula=interval.definition,
        formula_en=interval.definition_en,
        unit="s",
        source=interval.source,
        interval=interval,
        **rule(*texts),
    )


def _speed(key: str, name: str, name_en: str, interval: Interval, *edges: Bucket) -> CaseMeasure:
    return timed_measure(
        key=key,
        kind=Kind.BUCKETS,
        name=name,
        name_en=name_en,
        formula=f"{interval.definition}，按区间计件数与占比（含上限）",
        formula_en=f"{interval.definition_en}: cases and share in each stretch, upper end included",
        unit="%",
        source=BULLETIN,
        interval=interval,
        buckets=edges,
        **rule(VALID, BOTH_TIMES),
    )


def _within_class(cases: CaseColumns, _as_of: float) -> Mask:
    seconds = measure(RESPONSE, cases.times).seconds
    within: Mask = seconds <= cases.coded["response_minutes"].values() * 60.0
    return within


def _unreached(cases: CaseColumns, as_of: float) -> Mask:
    waited_us = as_of - cases.times["received_at"]
    waiting = ~known(cases, "on_scene_at") & ~known(cases, "closed_at")
    return waiting & (waited_us > cases.coded["response_minutes"].values() * 60e6)


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

RESPONSE_MEASURES = (
    *(_duration(interval) for interval in INTERVALS),
    case_measure(
        key="compliance",
        kind=Kind.SHARE,
        name="分级到达率",
        name_en="Class compliance",
        formula="到场用时不超过该案响应等级分钟数的警情 ÷ 已到场警情",
        formula_en="calls reached within the minutes of their response class ÷ calls reached",
        unit="%",
        source=_CLASSES,
        rules=(*STANDING, NOT_A_CALL, REGRADED),
        interval=RESPONSE,
        hits=_within_class,
        **rule(
            CALLS,
            BOTH_TIMES,
            AS_GRADED,
            ("尚未到场的，到场后计入", "one nobody has reached yet counts once it is"),
        ),
    ),
    _speed("acceptance_speed", "签收速度", "Acceptance speed", ACCEPTANCE, *_SECONDS),
    _speed("turnout_speed", "出警速度", "Turnout speed", TURNOUT, *_MINUTES),
    _speed("report_speed", "反馈速度", "Report speed", REPORT, *_HOURS),
    case_measure(
        key="overdue_arrival",
        kind=Kind.COUNT,
        name="超时未到场数",
        name_en="Overdue arrivals",
        formula="现未结案、无人到场且已超过响应等级分钟数的警情数",
        formula_en="open calls nobody has reached although the minutes of their class are over",
        unit="cases",
        source=_CLASSES,
        rules=(*STANDING, NOT_A_CALL),
        hits=_unreached,
        **rule(CALLS),
    ),
)
"""Each of them, in the order they are listed."""
