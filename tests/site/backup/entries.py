"""Print the ledger of a place with one organisation, entry by entry."""

from __future__ import annotations

import json

from tearoad.site import manage

manage.start()

from tearoad.people.web.models import LedgerEntry  # noqa: E402  # after the set-up

found = LedgerEntry.across_tenants.order_by("tenant", "number")
print(json.dumps([{"code": entry.code, "facts": entry.facts, "subject": entry.subject_id} for entry in found]))  # noqa: T201  # told to the test
