"""A revision over the wire and back, and what is said of everything that is none."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.capture import Revision, Unusable, digest_of, document_of, revision_of
from tearoad.capture.reading import MOST_REPLACED, id_in
from tearoad.text import Text
from tests.capture.histories import AT, histories, revision, revision_id

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(histories())
def test_a_round_trip_loses_nothing(made: list[Revision]) -> None:
    for original in made:
        assert revision_of(json.loads(json.dumps(document_of(original)))) == original


@given(_JSON)
def test_garbage_is_refused_and_never_breaks_the_reader(document: object) -> None:
    with pytest.raises(Unusable) as refused:
        revision_of(document)
    assert refused.value.problems
    assert id_in(document) is None
    assert len(digest_of(document)) == 64


@given(st.sampled_from(sorted(document_of(revision(1, {})))), _JSON)
def test_one_odd_key_never_breaks_the_reader(key: str, found: object) -> None:
    document = document_of(revision(1, {})) | {key: found}
    read: object = None
    try:
        read = revision_of(document)
    except Unusable as refused:
        read = refused.problems
    assert read


@pytest.mark.parametrize(
    ("odd", "problem"),
    [
        ({"schema": 2}, Text("capture.other_schema", found="2", known=1)),
        ({"schema": True}, Text("capture.other_schema", found="True", known=1)),
        ({"schema": None}, Text("capture.other_schema", found="None", known=1)),
        ({"mood": "good"}, Text("capture.key_unknown", key="mood")),
        ({"id": "7"}, Text("capture.key_wrong", key="id", found="7")),
        (
            {"id": "0191f3c0-0000-4000-8000-000000000001"},  # of version 4
            Text("capture.key_wrong", key="id", found="0191f3c0-0000-4000-8000-000000000001"),
        ),
        ({"number": True}, Text("capture.key_wrong", key="number", found="True")),
        ({"number": 0}, Text("capture.key_wrong", key="number", found="0")),
        ({"number": 2**31}, Text("capture.key_wrong", key="number", found=str(2**31))),
        (
            {"made_at": "2027-02-09T10:00:00"},  # of no zone
            Text("capture.key_wrong", key="made_at", found="2027-02-09T10:00:00"),
        ),
        *(
            ({"made_at": odd}, Text("capture.key_wrong", key="made_at", found=odd))
            for odd in (
                "2026-01-01T00:00:00+23:59:59.999999",  # no browser reads these
                "2026-W48-5T10:00:00+00:00",
                "20270209T100000+00:00",
                "2027-02-30T10:00:00Z",
                "0001-01-01T00:00:00+14:00",  # has no day in another zone
                "9999-12-31T23:59:59-14:00",
            )
        ),
        ({"meeting": "a\nb"}, Text("capture.key_wrong", key="meeting", found="a?b")),
        ({"values": {"mood": "good"}}, Text("capture.field_unknown", field="mood")),
        (
            {"values": {"warmth": "tepid"}},
            Text("capture.field_wrong", field=Text("capture.field_warmth"), found="tepid"),
        ),
        ({"values": {"price": 12}}, Text("capture.field_wrong", field=Text("capture.field_price"), found="12")),
        ({"replaces": {"city": []}}, Text("capture.replaces_other", field=Text("capture.field_city"))),
        (
            {"values": {"city": "A"}, "replaces": {"city": ["x"]}},
            Text("capture.replaces_wrong", field=Text("capture.field_city")),
        ),
        (
            {"values": {"city": "A"}, "replaces": {"city": [str(revision_id(1))] * (MOST_REPLACED + 1)}},
            Text("capture.replaces_wrong", field=Text("capture.field_city")),
        ),
    ],
)
def test_what_is_wrong_is_named(odd: dict[str, Any], problem: Text) -> None:
    with pytest.raises(Unusable) as refused:
        revision_of(document_of(revision(1, {})) | odd)
    assert refused.value.problems == (problem,)


def test_everything_that_is_wrong_is_named_at_once() -> None:
    document = {"schema": 1, "id": str(revision_id(1)), "values": {"city": "A\nB"}, "made_at": AT.isoformat()}
    with pytest.raises(Unusable) as refused:
        revision_of(document)
    assert refused.value.problems == (
        *(Text("capture.key_missing", key=key) for key in ("meeting", "number", "replaces", "report")),
        Text("capture.field_wrong", field=Text("capture.field_city"), found="A?B"),
    )


def test_the_order_of_keys_makes_no_difference_to_the_digest() -> None:
    document = document_of(revision(1, {"city": "Тула", "person": "李"}))
    assert digest_of(dict(reversed(document.items()))) == digest_of(document)
    assert digest_of(document | {"number": 2}) != digest_of(document)
