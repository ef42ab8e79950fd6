"""How many meetings of a plan that is not published yet have each side's consent, and which these are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tearoad.matching.asking.meeting_state import YES
from tearoad.matching.web.queries.names import names
from tearoad.matching.web.queries.progress import progress_rows
from tearoad.matching.web.views.meetings import address
from tearoad.mission.web.models import Mission
from tearoad.text import Text
from tearoad.values import Language

_TITLES = {2: "asking_pages.consent_both", 1: "asking_pages.consent_one", 0: "asking_pages.consent_none"}


@dataclass(frozen=True, slots=True)
class MeetingsByConsent:
    """The planned meetings to which so many sides said yes."""

    title: Text
    meetings: tuple[tuple[str, str], ...]
    """The two firms, and the page of their meeting; empty where nobody said anything of it."""


def meetings_by_consent(
    mission: Mission, pairs: Iterable[tuple[str, str]], language: Language
) -> tuple[MeetingsByConsent, ...]:
    """Return the meetings of a plan by how many sides said yes, two first; three queries whatever the size."""
    known = names(mission, language)
    said = {
        (firm, buyer): (firm_says in YES) + (buyer_says in YES)
        for firm, buyer, firm_says, buyer_says in progress_rows(mission).values_list(
            "exporter", "buyer", "exporter_answer", "buyer_answer"
        )
    }
    found: dict[int, list[tuple[str, str]]] = {sides: [] for sides in _TITLES}
    for firm, buyer in sorted(set(pairs)):
        title = f"{known.get(firm, firm)} · {known.get(buyer, buyer)}"
        page = address(mission.pk, firm, buyer) if (firm, buyer) in said else ""
        found[said.get((firm, buyer), 0)].append((title, page))
    return tuple(MeetingsByConsent(Text(_TITLES[sides]), tuple(meetings)) for sides, meetings in found.items())
