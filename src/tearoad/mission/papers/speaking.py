"""In which language a buyer is spoken to."""

from __future__ import annotations

from tearoad.companies import Buyer
from tearoad.mission.mission import Mission
from tearoad.values import Language

_SPOKEN = {"en": Language.EN, "zh": Language.ZH, "ru": Language.RU}


def language_of(buyer: Buyer, mission: Mission) -> Language:
    """Return the first of the buyer's languages that the program speaks, else the host country's."""
    spoken = (_SPOKEN[code] for code in buyer.languages if code in _SPOKEN)
    return next(spoken, mission.host_language)
