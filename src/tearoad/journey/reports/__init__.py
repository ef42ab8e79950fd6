"""Two reports: one for the office, one that may be forwarded."""

from tearoad.journey.reports.internal import internal_report
from tearoad.journey.reports.to_share import report_to_share

__all__ = ["internal_report", "report_to_share"]
