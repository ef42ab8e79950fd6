from __future__ import annotations

import pytest
from hypothesis import given

from tearoad.capture import Revision, document_of, revision_of
from tearoad.capture.persons import PERSONAL, without_person
from tearoad.people.mentions import mentions
from tests.capture.histories import histories


@pytest.mark.parametrize(
    ("found", "address", "expected"),
    [
        ("write to Anna@Example.org.", " anna@example.org ", True),
        ("jo-anna@example.org", "anna@example.org", False),
        ("anna@example.organic", "anna@example.org", False),
        ({"values": {"notes": ["tel. +7 (495) 000-00-17, evenings"]}}, "+74950000017", True),
        ("+7 495 000-00-178", "+74950000017", False),
        ("20 boxes, 30 days", "20", False),
        ([1, None, True], "+74950000017", False),
        ("", "", False),
    ],
)
def test_an_address_is_found_wherever_it_stands(found: object, address: str, *, expected: bool) -> None:
    assert mentions(found, address) is expected


@given(histories())
def test_what_is_left_still_reads_and_says_all_else(made: list[Revision]) -> None:
    for revision in made:
        left = revision_of(without_person(document_of(revision)))
        assert left.values == {name: value for name, value in revision.values.items() if name not in PERSONAL}
        assert (left.id, left.report, left.number) == (revision.id, revision.report, revision.number)
