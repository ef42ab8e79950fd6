"""Dataclasses as plain JSON data and back, without loss: how a row keeps what has no column of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar
from zoneinfo import ZoneInfo

from tearoad.errors import InputError
from tearoad.text import Param, Ref, Text
from tearoad.values.local_text import LocalLines, LocalText

if TYPE_CHECKING:
    from cattrs import Converter

Document: TypeAlias = "dict[str, Any]"
_T = TypeVar("_T")


def to_document(value: object) -> Document:
    """Return a dataclass as JSON data. Equal values give equal documents; sets are sorted."""
    made: Document = _converter().unstructure(value)
    return made


def to_documents(values: object) -> list[Any]:
    """Return a sequence of dataclasses as JSON data."""
    made: list[Any] = list(_converter().unstructure(values))
    return made


def from_document(kind: type[_T], document: object) -> _T:
    """Return the dataclass that a document was made from; fields it lacks take their defaults.

    What was read is kept by its content: a page that shows 180 companies reads each of them once, not at every visit.
    All that is read is frozen, so two callers may hold the same.

    Raises:
        InputError: the document does not fit the class.

    """
    return _read(kind, json.dumps(document, ensure_ascii=False))  # type: ignore[arg-type, no-any-return]  # the cache's own types


@lru_cache(maxsize=8192)
def _read(kind: type[_T], written: str) -> _T:
    from cattrs import BaseValidationError  # noqa: PLC0415  # 60 ms, only for those who keep rows

    try:
        return _converter().structure(json.loads(written), kind)
    except (BaseValidationError, TypeError, KeyError) as wrong:
        raise InputError(Text("values.document", kind=kind.__name__), Text("values.document_hint")) from wrong


@cache
def _converter() -> Converter:
    from cattrs import Converter  # noqa: PLC0415  # 60 ms, only for those who keep rows

    made = Converter(prefer_attrib_converters=False, omit_if_default=True)
    for kind, write, read in (
        (datetime, _write_moment, _read_moment),
        (date, date.isoformat, date.fromisoformat),
        (time, time.isoformat, time.fromisoformat),
        (Decimal, str, Decimal),
        (ZoneInfo, str, ZoneInfo),
    ):
        made.register_unstructure_hook(kind, write)
        made.register_structure_hook(kind, lambda found, _kind, read=read: read(found))
    made.register_unstructure_hook_func(
        _is_set, lambda found: sorted((made.unstructure(one) for one in found), key=str)
    )
    made.register_structure_hook(LocalText, _read_local(made, LocalText))
    made.register_structure_hook(LocalLines, _read_local(made, LocalLines))
    made.register_unstructure_hook(Text, text_to_document)
    made.register_structure_hook(Text, lambda found, _kind: text_from_document(found))
    return made


def _is_set(kind: Any) -> bool:  # noqa: ANN401  # a type form, which has no type of its own
    return getattr(kind, "__origin__", kind) is frozenset


def _read_local(made: Converter, kind: type[LocalText | LocalLines]) -> Callable[[Any, Any], Any]:
    """Read a text in three languages; what was kept before there were three is sorted by its letters."""
    from cattrs.gen import make_dict_structure_fn  # noqa: PLC0415  # as above

    whole = make_dict_structure_fn(kind, made)

    def read(found: Any, of: Any) -> Any:  # noqa: ANN401  # JSON data in, a text out
        if isinstance(found, str):
            return LocalText.by_letters(found)
        return LocalLines.by_letters(tuple(found)) if isinstance(found, list) else whole(found, of)

    return read


def _write_moment(at: datetime) -> str:
    """RFC 9557: the zone's name stands behind the offset, so that a fair's clock stays a fair's clock."""
    zone = at.tzinfo
    return f"{at.isoformat()}[{zone.key}]" if isinstance(zone, ZoneInfo) else at.isoformat()


def _read_moment(found: str) -> datetime:
    at, _, zone = found.partition("[")
    moment = datetime.fromisoformat(at)
    return moment.astimezone(ZoneInfo(zone[:-1])) if zone else moment


def text_to_document(text: Text) -> Document:
    """Return a text as JSON data; its code and parameters, never its sentence."""
    return {"code": text.code, "params": {name: _write_param(param) for name, param in text.params}}


def text_from_document(document: Mapping[str, Any]) -> Text:
    """Return the text that `text_to_document` wrote."""
    return Text(document["code"], **{name: _read_param(param) for name, param in document["params"].items()})


def _write_param(param: Param) -> object:
    if isinstance(param, str | int):
        return param
    if isinstance(param, tuple):
        return [_write_param(part) for part in param]
    if isinstance(param, Ref):
        return {"ref": param.id}
    if isinstance(param, Text):
        return {"text": text_to_document(param)}
    if isinstance(param, Decimal):
        return {"decimal": str(param)}
    return {"at": _write_moment(param)} if isinstance(param, datetime) else {"on": param.isoformat()}


def _read_param(found: Any) -> Any:  # noqa: ANN401  # JSON data in, a parameter out
    if isinstance(found, list):
        return tuple(_read_param(part) for part in found)
    if not isinstance(found, dict):
        return found
    ((kind, value),) = found.items()
    readers = {
        "ref": Ref,
        "text": text_from_document,
        "decimal": Decimal,
        "at": _read_moment,
        "on": date.fromisoformat,
    }
    return readers[kind](value)  # type: ignore[operator]  # each reader takes what its writer wrote
