"""Dataclasses as plain JSON data and back, without loss: how a row keeps what has no column of its own.

What is read may be anything, by a fault, another version or an attack: either it fits its class to the last part, or an
`InputError` says that it does not. A number is not taken for a text, nor a text for a number.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, get_args, get_origin
from uuid import UUID
from zoneinfo import ZoneInfo

from tearoad.errors import InputError
from tearoad.text import Param, PriceInText, Ref, Term, Text
from tearoad.values.json_data import WRONG, a_day, a_figure, a_flag, a_text, a_whole, an_amount, in_reach
from tearoad.values.language import BY_CODE
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
    try:
        written = json.dumps(document, ensure_ascii=False)
    except WRONG as wrong:
        raise _misfit(kind) from wrong
    return _read(kind, written)  # type: ignore[arg-type, no-any-return]  # the cache's own types


@lru_cache(maxsize=8192)
def _read(kind: type[_T], written: str) -> _T:
    from cattrs import BaseValidationError  # noqa: PLC0415  # 60 ms, only for those who keep rows

    try:
        return _converter().structure(json.loads(written), kind)
    except (BaseValidationError, *WRONG) as wrong:
        raise _misfit(kind) from wrong


def _misfit(kind: Any) -> InputError:  # noqa: ANN401  # a class, or a form of several
    name = getattr(kind, "__name__", str(kind))
    return InputError(Text("values.document", kind=name), Text("values.document_hint"))


def _judged_by(judge: Callable[[object], object]) -> Callable[[object, Callable[[object], object]], object]:
    """Return what reads a plain value, and a word of a list (`StrEnum`), which is a text as well, as what it is."""
    return lambda found, kind: kind(judge(found))


@cache
def _converter() -> Converter:
    from cattrs import Converter  # noqa: PLC0415  # 60 ms, only for those who keep rows

    made = Converter(prefer_attrib_converters=False, omit_if_default=True)
    for kind, write, read in (
        (datetime, _write_moment, read_moment),
        (date, date.isoformat, a_day),
        (time, time.isoformat, time.fromisoformat),
        (Decimal, str, an_amount),
        (ZoneInfo, str, ZoneInfo),
        (UUID, str, UUID),
    ):
        made.register_unstructure_hook(kind, write)
        made.register_structure_hook(kind, lambda found, _kind, read=read: read(a_text(found)))
    for plain, judge in ((str, a_text), (int, a_whole), (bool, a_flag), (float, a_figure)):
        made.register_structure_hook(plain, _judged_by(judge))
    made.register_structure_hook_factory(is_dataclass, lambda kind: _of_a_mapping(made, kind))
    made.register_structure_hook_func(_is_listed, lambda value, kind: _read_listed(made, value, kind))
    made.register_unstructure_hook_func(
        _is_set, lambda value: sorted((made.unstructure(member) for member in value), key=str)
    )
    for local in (LocalText, LocalLines):
        made.register_unstructure_hook(local, lambda text: made.unstructure(text.by_code))
        made.register_structure_hook(local, _read_local)
    made.register_unstructure_hook(Text, text_to_document)
    made.register_structure_hook(Text, lambda value, _kind: text_from_document(value))
    return made


def _of_a_mapping(made: Converter, kind: Any) -> Callable[[Any, Any], Any]:  # noqa: ANN401  # a dataclass
    """Read a dataclass from a mapping alone: a list that lacks everything is not one of defaults."""
    from cattrs.gen import make_dict_structure_fn  # noqa: PLC0415  # 60 ms, only for those who keep rows

    whole = make_dict_structure_fn(kind, made)

    def read(found: Any, of: Any) -> Any:  # noqa: ANN401  # JSON data in, a dataclass out
        if not isinstance(found, dict):
            raise TypeError(type(found))
        return whole(found, of)

    return read


def _is_listed(kind: Any) -> bool:  # noqa: ANN401  # a type form, which has no type of its own
    return get_origin(kind) in {tuple, list, frozenset}


def _read_listed(made: Converter, found: Any, kind: Any) -> Any:  # noqa: ANN401  # JSON data in, several out
    """Read several of a kind from a list alone: a text is not read letter by letter."""
    if not isinstance(found, list):
        raise TypeError(type(found))
    origin, kinds = get_origin(kind), get_args(kind)
    if origin is tuple and kinds[-1] is not Ellipsis:
        return tuple(made.structure(member, of) for member, of in zip(found, kinds, strict=True))
    return origin(made.structure(member, kinds[0]) for member in found)


def _is_set(kind: Any) -> bool:  # noqa: ANN401  # a type form, which has no type of its own
    return getattr(kind, "__origin__", kind) is frozenset


def _read_local(found: Any, kind: Any) -> Any:  # noqa: ANN401  # JSON data in, a text out
    """Read a text by its languages; what was kept without them is sorted by its letters."""
    if isinstance(found, str | list) and isinstance(found, str) is (kind is LocalText):
        return kind.by_letters(_one_language(found))
    if not isinstance(found, dict):
        raise TypeError(type(found))
    written = {code: _one_language(found[code]) for code in BY_CODE if code in found}
    if any(isinstance(wording, str) is not (kind is LocalText) for wording in written.values()):
        raise TypeError(kind)
    return kind(**written)


def _one_language(found: Any) -> Any:  # noqa: ANN401  # JSON data in, a text or lines out
    return tuple(map(a_text, found)) if isinstance(found, list) else a_text(found)


def _write_moment(at: datetime) -> str:
    """RFC 9557: the zone's name stands behind the offset, so that a fair's clock stays a fair's clock."""
    zone = at.tzinfo
    return f"{at.isoformat()}[{zone.key}]" if isinstance(zone, ZoneInfo) else at.isoformat()


