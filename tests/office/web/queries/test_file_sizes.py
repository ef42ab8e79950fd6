"""How large a file is said to be."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tearoad.office.web.actions.files import keep
from tearoad.office.web.models import StoredFile
from tearoad.office.web.queries.files import files
from tearoad.people import Actor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        (0, (Decimal(0), "office.size_kilobytes")),
        (1, (Decimal(1), "office.size_kilobytes")),
        (1000, (Decimal(1), "office.size_kilobytes")),
        (1001, (Decimal(2), "office.size_kilobytes")),
        (999_999, (Decimal(1000), "office.size_kilobytes")),
        (1_000_000, (Decimal("1.0"), "office.size_megabytes")),
        (1_960_000, (Decimal("2.0"), "office.size_megabytes")),
    ],
)
def test_file_of_a_few_letters_is_never_said_to_be_empty(officer: Actor, size: int, shown: tuple[Decimal, str]) -> None:
    """Finds a size that is rounded down to nothing, and a megabyte in other units."""
    keep(officer, name="a.txt", content=b"a", kind="evidence", media_type="text/plain")
    StoredFile.objects.update(size=size)
    (card,) = files(officer, "evidence", "1").object_list
    assert (card.size, card.unit) == shown
