"""The register's rows."""

from __future__ import annotations

from dataclasses import fields
from enum import StrEnum
from typing import Any, ClassVar

from django.db import models

from tearoad.companies import Buyer, Exporter, Standing
from tearoad.office.web.models import StoredFile
from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import AT_HOME, NAMED
from tearoad.values.document import Document, from_document
from tearoad.values.least import least_document
from tearoad.web.documents import DocumentField


class Side(StrEnum):
    """Which side of the table a company sits on."""

    EXPORTER = "exporter"
    BUYER = "buyer"


def fits_its_side(document: Document) -> object:
    """Read what the register, or a mission, keeps of a company as every side that has all of its fields.

    Which side it is on stands in a column.
    """
    sides = (Exporter, Buyer)
    own = [kind for kind in sides if document.keys() <= {field.name for field in fields(kind)}]
    return [from_document(kind, least_document(kind) | document) for kind in own or sides]


def _register_document(document: Document) -> object:
    return fits_its_side({"name": None} | document)


def _least_company(row: Company) -> Document:
    kind = Exporter if row.side == Side.EXPORTER else Buyer
    return {name: value for name, value in least_document(kind).items() if name != "id"} | {"name": {"latin": row.name}}


class Company(Tenanted):
    """An exporter or buyer; what differs from mission to mission stands in its participation."""

    in_hall = NAMED
    side = models.CharField(max_length=10, choices=[(side.value, side.value) for side in Side])
    name = models.CharField(max_length=300)
    """The first spelling, for sorting and searching."""
    names = models.TextField()
    """What it is found by, a line each, folded (see `queries.search_lines`)."""
    contact_names = models.TextField(default="")
    """By what its contacts are found, a line each: their names folded, and in Latin letters."""
    brief_document = DocumentField(dict[str, Any], default=dict)
    """Of its document what tables are sorted by most: a twentieth to read through (see `queries.brief_document`)."""
    country = models.CharField(max_length=2, default="")
    city = models.CharField(max_length=120, default="")
    registration_number = models.CharField(max_length=80, default="")
    standing = models.CharField(max_length=10, default=Standing.UNKNOWN, choices=[(s.value, s.value) for s in Standing])
    """Only screening's actions write it."""
    screened_at = models.DateTimeField(null=True)
    photo = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    """Of an exporter, for the delegation's book; only `actions.put_photo` writes it."""
    document = DocumentField(Exporter, judge=_register_document, least=_least_company)
    """An `Exporter` or `Buyer` without what its participation says (see `queries.exporter_of`, `buyer_of`)."""
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    """The company that stands for this one; nobody sees this one until the merge is undone."""

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["tenant", "side", "name"], name="register")]


class CompanyMerge(Tenanted):
    """Two companies that became one: what it takes to part them again."""

    in_hall = AT_HOME
    kept = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    joined = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    before = DocumentField(dict[str, Any], default=dict)
    """Of the fields that the merge changed, what the kept company said before."""
    after = DocumentField(dict[str, Any], default=dict)
    """What it said afterwards."""
    moved = DocumentField(dict[str, list[str]], default=dict)
    """Of every column that points to companies, the rows that pointed to the joined one."""
    photo = models.UUIDField(null=True)
    """The file that became the kept company's photo."""
    merged_at = models.DateTimeField()
    merged_by = models.CharField(max_length=200, default="")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
