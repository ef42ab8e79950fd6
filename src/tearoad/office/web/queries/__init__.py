"""What can be asked of the office."""

from tearoad.office.web.queries.figures import Counts, counts
from tearoad.office.web.queries.timing import timing

__all__ = ["Counts", "counts", "timing"]
