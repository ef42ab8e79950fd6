from __future__ import annotations

import json

import pytest

from tearoad.values.json_data import DEEPEST, NoJson, data_of, is_storable

BAD = {
    "nothing": b"",
    "broken": b'{"a": ',
    "no UTF-8": b'"\xff"',
    "no number": b"NaN",
    "endless": b"[Infinity]",
    "too large a fraction": b"1e999",
    "five thousand digits": b"9" * 5000,
    "too deep": b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1),
    "far too deep": b"[" * 100_000,
    "deep by names": b'{"a":' * 300 + b"1" + b"}" * 300,
}


@pytest.mark.parametrize("body", BAD.values(), ids=BAD)
def test_what_is_no_json_is_refused_in_words(body: bytes) -> None:
    with pytest.raises(NoJson) as refused:
        data_of(body)
    assert refused.value.code == "values.no_json"


@pytest.mark.parametrize("found", [None, 7, "чай", [1.5, {}], {"a": [True]}])
def test_json_comes_back_as_it_is(found: object) -> None:
    assert data_of(json.dumps(found).encode()) == found


def test_as_deep_as_is_kept() -> None:
    deep = b"[" * DEEPEST + b"]" * DEEPEST
    assert json.dumps(data_of(deep), separators=(",", ":")).encode() == deep


@pytest.mark.parametrize(("found", "is_kept"), [("чай", True), ("a\0b", False), ("\ud800", False), ({"\0": 1}, False)])
def test_what_no_database_keeps_is_known(found: object, is_kept: bool) -> None:  # noqa: FBT001  # a parameter
    assert is_storable(found) is is_kept
