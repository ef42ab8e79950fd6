"""Write down what became of a sample."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from tearoad.checklist import Fate, Sample
from tearoad.checklist.web.queries.samples import fate_fields, sample_row
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.policies import open_mission
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.values.document import from_document, to_document
from tearoad.web.saving import stale


@transaction.atomic
def record_fate(
    by: Actor, row: mission_rows.Mission, sample_id: UUID, fate: Fate | None, read: str | None = None
) -> None:
    """Keep what became of a sample; None takes it back. `read` is the mark of what the page showed.

    Raises:
        Stale: somebody wrote down something else since.

    """
    require(by, Policy.EDIT_MISSION)
    open_mission(row)
    stored = sample_row(row, sample_id)
    sample = from_document(Sample, stored.document)
    if sample.fate is not fate:
        by_whom = stale.Changed("mission.sample_fate", "mission", row.id, (("sample", str(sample.id)),))
        stale.require_unchanged(read, fate_fields(sample), changed=by_whom)
        stored.document = to_document(replace(sample, fate=fate))
        stored.save()
        facts = {"sample": sample.id, "fate": fate.value if fate else ""}
        ledger.append(by, "mission.sample_fate", "mission", row.id, facts)
