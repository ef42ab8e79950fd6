"""What the office reads, and one page that may be forwarded."""

from tearoad.journey.reports.changes import changes_csv
from tearoad.journey.reports.internal import internal_report
from tearoad.journey.reports.to_share import report_to_share

__all__ = ["changes_csv", "internal_report", "report_to_share"]
