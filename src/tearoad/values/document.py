"""Dataclasses as plain JSON data and back, without loss: how a row keeps what has no column of its own.

What is read may be anything, by a fault, another version or an attack: either it fits its class to the last part, or an
`InputError` says that it does not. A number is not taken for a text, nor a text for a number.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache, lru_cache
from math import isfinite
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, get_args, get_origin
from uuid import UUID
from zoneinfo import ZoneInfo

from tearoad.errors import InputError
from tearoad.text import Param, Ref, Text
from tearoad.values.local_text import LocalLines, LocalText

if TYPE_CHECKING:
    from cattrs import Converter

Document: TypeAlias = "dict[str, Any]"
_T = TypeVar("_T")
_FIRST_YEAR, _LAST_YEAR = 1, 9999
"""A day lies between them, so that it can be told in every zone."""
_WHOLE = 2**63
"""No number reaches it: a database keeps no larger ones."""
_DIGITS = 30
"""No amount has more."""
_WRONG = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)
"""What readers raise over something that is none of theirs."""


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
    try:
        written = json.dumps(document, ensure_ascii=False)
    except _WRONG as wrong:
        raise _misfit(kind) from wrong
    return _read(kind, written)  # type: ignore[arg-type, no-any-return]  # the cache's own types


@lru_cache(maxsize=8192)
def _read(kind: type[_T], written: str) -> _T:
    from cattrs import BaseValidationError  # noqa: PLC0415  # 60 ms, only for those who keep rows

    try:
        return _converter().structure(json.loads(written), kind)
    except (BaseValidationError, *_WRONG) as wrong:
        raise _misfit(kind) from wrong


def _misfit(kind: Any) -> InputError:  # noqa: ANN401  # a class, or a form of several
    name = getattr(kind, "__name__", str(kind))
    return InputError(Text("values.document", kind=name), Text("values.document_hint"))


@cache
def _converter() -> Converter:
    from cattrs import Converter  # noqa: PLC0415  # 60 ms, only for those who keep rows

    made = Converter(prefer_attrib_converters=False, omit_if_default=True)
    for kind, write, read in (
        (datetime, _write_moment, _read_moment),
        (date, date.isoformat, _read_day),
        (time, time.isoformat, time.fromisoformat),
        (Decimal, str, _read_amount),
        (ZoneInfo, str, ZoneInfo),
        (UUID, str, UUID),
    ):
        made.register_unstructure_hook(kind, write)
        made.register_structure_hook(kind, lambda found, _kind, read=read: read(_a_text(found)))
    for plain, judge in ((str, _a_text), (int, _a_whole), (bool, _a_flag), (float, _a_figure)):
        # By the class itself: words of a list (`StrEnum`) are texts as well, and are read as what they are.
        made.register_structure_hook_func(
            lambda kind, plain=plain: kind is plain, lambda found, _kind, judge=judge: judge(found)
        )
    made.register_structure_hook_func(_is_listed, lambda found, kind: _read_listed(made, found, kind))
    made.register_unstructure_hook_func(
        _is_set, lambda found: sorted((made.unstructure(one) for one in found), key=str)
    )
    made.register_structure_hook(LocalText, _read_local(made, LocalText))
    made.register_structure_hook(LocalLines, _read_local(made, LocalLines))
    made.register_unstructure_hook(Text, text_to_document)
    made.register_structure_hook(Text, lambda found, _kind: text_from_document(found))
    return made


def _a_text(found: object) -> str:
    if not isinstance(found, str):
        raise TypeError(type(found))
    found.encode()  # half of a letter can be neither kept nor shown
    if "\0" in found:
        raise ValueError(found)
    return found


def _a_whole(found: object) -> int:
    if not isinstance(found, int) or isinstance(found, bool):
        raise TypeError(type(found))
    if not -_WHOLE <= found < _WHOLE:
        raise ValueError
    return found


def _a_flag(found: object) -> bool:
    if not isinstance(found, bool):
        raise TypeError(type(found))
    return found


def _a_figure(found: object) -> float:
    if not isinstance(found, int | float) or isinstance(found, bool):
        raise TypeError(type(found))
    if not isfinite(found):
        raise ValueError(found)
    return float(found)


def _read_amount(found: str) -> Decimal:
    amount = Decimal(found)
    if not amount.is_finite() or not -_DIGITS < amount.adjusted() < _DIGITS or len(found) > 2 * _DIGITS:
        raise ValueError(found)
    return amount


def _is_listed(kind: Any) -> bool:  # noqa: ANN401  # a type form, which has no type of its own
    return get_origin(kind) in {tuple, list, frozenset}


def _read_listed(made: Converter, found: Any, kind: Any) -> Any:  # noqa: ANN401  # JSON data in, several out
    """Read several of a kind from a list alone: a text is not read letter by letter."""
    if not isinstance(found, list):
        raise TypeError(type(found))
    origin, kinds = get_origin(kind), get_args(kind)
    if origin is tuple and kinds[-1] is not Ellipsis:
        return tuple(made.structure(one, of) for one, of in zip(found, kinds, strict=True))
    return origin(made.structure(one, kinds[0]) for one in found)


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
    _in_reach(moment)
    return moment.astimezone(ZoneInfo(zone[:-1])) if zone else moment


def _read_day(found: str) -> date:
    day = date.fromisoformat(found)
    _in_reach(day)
    return day


def _in_reach(day: date) -> None:
    if not _FIRST_YEAR < day.year < _LAST_YEAR:
        raise ValueError(day)


def text_to_document(text: Text) -> Document:
    """Return a text as JSON data; its code and parameters, never its sentence."""
    return {"code": text.code, "params": {name: _write_param(param) for name, param in text.params}}


def text_from_document(document: Mapping[str, Any]) -> Text:
    """Return the text that `text_to_document` wrote.

    Raises:
        InputError: it is none.

    """
    try:
        return Text(_a_text(document["code"]), **{name: _read_param(one) for name, one in document["params"].items()})
    except _WRONG as wrong:
        raise _misfit(Text) from wrong


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
    if isinstance(found, bool | int):
        return found if isinstance(found, bool) else _a_whole(found)
    if not isinstance(found, dict):
        return _a_text(found)
    ((kind, value),) = found.items()
    if kind == "text":
        return text_from_document(value)
    readers: Mapping[str, Callable[[str], Any]] = {
        "ref": Ref,
        "decimal": _read_amount,
        "at": _read_moment,
        "on": _read_day,
    }
    return readers[kind](_a_text(value))