def read_moment(text: str) -> datetime:
    """Return a moment as documents have it, with the name of its zone or without (RFC 9557)."""
    at, _, zone = text.partition("[")
    moment = datetime.fromisoformat(at)
    in_reach(moment)
    return moment.astimezone(ZoneInfo(zone[:-1])) if zone else moment


def text_to_document(text: Text) -> Document:
    """Return a text as JSON data; its code and parameters, never its sentence."""
    return {"code": text.code, "params": {name: _write_param(param) for name, param in text.params}}


def text_from_document(document: Mapping[str, Any]) -> Text:
    """Return the text that `text_to_document` wrote.

    Raises:
        InputError: it is none.

    """
    try:
        return Text(
            a_text(document["code"]), **{name: _read_param(value) for name, value in document["params"].items()}
        )
    except WRONG as wrong:
        raise _misfit(Text) from wrong


def _write_param(param: Param) -> object:
    if isinstance(param, str | int):
        return param
    if isinstance(param, tuple):
        return [_write_param(part) for part in param]
    if isinstance(param, Ref | Term):
        return {"ref": param.id} if isinstance(param, Ref) else {"term": list(param.each)}
    if isinstance(param, Text):
        return {"text": text_to_document(param)}
    if isinstance(param, Decimal | PriceInText):
        return _write_figure(param)
    return {"at": _write_moment(param)} if isinstance(param, datetime) else {"on": param.isoformat()}


def _write_figure(figure: Decimal | PriceInText) -> object:
    if isinstance(figure, Decimal):
        return {"decimal": str(figure)}
    return {"price": [str(figure.amount), figure.currency]}


def _price(amount: str, currency: str) -> PriceInText:
    return PriceInText(an_amount(amount), currency)


def _read_param(found: Any) -> Any:  # noqa: ANN401  # JSON data in, a parameter out
    if isinstance(found, list):
        return tuple(_read_param(part) for part in found)
    if isinstance(found, bool | int):
        return found if isinstance(found, bool) else a_whole(found)
    if not isinstance(found, dict):
        return a_text(found)
    ((kind, value),) = found.items()
    if kind == "text":
        return text_from_document(value)
    if kind in {"price", "term"}:
        texts = tuple(map(a_text, value))
        return Term(texts) if kind == "term" else _price(*texts)
    readers: Mapping[str, Callable[[str], Any]] = {
        "ref": Ref,
        "decimal": an_amount,
        "at": read_moment,
        "on": a_day,
    }
    return readers[kind](a_text(value))
