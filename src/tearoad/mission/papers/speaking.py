"""In which language a buyer is spoken to, and in which order papers name the others."""

from __future__ import annotations

from collections.abc import Iterable

from tearoad.companies import Buyer
from tearoad.mission.mission import Mission
from tearoad.mission.papers import spelling
from tearoad.values import BY_CODE, Language


def language_of(buyer: Buyer, mission: Mission) -> Language:
    """Return the first of the buyer's languages that the program speaks, else the host country's."""
    spoken = (BY_CODE[code] for code in buyer.languages if code in BY_CODE)
    return next(spoken, mission.host_language)


def in_order(spellings: Iterable[str], mission: Mission) -> tuple[str, ...]:
    """Return spellings of one name in the order of the mission's languages on paper; others stand behind them."""
    languages = mission.paper_languages or (mission.host_language,)
    rank = {language: number for number, language in enumerate(languages)}
    return tuple(sorted(spellings, key=lambda written: rank.get(spelling.script_of(written), len(rank))))
