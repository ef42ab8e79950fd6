"""Whether a list is whole: by what such a list is known to have, and by what stood in the one before."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tearoad.screening.lists.content import read_rows, read_text
from tearoad.screening.verdict import EntryKind, ListEntry
from tearoad.text import Text

ACCEPTED = "accepted.csv"
"""Beside the lists: `file,entries,sha256,who,why`, a line for each list that a manager took as whole all the same."""
LEAST_SHARE = 0.95
"""A list with a smaller share of the entries of the one before may have been cut off."""
_ONLY_SDN = frozenset({"CUBA", "GLOMAG", "IRAN", "SDGT", "SDNT", "SDNTK", "SYRIA"})
"""Programmes of which an entry alone stands in no other list of the Treasury."""
_LEAST_SDN = 8_000
"""The Treasury's list of specially designated nationals has had more entries than that since 2021."""
_SECTIONS = {"un": (EntryKind.PERSON, EntryKind.FIRM)}

Kinds = Mapping[str, int]
"""How many entries of each kind a list has, by `EntryKind`; other rows, such as further names, by ``""``."""


def kinds_of(entries: Iterable[ListEntry], count: int) -> Kinds:
    """Return how many entries of each kind stand in a list; `count` where it has rows but no entries of its own."""
    return dict(Counter(entry.kind.value for entry in entries)) or {"": count}


def known_gaps(form: str, file: str, entries: Sequence[ListEntry]) -> tuple[Text, ...]:
    """Return what such a list is known to have and this one has not."""
    kinds = {entry.kind for entry in entries}
    gaps = [
        Text("screening.list_lacks_section", file=file, section=Text(f"screening.kind_{kind.value}"))
        for kind in _SECTIONS.get(form, ())
        if kind not in kinds
    ]
    is_sdn = form == "ofac_primary" and any(entry.programme in _ONLY_SDN for entry in entries)
    if is_sdn and len(entries) < _LEAST_SDN:
        gaps.append(Text("screening.list_too_few", file=file, found=len(entries), least=_LEAST_SDN))
    return tuple(gaps)


def gaps_since(file: str, now: Kinds, before: Kinds) -> tuple[Text, ...]:
    """Return what the list before had and this one has not: a whole kind of entries, or more than 5 % of them."""
    found, earlier = sum(now.values()), sum(before.values())
    gaps = [
        Text("screening.list_lost_section", file=file, section=Text(f"screening.kind_{kind}"), before=before[kind])
        for kind in sorted(before)
        if kind and before[kind] and not now.get(kind)
    ]
    if found < LEAST_SHARE * earlier:
        gaps.append(Text("screening.list_shrank", file=file, found=found, before=earlier))
    return tuple(gaps)


def series(name: str) -> str:
    """Return by what a newer file of the same list is known: its name without case, digits and marks."""
    return "".join(letter for letter in Path(name).stem.casefold() if letter.isalpha()) or name


@dataclass(frozen=True, slots=True)
class AcceptedList:
    """What `accepted.csv` says of a file."""

    entries: int
    sha256: str
    who: str
    why: str


def read_accepted(folder: Path) -> Mapping[str, tuple[AcceptedList, ...]]:
    """Return the lines of `accepted.csv` by file; a line without who or why accepts nothing.

    Raises:
        InputError: the file cannot be read.

    """
    path = folder / ACCEPTED
    if not path.is_file():
        return {}
    found: dict[str, tuple[AcceptedList, ...]] = {}
    for row in read_rows(read_text(path), path)[1:]:
        cells = dict(zip(("file", "entries", "sha256", "who", "why"), [*row, "", "", "", "", ""], strict=False))
        entries = int(cells["entries"]) if cells["entries"].isdecimal() else 0
        line = AcceptedList(entries, cells["sha256"].lower(), cells["who"], cells["why"])
        found[series(cells["file"])] = (*found.get(series(cells["file"]), ()), line)
    return found


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, as `accepted.csv` names it."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
