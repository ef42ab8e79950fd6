"""A campaign: a year of missions."""

from __future__ import annotations

from dataclasses import dataclass

from tearoad.text import Text
from tearoad.values import LocalText


@dataclass(frozen=True, slots=True)
class Planned:
    """One mission of the year: what is planned, and which mission it became."""

    title: LocalText
    fair: LocalText = LocalText()
    when: str = ""
    """As people say it: `May`, `9 to 12 September`."""
    firms: int = 0
    """How many firms are hoped for."""
    mission: str = ""
    """The id of the mission that it became; empty while it is only planned."""


@dataclass(frozen=True, slots=True)
class Campaign:
    """A year of missions with one goal."""

    title: LocalText
    year: int
    goal: LocalText = LocalText()
    missions: tuple[Planned, ...] = ()
    id: str = ""
    """By what sheets name it; empty until it is kept."""

    @property
    def firms(self) -> int:
        """How many firms are hoped for over the year."""
        return sum(mission.firms for mission in self.missions)


FIRST_YEAR, LAST_YEAR = 1950, 2100


def campaign_faults(campaign: Campaign) -> tuple[Text, ...]:
    """Return everything that is wrong with a campaign."""
    found = []
    if not campaign.title.written:
        found.append(Text("call.campaign_no_title"))
    if not FIRST_YEAR <= campaign.year <= LAST_YEAR:
        found.append(Text("call.campaign_year", found=campaign.year, first=FIRST_YEAR, last=LAST_YEAR))
    named = [mission.mission for mission in campaign.missions if mission.mission]
    if len(named) != len(set(named)):
        found.append(Text("call.campaign_twice"))
    return tuple(found)
