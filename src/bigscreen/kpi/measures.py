"""The register of case measures: each is defined in the module of its subject, and listed here."""

from collections.abc import Mapping

from bigscreen.kpi.handling_measures import HANDLING_MEASURES
from bigscreen.kpi.measure import CaseMeasure
from bigscreen.kpi.response_measures import RESPONSE_MEASURES
from bigscreen.kpi.volume_measures import VOLUME_MEASURES

MEASURES: Mapping[str, CaseMeasure] = {
    measure.key: measure for measure in (*RESPONSE_MEASURES, *VOLUME_MEASURES, *HANDLING_MEASURES)
}
"""Every measure of cases by its key, in the order they are listed."""
