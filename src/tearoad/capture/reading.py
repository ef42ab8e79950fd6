"""What a phone sent, read with care: a revision, or everything that keeps it from being one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from tearoad.capture.fields import BY_NAME, SCHEMA, Value, fits, label_of
from tearoad.capture.files import Digest, are_dropped, are_files, attached_of, document_of_file
from tearoad.capture.revision import ReportId, Revision, RevisionId, digest_of
from tearoad.errors import InputError
from tearoad.text import Text
from tearoad.values.json_data import NoJson, data_of

MOST_REPLACED = 50
"""No field has more values beside each other that one change could replace."""
MOST_NUMBER = 2**31 - 1
_VERSION = 7
"""Revisions have ids that a phone can make alone and that sort by time (RFC 9562)."""
_NEEDED = ("schema", "id", "report", "number", "made_at", "meeting", "values", "replaces")
_MORE = ("files", "dropped")
"""Keys that only a revision with photos or voice memos has."""
KEYS = (*_NEEDED, *_MORE)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)", re.ASCII)
"""What every page can read as well: ISO 8601 in one of its many ways."""
_FIRST_YEAR, _LAST_YEAR = 1900, 9999
"""A moment is between them, so that it has a day in every zone."""
_CANONICAL = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Unusable(InputError):
    """A revision that cannot be taken in as it is; `problems` has all that was found."""

    def __init__(self, problems: tuple[Text, ...]) -> None:
        """Keep everything that was found."""
        super().__init__(Text("capture.unusable"), Text("capture.unusable_hint"))
        self.problems = problems


class Unread(str):
    """What is kept as sent and is no JSON: shown as it stands, never taken in, and what no phone ever sent."""

    __slots__ = ()


def sent_in(kept: str) -> Any:  # noqa: ANN401  # JSON data, whatever it is
    """Return what was sent from the text in which it is kept; the text itself, as `Unread`, where it is no JSON."""
    try:
        return data_of(kept)
    except NoJson:
        return Unread(kept)


def lost_a_person(document: object, digest: str) -> bool:
    """Whether something is no longer what came with this digest, as somebody was erased from it."""
    return not isinstance(document, Unread) and digest_of(document) != digest


def revision_of(document: object) -> Revision:
    """Return the revision that a phone sent as JSON.

    Raises:
        Unusable: it is none, or one of a page that this server does not know; every problem is named at once.

    """
    if not isinstance(document, dict):
        raise Unusable((Text("capture.not_an_object"),))
    if document.get("schema") != SCHEMA or type(document["schema"]) is not int:
        raise Unusable((Text("capture.other_schema", found=_short(document.get("schema")), known=SCHEMA),))
    problems = tuple(_problems(document))
    if problems:
        raise Unusable(problems)
    return Revision(
        id=RevisionId(UUID(document["id"])),
        report=ReportId(UUID(document["report"])),
        number=document["number"],
        made_at=datetime.fromisoformat(document["made_at"]),
        meeting=document["meeting"],
        values={name: _value(found) for name, found in document["values"].items()},
        replaces={
            name: tuple(sorted(RevisionId(UUID(text)) for text in found))
            for name, found in document["replaces"].items()
        },
        files=attached_of(document.get("files", [])),
        dropped=tuple(sorted(Digest(digest) for digest in document.get("dropped", []))),
    )


def document_of(revision: Revision) -> dict[str, Any]:
    """Return a revision as it goes over the wire; `revision_of` gives it back."""
    more: dict[str, Any] = {}
    if revision.files:
        more["files"] = [document_of_file(file) for file in revision.files]
    if revision.dropped:
        more["dropped"] = list(revision.dropped)
    return more | {
        "schema": SCHEMA,
        "id": str(revision.id),
        "report": str(revision.report),
        "number": revision.number,
        "made_at": revision.made_at.isoformat(),
        "meeting": revision.meeting,
        "values": {name: list(value) if isinstance(value, tuple) else value for name, value in revision.values.items()},
        "replaces": {name: [str(revision_id) for revision_id in ids] for name, ids in revision.replaces.items()},
    }


def id_in(document: object) -> UUID | None:
    """Return the id that a document claims, also where all else is wrong with it; None where it claims none."""
    found = document.get("id") if isinstance(document, dict) else None
    return UUID(found) if _is_id(found) else None


def _problems(document: Mapping[str, Any]) -> Iterator[Text]:
    for key in sorted({*_NEEDED} - document.keys()):
        yield Text("capture.key_missing", key=key)
    for key in sorted(document.keys() - {*KEYS}):
        yield Text("capture.key_unknown", key=_short(key))
    for key, is_right in _RIGHT.items():
        if key in document and not is_right(document[key]):
            yield Text("capture.key_wrong", key=key, found=_short(document[key]))
    if isinstance(document.get("values"), dict):
        yield from _field_problems(document["values"])
    if isinstance(document.get("replaces"), dict):
        yield from _replaced_problems(document["replaces"], document.get("values"))


def _field_problems(values: Mapping[str, object]) -> Iterator[Text]:
    for name, value in values.items():
        known = BY_NAME.get(name)
        if known is None:
            yield Text("capture.field_unknown", field=_short(name))
        elif not _is_value(value) or not fits(known, _value(value)):
            yield Text("capture.field_wrong", field=label_of(known), found=_short(value))


def _replaced_problems(replaces: Mapping[str, object], values: object) -> Iterator[Text]:
    for name, ids in replaces.items():
        if not isinstance(values, dict) or name not in values:
            yield Text("capture.replaces_other", field=_named(name))
        elif not isinstance(ids, list) or len(ids) > MOST_REPLACED or not all(map(_is_id, ids)):
            yield Text("capture.replaces_wrong", field=_named(name))


def _named(name: str) -> Text | str:
    return label_of(BY_NAME[name]) if name in BY_NAME else _short(name)


def _is_id(found: object) -> bool:
    return isinstance(found, str) and _CANONICAL.fullmatch(found) is not None


def _is_own_id(found: object) -> bool:
    return _is_id(found) and UUID(str(found)).version == _VERSION


def _is_number(found: object) -> bool:
    return isinstance(found, int) and not isinstance(found, bool) and 1 <= found <= MOST_NUMBER


def _is_moment(found: object) -> bool:
    if not isinstance(found, str) or _MOMENT.fullmatch(found) is None:
        return False
    try:
        return _FIRST_YEAR < datetime.fromisoformat(found).year < _LAST_YEAR
    except ValueError:
        return False


def _is_short(found: object) -> bool:
    return isinstance(found, str) and len(found) <= 200 and found.isprintable()


def _is_mapping(found: object) -> bool:
    return isinstance(found, dict)


def _is_value(found: object) -> bool:
    return isinstance(found, str) or (isinstance(found, list) and all(isinstance(value, str) for value in found))


def _value(found: Any) -> Value:  # noqa: ANN401  # JSON data that was looked at
    return tuple(found) if isinstance(found, list) else str(found)


def _short(found: object) -> str:
    """Return what was found, so short that it fits into a sentence."""
    written = " ".join(ascii(found).split()) if not isinstance(found, str) else found
    shown = "".join(letter if letter.isprintable() else "?" for letter in written)
    return shown if len(shown) <= 60 else f"{shown[:59]}…"


_RIGHT: Mapping[str, Callable[[object], bool]] = {
    "id": _is_own_id,
    "report": _is_id,
    "number": _is_number,
    "made_at": _is_moment,
    "meeting": _is_short,
    "values": _is_mapping,
    "replaces": _is_mapping,
    "files": are_files,
    "dropped": are_dropped,
}
