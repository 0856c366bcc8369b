"""Texts that several definitions share: sources, and what their rules have in common."""

from typing import TypedDict

BULLETIN = "weekly 110 bulletins of Chinese prefecture cities"
STATISTICS = "city-management case statistics as public 数字城管 systems keep them"
OWN = "no standard fixes it; defined here"

Texts = tuple[str, str]
"""The same in Chinese and in English."""

VALID: Texts = (
    "有效案件（合并的重复件、试警、作废和无效的除外）",
    "valid cases: merged duplicates, drills, voided and invalid ones are left out",
)
CALLS: Texts = (f"警情；{VALID[0]}", f"police calls among {VALID[1]}")
CITY_CASES: Texts = (f"城管案件；{VALID[0]}", f"city-management cases among {VALID[1]}")
BOTH_TIMES: Texts = (
    "两个节点均有真实时间且不为负",
    "with a reported time at both ends, the end not before the start",
)
AS_GRADED: Texts = (
    "改过等级的除外（接警时按另一等级派警）",
    "regraded ones are left out, since they were answered as another level",
)


class RuleTexts(TypedDict):
    """What counts, as the arguments of a measure."""

    rule: str
    rule_en: str


def rule(base: Texts, *further: Texts) -> RuleTexts:
    """Return what counts: each further text narrows it."""
    zh, en = zip(base, *further, strict=True)
    return {"rule": "；".join(zh), "rule_en": "; ".join(en)}
