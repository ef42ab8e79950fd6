"""Print what a place holds of the floor: per firm every change, what was kept aside, and the phones."""

from __future__ import annotations

import json
from typing import Any

from tearoad.site import manage

manage.start()

from tearoad.capture.web.models import Phone, Quarantined, SentFile, SentRevision  # noqa: E402  # after the set-up
from tearoad.people.web.models import Organisation, acting_for  # noqa: E402  # after the set-up


def main() -> None:
    """Look and tell."""
    (organisation,) = Organisation.objects.all()
    with acting_for(organisation.pk):
        seen: dict[str, list[Any]] = {
            "changes": [[revision.party, revision.document] for revision in SentRevision.objects.all()],
            "asides": sorted(
                [quarantined.party, quarantined.digest, quarantined.state] for quarantined in Quarantined.objects.all()
            ),
            "files": sorted([file.party, file.digest] for file in SentFile.objects.all()),
            "phones": sorted(str(phone.pk) for phone in Phone.objects.all()),
        }
        seen["changes"].sort(key=json.dumps)
    print(json.dumps(seen))  # noqa: T201  # told to the test


main()
