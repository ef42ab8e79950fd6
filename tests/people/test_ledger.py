from __future__ import annotations

import hashlib
import hmac
import json
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from tearoad.people import ledger
from tearoad.text import Text

AT = datetime(2027, 2, 9, 8, 0, tzinfo=UTC)
KEY = b"k" * 32


def test_the_content_of_an_entry_is_the_same_json_on_every_machine() -> None:
    entry = SimpleNamespace(
        number=1,
        code="plan.published",
        actor_role="officer",
        actor_id=None,
        subject_kind="mission",
        subject_id="m",
        facts={"б": [1, "茶"], "a": None},
        evidence_digest="",
        at=AT,
    )
    assert ledger.content_of(entry).decode() == (
        '{"actor_id":null,"actor_role":"officer","at":"2027-02-09T08:00:00+00:00","code":"plan.published",'
        '"evidence_digest":"","facts":{"a":null,"б":[1,"茶"]},"number":1,"subject_id":"m","subject_kind":"mission"}'
    )


def test_a_digest_is_what_the_document_says() -> None:
    expected = hmac.new(KEY, b"before\n{}", hashlib.sha256).hexdigest()
    assert ledger.digest(KEY, "before", b"{}") == expected


def test_evidence_is_covered_in_any_order_and_nothing_is_covered_by_nothing() -> None:
    first, second = ("user:1", b"n1", b"s1"), ("user:2", b"n2", b"s2")
    assert ledger.evidence_digest(KEY, [first, second]) == ledger.evidence_digest(KEY, [second, first])
    assert ledger.evidence_digest(KEY, [first]) != ledger.evidence_digest(KEY, [second])
    assert ledger.evidence_digest(KEY, []) == ""


def test_an_export_without_its_end_is_not_whole() -> None:
    found = ledger.verify_lines(KEY, [])
    assert (found.entries, found.broken) == (0, 1)
    end = json.dumps({"head": {"number": 0, "digest": "", "seal": ledger.seal_of_head(KEY, 0, "")}})
    assert ledger.verify_lines(KEY, [end]) == ledger.Verified(0)


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        "",
        "null",
        "7",
        "[]",
        '"head"',
        "{}",
        '{"head": null}',
        '{"head": {"number": 0, "digest": "", "seal": 7}}',
        '{"head": {"number": 0, "digest": "", "seal": "é"}}',
        "[" * 100_000,
        '{"number": NaN}',
        '{"number": 1, "previous": "", "digest": ""}',
    ],
)
def test_a_line_that_is_no_entry_is_named(line: str) -> None:
    found = ledger.verify_lines(KEY, [line])
    assert (found.entries, found.broken) == (0, 1)
    assert found.why == Text("people.broken_line", number=1)


@pytest.mark.parametrize("entries", [0, 1, 3])
def test_what_breaks_off_is_broken_behind_the_last_entry(entries: int) -> None:
    """Finds an export that is told to be broken at another entry than the one that cannot be read."""
    lines, last = [], ""
    for number in range(1, entries + 1):
        row = dict.fromkeys(ledger.FIELDS, "") | {"number": number, "at": AT.isoformat()}
        before, last = last, ledger.digest(KEY, last, ledger.canonical(row))
        lines.append(json.dumps(row | {"previous": before, "digest": last}))
    no_end, broken = Text("people.broken_no_end"), Text("people.broken_line", number=entries + 1)
    assert ledger.verify_lines(KEY, lines) == ledger.Verified(entries, entries + 1, no_end)
    false = json.dumps({"head": {"number": entries + 2, "digest": last, "seal": ""}})
    end = Text("people.broken_end", number=entries, told=entries + 2)
    assert ledger.verify_lines(KEY, [*lines, false]) == ledger.Verified(entries, entries + 1, end)
    assert ledger.verify_lines(KEY, [*lines, "nonsense"]) == ledger.Verified(entries, entries + 1, broken)
