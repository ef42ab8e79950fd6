"""The chain: each entry's keyed digest covers the one before it. A stranger with the key can judge an export.

The digest of an entry is HMAC-SHA256 over the digest before it, a line feed, and its content: JSON with sorted keys, no
blanks and no escapes but JSON's own. `docs/operate/people.md` says it step by step.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from tearoad.text import Text
from tearoad.values.json_data import WRONG, data_of

FIELDS = (
    "number",
    "code",
    "actor_role",
    "actor_id",
    "subject_kind",
    "subject_id",
    "facts",
    "evidence_digest",
)


@dataclass(frozen=True, slots=True)
class Verified:
    """What a look at the whole chain found."""

    entries: int
    """How many fit, from the first on."""
    broken: int | None = None
    """The number of the first entry that does not fit; None where all do."""
    why: Text | None = None


def content_of(entry: Any) -> bytes:  # noqa: ANN401  # a row or anything with its fields
    """Return what an entry's digest covers, as canonical JSON."""
    content = {name: getattr(entry, name) for name in FIELDS} | {"at": entry.at.astimezone(UTC).isoformat()}
    return canonical(content)


def canonical(content: Mapping[str, Any]) -> bytes:
    """Return JSON that is the same for the same content."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str).encode()


def digest(key: bytes, previous: str, content: bytes) -> str:
    """Return the keyed digest (HMAC-SHA256) of an entry that follows `previous`."""
    return hmac.new(key, previous.encode() + b"\n" + content, hashlib.sha256).hexdigest()


def seal_of_head(key: bytes, number: int, last: str) -> str:
    """Return the keyed digest of a chain's end."""
    return hmac.new(key, f"head\n{number}\n{last}".encode(), hashlib.sha256).hexdigest()


def evidence_digest(key: bytes, pieces: Iterable[tuple[str, bytes, bytes]]) -> str:
    """Return the keyed digest of an entry's evidence as it is kept: person, nonce, what was sealed; empty for none.

    It covers the encrypted bytes, not the words: when a person's key is destroyed, nothing is left to guess against.
    """
    each = sorted(f"{person}\n{hashlib.sha256(nonce + sealed).hexdigest()}" for person, nonce, sealed in pieces)
    return hmac.new(key, "\n".join(each).encode(), hashlib.sha256).hexdigest() if each else ""


def verify_lines(key: bytes, lines: Iterable[str]) -> Verified:
    """Judge an export, one JSON document a line, the head last, without any database."""
    number, last = 0, ""
    for line in lines:
        try:
            row = data_of(line)
            if "head" in row:
                return _judge_end(key, number, last, row["head"])
            text = fault(key, number, last, row, canonical({name: row[name] for name in (*FIELDS, "at")}))
        except WRONG:
            text = Text("people.broken_line", number=number + 1)
        if text is not None:
            return Verified(number, number + 1, text)
        number, last = number + 1, row["digest"]
    return Verified(number, number + 1, Text("people.broken_no_end"))


def _judge_end(key: bytes, number: int, last: str, head: Mapping[str, Any]) -> Verified:
    sealed = hmac.compare_digest(seal_of_head(key, number, last), head["seal"])
    if (head["number"], head["digest"]) != (number, last) or not sealed:
        return Verified(number, number + 1, Text("people.broken_end", number=number, told=head["number"]))
    return Verified(number)


def fault(key: bytes, number: int, last: str, row: Mapping[str, Any], content: bytes) -> Text | None:
    """Return why an entry does not follow entry `number` with digest `last`; None where it does."""
    if row["number"] != number + 1:
        return Text("people.broken_number", expected=number + 1, found=row["number"])
    if row["previous"] != last:
        return Text("people.broken_link", number=row["number"])
    if not hmac.compare_digest(digest(key, last, content), row["digest"]):
        return Text("people.broken_content", number=row["number"])
    return None
