"""The ledger's rows: a chain for each organisation, evidence encrypted for each person."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from tearoad.people.web.models.hall import AT_HOME
from tearoad.people.web.models.tenancy import Tenanted
from tearoad.web.documents import DocumentField


class LedgerHead(Tenanted):
    """The end of an organisation's chain; locked while an entry is added."""

    in_hall = AT_HOME
    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")
    seal = models.CharField(max_length=64, default="")
    """Keyed digest of number and digest: an end that was cut off and written anew without the key does not fit."""

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["tenant"], name="one_head_a_tenant")
        ]


class LedgerEntry(Tenanted):
    """Something that was done: who, what, to what, when. `facts` holds no personal data."""

    in_hall = AT_HOME
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    code = models.CharField(max_length=80)
    """What was done: `screening.decided`, `plan.published`."""
    actor_role = models.CharField(max_length=20)
    actor_id = models.UUIDField(null=True)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=80)
    facts = DocumentField(dict[str, Any], default=dict)
    evidence_digest = models.CharField(max_length=64, default="")
    """Keyed digest of the evidence: erasing a person leaves it standing."""
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["tenant", "number"], name="ledger_numbers_run_on")
        ]


class PersonKey(Tenanted):
    """The key of one person's evidence; destroyed when the person is erased."""

    in_hall = AT_HOME
    person = models.CharField(max_length=120)
    """What the evidence is about: `user:<id>`, `company:<id>`, `delegate:<id>`."""
    wrapped = models.BinaryField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["tenant", "person"], name="one_key_a_person")
        ]


class Evidence(Tenanted):
    """What a ledger entry was based on, as far as it is about a person: encrypted with that person's key."""

    in_hall = AT_HOME
    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="evidence")
    key = models.ForeignKey(PersonKey, on_delete=models.PROTECT, related_name="+")
    nonce = models.BinaryField()
    sealed = models.BinaryField()
