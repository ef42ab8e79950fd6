"""Looks at a stopped site: is every report there, once and as it was written, and every photo by its own bytes?

    python -m lab.benchmarks.floor.load.judge NOTED

NOTED holds what the phones had: `{"documents": {party: [document]}, "photos": {party: [digest]}}`. Prints JSON.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tearoad.site import manage

manage.start()

from tearoad.capture.web.models import FileState, Quarantined, Receipt, SentFile, SentRevision  # noqa: E402  # after the set-up
from tearoad.mission.web.models import Mission  # noqa: E402  # after the set-up
from tearoad.office.web.actions.files import content_of  # noqa: E402  # after the set-up
from tearoad.office.web.models import Job, JobState  # noqa: E402  # after the set-up
from tearoad.people.web.models import acting_for  # noqa: E402  # after the set-up


def main() -> None:
    """Judge and tell."""
    noted = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    with acting_for(Mission.across_tenants.get().tenant_id):
        faults = [*_texts(noted["documents"]), *_photos(noted["photos"])]
    print(json.dumps({"faults": faults}))


def _texts(documents: dict[str, list[dict[str, Any]]]) -> Iterator[str]:
    for party, written in documents.items():
        rows = list(SentRevision.objects.filter(party=party).order_by("number").values_list("number", "document"))
        if [number for number, _ in rows] != list(range(1, len(written) + 1)):
            yield f"{party}: {len(rows)} numbers for {len(written)} reports"
        here = Counter(document["id"] for _, document in rows)
        told = {document["id"]: document for _, document in rows}
        for one in written:
            if here[one["id"]] != 1 or told[one["id"]] != one:
                yield f"{party}: {one['id']} is there {here[one['id']]} times, or with other words"
    if Receipt.objects.count() != sum(map(len, documents.values())) or Quarantined.objects.exists():
        yield "receipts of nothing, or something kept aside"


def _photos(photos: dict[str, list[str]]) -> Iterator[str]:
    """What a phone makes has no place and no camera in it: painted anew it is the same, byte for byte."""
    for party, digests in photos.items():
        rows = {file.digest: file for file in SentFile.objects.filter(party=party).select_related("whole", "small")}
        if sorted(rows) != sorted(digests):
            yield f"{party}: {len(rows)} photos of {len(digests)}"
        for digest, one in rows.items():
            if one.state != FileState.READY or hashlib.sha256(content_of(one.whole)).hexdigest() != digest:
                yield f"{party}: the photo {digest[:12]} is {one.state}, or has other bytes"
            elif not content_of(one.small):
                yield f"{party}: the photo {digest[:12]} has no small picture"
    unfinished = Job.objects.exclude(state__in=(JobState.DONE, JobState.CANCELLED)).count()
    if unfinished:
        yield f"{unfinished} jobs are not done"


main()
