"""Which ids are taken already where sheets are laid upon rows that are kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class StoredIds:
    """The ids of kept rows by sheet; of people and firms with the names they go by. A folder of files has none."""

    names: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    """By sheet and id: the names, folded; none where rows of that sheet have no name of their own."""
    made_up: dict[str, set[str]] = field(default_factory=dict)
    """By sheet: the ids that rows without one were given in this reading."""
    joined: dict[str, set[str]] = field(default_factory=dict)
    """By sheet: the ids of kept companies of which no row speaks but those that a person took for them."""
    former: frozenset[str] = frozenset()
    """Ids of rows that were taken out: papers and mails name them still, so nobody else gets them."""

    def id_for(self, sheet: str, prefix: str, place: int, taken: Collection[str], names: Collection[str]) -> str:
        """Return an id for a row without one: that of the same name, else the one of its place, else a free one.

        Time O(kept rows); of two kept rows with the same name neither is meant.
        """
        kept = self.names.get(sheet, {})
        same = [id_ for id_, known in kept.items() if id_ not in taken and not known.isdisjoint(names)]
        if len(same) == 1:
            return same[0]
        # Never a letter more: E04 and E04x are taken for one firm on every paper.
        while any(
            spelling in kept or spelling in taken or spelling in self.former for spelling in _spellings(prefix, place)
        ):
            place += 1
        id_ = f"{prefix}{place:02d}"
        self.made_up.setdefault(sheet, set()).add(id_)
        return id_

    def gave(self, sheet: str, id_: str) -> bool:
        """Whether a row of a sheet got its id here."""
        return id_ in self.made_up.get(sheet, ())


def _spellings(prefix: str, number: int) -> tuple[str, ...]:
    """Return the ids that a reader takes for one: `B4`, `B04`, `B004`."""
    return tuple(f"{prefix}{number:0{width}d}" for width in (1, 2, 3))
