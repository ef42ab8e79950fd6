"""The ids of rows: as they are written, else free ones."""

from __future__ import annotations

from collections.abc import Iterable

from tearoad.paper.sheets import Record, folded
from tearoad.text import Text

_NAMES = ("native", "latin", "local", "name")


def with_ids(records: Iterable[Record], prefix: str, *, silent: bool = False) -> list[tuple[Record, str]]:
    """Return each row with its id: the one written, else one that is free (with a warning).

    In a folder that is the one of its place in the sheet, so that the same files give the same ids. Beside kept rows it
    is none of theirs, unless they tell of the same person.

    An id that a second row of the sheet repeats holds that row back.
    """
    records = tuple(records)
    first: dict[str, Record] = {}
    taken = {record.text("id") for record in records}
    rows = []
    for record in records:
        id_ = record.text("id")
        if not id_:
            names = {folded(record.text(name)) for name in _NAMES if name in record} - {""}
            id_ = record.id_for(prefix, taken, names)
            taken.add(id_)
            if not silent and not record.numbered:
                record.warn(Text("sheets.id_made_up", used=id_), Text("sheets.id_made_up_hint"), "id")
        if id_ in first:
            record.error(Text("sheets.id_twice", found=id_, other=first[id_].where), Text("sheets.id_twice_hint"), "id")
        first.setdefault(id_, record)
        rows.append((record, id_))
    _warn_of_doubles(records)
    return rows


def _warn_of_doubles(records: Iterable[Record]) -> None:
    """Tell where one person seems to stand in two rows: planned as two, they would sit at two tables at once."""
    first: dict[tuple[str, frozenset[str]], Record] = {}
    for record in records:
        named = [name for name in _NAMES if name in record]
        person = (record.text("phone"), frozenset(folded(record.text(name)) for name in named) - {""})
        if all(person) and first.setdefault(person, record) is not record:
            text = Text("sheets.same_person", other=first[person].where)
            record.warn(text, Text("sheets.same_person_hint"), named[0])
