"""What the delegation's pages keep: the travel agent's lists until somebody decided, and the papers that were made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from django.db import models

from tearoad.delegation.fitting import Fit
from tearoad.mission.web.models.mission import Mission
from tearoad.office.web.models import StoredFile
from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import AT_HOME
from tearoad.web.documents import DocumentField


@dataclass(frozen=True, slots=True)
class Travel:
    """What is kept of a list."""

    sheet: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    mapping: dict[str, str] = field(default_factory=dict)
    fits: tuple[Fit, ...] = ()
    lines: int = 0
    changed: int = 0


class TravelList(Tenanted):
    """A list of the travel agent; once it is taken over, only how much it changed is kept."""

    in_hall = AT_HOME
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    """The file's."""
    document = DocumentField(Travel, default=dict)
    """`{"sheet", "rows": cells as text without passport numbers, "mapping": header -> column, "fits": [...]}`; once it
    is taken over `{"lines", "changed"}`."""
    made_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at"]


class DelegationPaper(Tenanted):
    """A paper of the delegation: name list, badges, rooms, buses, seats, emergency cards."""

    in_hall = AT_HOME
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    language = models.CharField(max_length=10, default="")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_from = DocumentField(dict[str, str], null=True)
    """A digest of each part it was made from, by the part's name; None of one that was made before this was kept."""

    class Meta:
        ordering: ClassVar[list[str]] = ["kind", "language"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mission", "kind", "language"], name="one_delegation_paper_a_language")
        ]
