"""Take an uploaded table into use."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from tearoad.market.price.tables import table_text
from tearoad.market.web.queries.tables import UploadedTableKind
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.web.clock import now

_LONGEST_NAME = 200


@transaction.atomic
def save_table(by: Actor, kind: UploadedTableKind[Any], file: str, content: bytes) -> int:
    """Take a table into use, and return how many rows it has.

    Raises:
        RatesRefusedError: a cell cannot be read; the table before stays in use.

    """
    require(by, Policy.MAKE_BRIEFS)
    text = table_text(content, file, kind.table)
    rows = kind.parse(text, file)
    made = kind.model._default_manager.create(file=file[-_LONGEST_NAME:], content=text, saved_at=now())  # noqa: SLF001  # a public name of Django's
    ledger.append(by, f"market.{kind.name}_saved", f"market_{kind.name}", made.pk, {"rows": len(rows)})
    return len(rows)


@transaction.atomic
def put_back_table(by: Actor, kind: UploadedTableKind[Any], table_id: str) -> int:
    """Take a table into use again that was in use before, and return how many rows it has.

    Raises:
        NotFoundError: there is none such.
        RatesRefusedError: it cannot be read any more.

    """
    require(by, Policy.MAKE_BRIEFS)
    former = kind.former_table(by, table_id)
    return save_table(by, kind, former.file, former.content.encode())
