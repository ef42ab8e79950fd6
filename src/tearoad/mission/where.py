"""How a reader calls the place and the host of an item, whoever wrote them and in whichever language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from tearoad.mission.mission import Mission, ProgrammeItem
from tearoad.mission.naming import place_called
from tearoad.names import fold
from tearoad.values import Language, LocalText

_ID = re.compile(r"(?<![A-Za-z0-9-])[A-Z]+\d+(?:-\d+)?(?![A-Za-z0-9])")
"""What may be the id of a firm inside a text; blanks are not written around it in Chinese."""
_SHORTEST_ID = 3
"""`B003`, `E01`; what is shorter is rather a hall or a gate."""


def ids_in(item: ProgrammeItem) -> frozenset[str]:
    """Return what may be ids of firms or places in an item's place and host, so that they can be looked up."""
    texts = (*item.place.written, *item.host.written)
    return frozenset(texts).union(*(_ID.findall(text) for text in texts))


@dataclass(frozen=True)
class Spots:
    """The places and hosts of a programme as one reader calls them."""

    mission: Mission
    """With the firms' own stands among its places."""
    known: Mapping[str, str]
    """Names by id in the reader's language."""
    language: Language

    def called(self, text: LocalText) -> str:
        """Return a place or a host: who or what one of its spellings means, else its own words, firms' ids as names."""
        by_id = next((self.known[spelling] for spelling in text.written if self.known.get(spelling)), "")
        named = by_id or next((name for spelling in text.written if (name := self._names.get(fold(spelling)))), "")
        return named or _ID.sub(self._firm, self._worded(text))

    def of(self, items: Iterable[ProgrammeItem]) -> dict[str, str]:
        """Return how the reader calls each spelling of the items' places and hosts, for texts that tell of changes.

        Two that they would call the same stay as written, or nobody could see what changed.
        """
        texts = dict.fromkeys(text for item in items for text in (item.place, item.host) if text)
        said = {text: self.called(text) for text in texts}
        alike = Counter(said.values())
        return {spelling: said[text] for text in texts if alike[said[text]] == 1 for spelling in text.written}

    def _worded(self, text: LocalText) -> str:
        """Return the text in the mission's wording, where it has one for any spelling."""
        own = text.in_language(self.language)
        worded = (place_called(self.mission, spelling, self.language) for spelling in (own, *text.written))
        return next(
            (said for said, spelling in zip(worded, (own, *text.written), strict=True) if said != spelling), own
        )

    def _firm(self, match: re.Match[str]) -> str:
        id_ = match[0]
        return id_ if len(id_) < _SHORTEST_ID or id_ in self._halls else self.known.get(id_, id_)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """The mission's places, its venue and city in the reader's language, by each folded spelling."""
        named = (self.mission.city, self.mission.venue, *(place.name for place in self.mission.places))
        names = {fold(text): name.in_language(self.language) for name in named for text in name.written}
        return {folded: name for folded, name in names.items() if folded}

    @cached_property
    def _halls(self) -> frozenset[str]:
        return frozenset(text for place in self.mission.places for text in (place.id, place.hall, place.zone) if text)
