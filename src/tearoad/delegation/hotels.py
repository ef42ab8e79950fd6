"""One hotel, however it is spelled: an agent writes it in one language, the office in three."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tearoad.mission.people import Delegate
from tearoad.values import Language, LocalText


def with_one_spelling(delegates: Sequence[Delegate]) -> tuple[Delegate, ...]:
    """Return the delegates, each hotel with every spelling that anybody has of it. O(n x hotels)."""
    known: list[LocalText] = []
    for delegate in delegates:
        same = [hotel for hotel in known if hotel.is_alike(delegate.hotel)]
        known = [hotel for hotel in known if hotel not in same]
        if delegate.hotel:
            known.append(_together((*same, delegate.hotel)))
    return tuple(replace(delegate, hotel=delegate.hotel.as_known(known)) for delegate in delegates)


def hotel_names(delegates: Sequence[Delegate], language: Language) -> dict[str, str]:
    """Return how a reader calls the hotels, by every spelling, for sentences."""
    hotels = {delegate.hotel for delegate in with_one_spelling(delegates)}
    return {name: hotel.in_language(language) for hotel in hotels for name in hotel.written}


def _together(spelled: Sequence[LocalText]) -> LocalText:
    """Return the first spelling of each language."""
    return LocalText.of(lambda language: next(filter(None, (text[language] for text in spelled)), ""))
