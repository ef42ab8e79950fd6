"""Reads a matchmaking event in the MiniZinc data form of the public benchmark.

`requested[m] = first, second, session` with session 1 morning, 2 afternoon, 3 any; `forbidden[p]` slots in which a
person is away, `fixed[m]` a slot or 0, `precedences[m]` what comes before m. All counted from 1; 0 is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from tearoad.errors import InputError
from tearoad.text import Text
from tearoad_lab.matchmaking.event import Appointment, Event

_NUMBERS = ("nBusiness", "nMeetings", "nTables", "nTotalSlots", "nMorningSlots")
_MOST = {"nBusiness": 20_000, "nMeetings": 100_000, "nTotalSlots": 1_000}
_MORNING, _AFTERNOON, _ANY = 1, 2, 3
_FIELDS = 3
_SHOWN = 40
"""So many letters of what cannot be read are shown."""
_COMMENT = re.compile(r"/\*.*?\*/|%[^\n]*", re.DOTALL)
_ITEM = re.compile(r"(\w+)\s*=\s*(\S.*)", re.DOTALL)
_PARTED = re.compile(r"[0-9]\s+-?[0-9]")
"""Two numbers without a sign between them."""
_WHOLE = "-?[0-9]{1,9}"
_LIST = f"(?:{_WHOLE}(?:,{_WHOLE})*+,?)?"
_SET = rf"(?:\{{{_LIST}\}}|{_WHOLE}\.\.{_WHOLE})"
_SETS = rf"\[(?:{_SET}(?:,{_SET})*+,?)?\]"
_FORMS = {
    "requested": rf"\[(?:\|{_LIST})*+(?<=[|\[])\]",
    "forbidden": _SETS,
    "fixed": rf"\[{_LIST}\]",
    "precedences": _SETS,
}
_ALIKE = 0.85
"""A name so like a known one is taken for a slip; others are the file's own affair."""
_LARGEST_RANGE = 100_000


def read_dzn(text: str, *, spread: int | None = None) -> Event:
    """Return the event that a `.dzn` text describes.

    Raises:
        InputError: what is missing or is not of its form, all at once.

    """
    given, found = _items(text)
    found += _misspelt(given)
    found += [Text("matchmaking.dzn_missing", name=name) for name in (*_NUMBERS, "requested") if name not in given]
    found += [
        Text("matchmaking.dzn_number", name=name, found=given[name][:_SHOWN])
        for name in _NUMBERS
        if name in given and not re.fullmatch(r"[0-9]{1,6}", given[name])
    ]
    found += [
        Text("matchmaking.dzn_form", name=name, found=given[name][-_SHOWN:])
        for name, form in _FORMS.items()
        if name in given and not re.fullmatch(form, given[name])
    ]
    _refuse(found)
    _refuse(
        [
            Text("matchmaking.dzn_large", name=name, found=int(given[name]), most=most)
            for name, most in _MOST.items()
            if int(given[name]) > most
        ]
    )
    people, meetings, tables, slots, morning = (int(given[name]) for name in _NUMBERS)
    rows = [_whole(row) for row in given["requested"].strip("[]|").split("|") if row.strip()]
    forbidden, precedences = (_sets(given.get(name, "")) for name in ("forbidden", "precedences"))
    fixed = _whole(given.get("fixed", ""))
    counts = {
        "requested": (len(rows), meetings),
        "forbidden": (len(forbidden), people),
        "fixed": (len(fixed), meetings),
        "precedences": (len(precedences), meetings),
    }
    found = [
        Text("matchmaking.dzn_length", name=name, count=count, expected=expected)
        for name, (count, expected) in counts.items()
        if name in given and count != expected
    ]
    found += [
        Text("matchmaking.dzn_row", number=number, found=", ".join(map(str, row)))
        for number, row in enumerate(rows, 1)
        if len(row) != _FIELDS or row[2] not in (_MORNING, _AFTERNOON, _ANY)
    ]
    named = {"forbidden": [slot for each in forbidden for slot in each], "fixed": fixed, "nMorningSlots": [morning]}
    found += [
        Text("matchmaking.dzn_slot", name=name, found=slot, most=slots)
        for name, each in named.items()
        for slot in sorted({min(each, default=0), max(each, default=0)})
        if not 0 <= slot <= slots
    ]
    _refuse(found)
    absences = {person: frozenset(slot - 1 for slot in each if slot) for person, each in enumerate(forbidden)}
    sessions = {_MORNING: range(morning), _AFTERNOON: range(morning, slots), _ANY: range(slots)}
    wanted = {session: frozenset(each) for session, each in sessions.items()}
    appointments = []
    for (first, second, session), slot in zip(rows, fixed or [0] * meetings, strict=True):
        may = wanted[session] & {slot - 1} if slot else wanted[session]
        left = may.difference(*(absences.get(person - 1, ()) for person in (first, second)))
        appointments.append(Appointment(first - 1, second - 1, left, may))
    order = {(number - 1, after) for after, before in enumerate(precedences) for number in before if number}
    return Event(people, slots, tables, tuple(appointments), frozenset(order), spread, absences)


def _items(text: str) -> tuple[dict[str, str], list[Text]]:
    """Return what is said, by its name and without blanks; and what is no item, or stands there twice."""
    given: dict[str, str] = {}
    found = []
    for item in filter(str.strip, _COMMENT.sub(" ", text).split(";")):
        named = _ITEM.fullmatch(item.strip())
        if named is None or _PARTED.search(named[2]):
            found.append(Text("matchmaking.dzn_item", found=item.strip()[:_SHOWN]))
        elif named[1] in given:
            found.append(Text("matchmaking.dzn_twice", name=named[1]))
        else:
            given[named[1]] = "".join(named[2].split())
    return given, found


def _misspelt(names: Iterable[str]) -> list[Text]:
    known = (*_NUMBERS, *_FORMS)
    return [
        Text("matchmaking.dzn_misspelt", name=name, meant=meant)
        for name in names
        if name not in known
        for meant in get_close_matches(name, known, n=1, cutoff=_ALIKE)
    ]


def _whole(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"-?[0-9]+", text))


def _sets(text: str) -> list[tuple[int, ...]]:
    return [_range(each) if ".." in each else _whole(each) for each in re.findall(_SET, text)]


def _range(text: str) -> tuple[int, ...]:
    first, last = map(int, text.split(".."))
    if last - first > _LARGEST_RANGE:
        _refuse([Text("matchmaking.dzn_item", found=text)])
    return tuple(range(first, last + 1))


def _refuse(found: Sequence[Text]) -> None:
    if found:
        text = Text("matchmaking.dzn_broken", count=len(found), defects=tuple(found))
        raise InputError(text, Text("matchmaking.dzn_broken_hint"))
