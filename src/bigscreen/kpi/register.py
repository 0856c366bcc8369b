"""Everything that can be measured, in the order it is listed."""

from collections.abc import Mapping

from bigscreen.kpi.measure import Measure
from bigscreen.kpi.measures import MEASURES
from bigscreen.kpi.presence import PRESENCE_MEASURES

ALL_MEASURES: Mapping[str, Measure] = {**MEASURES, **PRESENCE_MEASURES}
"""Measures of cases and of presence on the street, by key."""
