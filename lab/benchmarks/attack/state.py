"""Tell what stands in an organisation's tables, as digests: what no stranger's request may change.

    python -m lab.benchmarks.attack.state ORGANISATION

Prints JSON: the digest of each table's rows, the number of its rows, and the receipts of phones.
"""

from __future__ import annotations

import hashlib
import json
import sys
from typing import Any
from uuid import UUID

from tearoad.site import manage

manage.start()

from django.apps import apps  # noqa: E402  # after the set-up

from tearoad.capture.web.models import Receipt, SentFile  # noqa: E402  # after the set-up
from tearoad.people.web.models import acting_for  # noqa: E402  # after the set-up
from tearoad.people.web.models.tenancy import Tenanted  # noqa: E402  # after the set-up

_OWN_PACE = frozenset({"office_job", "office_message", "mission_signedlink"})
"""What the site's own workers go on with while nobody asks for anything."""


def main() -> None:
    """Read and tell."""
    tenant = UUID(sys.argv[1])
    with acting_for(tenant):
        told: dict[str, Any] = {"tables": {}, "receipts": [], "files": []}
        for model in apps.get_models():
            if issubclass(model, Tenanted) and model._meta.db_table not in _OWN_PACE:
                rows = [repr(row) for row in model.objects.order_by("pk").values_list()]
                digest = hashlib.sha256("\n".join(rows).encode("utf-8", "surrogatepass")).hexdigest()
                told["tables"][model._meta.db_table] = [len(rows), digest]
        told["receipts"] = sorted(str(receipt) for receipt in Receipt.objects.values_list("revision", flat=True))
        told["files"] = sorted(SentFile.objects.values_list("digest", flat=True))
    print(json.dumps(told))


main()
