"""Measures of how much there is to do: what came in, what of it was real, what is still open."""

import numpy as np

from bigscreen.kpi.case_columns import CaseColumns
from bigscreen.kpi.case_times import Mask
from bigscreen.kpi.definition_texts import BULLETIN, OWN, STATISTICS, VALID, rule
from bigscreen.kpi.measure import Kind
from bigscreen.kpi.rules import DRILL, DUPLICATE, NOT_A_CALL, case_measure, known

_BUT_DRILLS = ("除试警外全部接报", "everything received but drills")
_CALLS_ONCE = (
    "警情；合并的重复件、试警除外",
    "police calls; merged duplicates and drills are left out",
)


def _every(cases: CaseColumns, _as_of: float) -> Mask:
    return np.ones(len(cases), np.bool_)


def _open(cases: CaseColumns, _as_of: float) -> Mask:
    return ~known(cases, "closed_at")


def _overdue(cases: CaseColumns, as_of: float) -> Mask:
    return ~known(cases, "closed_at") & (cases.times["due_at"] < as_of)


def _valid(cases: CaseColumns, _as_of: float) -> Mask:
    return ~cases.coded["valid"].equal(False)


VOLUME_MEASURES = (
    case_measure(
        key="reports",
        kind=Kind.COUNT,
        name="接报总数",
        name_en="Reports",
        formula="期内接报件数，含重复、无效和作废",
        formula_en="everything reported in the period, duplicates, invalid and voided included",
        unit="cases",
        source=f"{BULLETIN}: 接报警",
        rules=(DRILL,),
        hits=_every,
        **rule(_BUT_DRILLS),
    ),
    case_measure(
        key="volume",
        kind=Kind.COUNT,
        name="受理量",
        name_en="Volume",
        formula="期内接报的有效案件数",
        formula_en="valid cases received in the period",
        unit="cases",
        source=BULLETIN,
        hits=_every,
        **rule(VALID),
    ),
    case_measure(
        key="daily_volume",
        kind=Kind.PER_DAY,
        name="日均受理量",
        name_en="Daily volume",
        formula="期内接报的有效案件数 ÷ 期内天数",
        formula_en="valid cases received in the period ÷ days of the period",
        unit="cases/day",
        source=BULLETIN,
        hits=_every,
        **rule(VALID),
    ),
    case_measure(
        key="valid_calls",
        kind=Kind.COUNT,
        name="有效警情数",
        name_en="Valid calls",
        formula="期内接报、未以无效结案的警情数",
        formula_en="police calls received in the period that did not turn out to be invalid",
        unit="cases",
        source=f"{BULLETIN}: 有效报警",
        rules=(DUPLICATE, DRILL, NOT_A_CALL),
        hits=_valid,
        **rule(_CALLS_ONCE),
    ),
    case_measure(
        key="valid_call_share",
        kind=Kind.SHARE,
        name="有效警情占比",
        name_en="Valid share of calls",
        formula="有效警情 ÷ 警情",
        formula_en="valid police calls ÷ police calls",
        unit="%",
        source=f"{BULLETIN}: 有效报警",
        rules=(DUPLICATE, DRILL, NOT_A_CALL),
        hits=_valid,
        **rule(_CALLS_ONCE),
    ),
    case_measure(
        key="duplicate_share",
        kind=Kind.SHARE,
        name="重复案件率",
        name_en="Duplicate share",
        formula="并入他案的重复件 ÷ 接报总数",
        formula_en="reports merged into another case ÷ reports",
        unit="%",
        source=f"{STATISTICS}: 重复案件率",
        rules=(DRILL,),
        hits=DUPLICATE.leaves_out,
        **rule(_BUT_DRILLS),
    ),
    case_measure(
        key="open",
        kind=Kind.COUNT,
        name="未结数",
        name_en="Open",
        formula="期内接报、现未结案的案件数",
        formula_en="cases received in the period that are not closed now",
        unit="cases",
        source=f"{BULLETIN}: 未处理完毕",
        hits=_open,
        **rule(VALID),
    ),
    case_measure(
        key="overdue",
        kind=Kind.COUNT,
        name="超期未结数",
        name_en="Overdue",
        formula="期内接报、现未结案且已过办理时限的案件数",
        formula_en="cases received in the period that are open after their deadline",
        unit="cases",
        source=f"{STATISTICS}: 未处置超期",
        hits=_overdue,
        **rule(
            VALID,
            ("挂账期间时限停算，不计超期", "a suspended case has no deadline and is not overdue"),
        ),
    ),
    case_measure(
        key="overdue_share",
        kind=Kind.SHARE,
        name="超期占比",
        name_en="Overdue share",
        formula="超期未结案件 ÷ 期内接报案件",
        formula_en="overdue cases ÷ cases received in the period",
        unit="%",
        source=OWN,
        hits=_overdue,
        **rule(VALID),
    ),
)
"""Each of them, in the order they are listed."""
