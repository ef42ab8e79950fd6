"""The site's own settings; only the wait after a letter whose sender died is shorter, so that a run ends soon."""

from __future__ import annotations

from tearoad.office.timing import Timing
from tearoad.site.settings import *  # noqa: F403  # the same site

OFFICE_TIMING = Timing(mail_lease_s=15)
