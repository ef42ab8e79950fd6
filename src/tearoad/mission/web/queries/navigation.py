"""Where the pages of a mission stand in its navigation: seven groups in the order of the journey; stages add theirs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.urls import reverse

from tearoad.mission.web.models import Mission
from tearoad.people import Policy
from tearoad.text import Text


class NavigationGroup(StrEnum):
    """The first level, in the order of the journey."""

    OVERVIEW = "overview"
    PREPARE = "prepare"
    PARTICIPANTS = "participants"
    MEETINGS = "meetings"
    FAIR = "fair"
    AFTER = "after"
    SETTINGS = "settings"

    @property
    def label(self) -> Text:
        """What it is called."""
        return Text(f"mission_pages.group_{self.value}")


ON_A_PHONE = (NavigationGroup.OVERVIEW, NavigationGroup.MEETINGS, NavigationGroup.FAIR)
"""What is needed on the way; the bar's fourth place opens all the others."""


@dataclass(frozen=True, slots=True)
class SubPage:
    """A page that belongs to another one, in the line of links under that one's heading."""

    url_name: str
    label: Text
    policy: Policy = Policy.SEE_MISSIONS
    changes: bool = False
    """Whether it is there to change something: an archived mission does not offer it."""


@dataclass(frozen=True, slots=True)
class MissionPage:
    """A page of a mission in the second level of its navigation. Its label is also its heading."""

    group: NavigationGroup
    order: int
    url_name: str
    label: Text
    policy: Policy
    sub_pages: tuple[SubPage, ...] = ()
    covers: tuple[str, ...] = ()
    """Further beginnings of addresses that belong to it, behind the mission's own: `"drafts/"`."""


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """A link as a page shows it."""

    url: str
    label: Text
    is_current: bool


@dataclass(frozen=True, slots=True)
class VisibleGroup:
    """A group of which the reader may see something: it opens with its first page."""

    group: NavigationGroup
    link: NavigationLink
    pages: tuple[NavigationLink, ...]


@dataclass(frozen=True, slots=True)
class MissionNavigation:
    """The navigation of one page for one reader."""

    groups: tuple[VisibleGroup, ...]
    current: MissionPage | None = None
    sub_pages: tuple[NavigationLink, ...] = field(default=())

    @property
    def pages(self) -> tuple[NavigationLink, ...]:
        """The second level: the pages of the group one is in, unless it has one alone."""
        here = next((group.pages for group in self.groups if group.link.is_current), ())
        return here if len(here) > 1 else ()

    @property
    def on_a_phone(self) -> tuple[VisibleGroup, ...]:
        """The groups that stand in a phone's bar by themselves."""
        return tuple(group for group in self.groups if group.group in ON_A_PHONE)

    @property
    def behind_more(self) -> tuple[VisibleGroup, ...]:
        """The groups behind the bar's last place."""
        return tuple(group for group in self.groups if group.group not in ON_A_PHONE)

    @property
    def more_label(self) -> Text:
        """What the bar's last place is called: the group one is in, where it stands behind it."""
        return next(
            (group.link.label for group in self.behind_more if group.link.is_current), Text("mission_pages.more")
        )


_pages: list[MissionPage] = []


def add_mission_page(*pages: MissionPage) -> None:
    """Give pages their place; a stage does so for its own, when the site starts."""
    _pages.extend(pages)
    _pages.sort(
        key=lambda mission_page: (
            list(NavigationGroup).index(mission_page.group),
            mission_page.order,
            mission_page.url_name,
        )
    )


def mission_pages() -> tuple[MissionPage, ...]:
    """Return every page of the second level, in its order."""
    return tuple(_pages)


def page_at(mission: Mission, path: str) -> MissionPage | None:
    """Return to which page an address belongs: the one whose address is the longest beginning of it."""
    home = reverse("mission-page", args=[mission.pk])
    found = (
        (len(start), page)
        for page in _pages
        for start in _starts(page, mission, home)
        if (path == start if start == home else path.startswith(start))
    )
    return max(found, key=lambda start_and_page: start_and_page[0], default=(0, None))[1]


def navigation(request: Any, mission: Mission) -> MissionNavigation:
    """Return the navigation of the page that is asked for; no query."""
    current = page_at(mission, request.path)
    shown = tuple(_groups(request, mission, current))
    return MissionNavigation(shown, current, tuple(_sub_pages(request, mission, current)))


def _starts(page: MissionPage, mission: Mission, home: str) -> Iterator[str]:
    yield reverse(page.url_name, args=[mission.pk])
    yield from (home + cover for cover in page.covers)


def _groups(request: Any, mission: Mission, current: MissionPage | None) -> Iterator[VisibleGroup]:
    for group in NavigationGroup:
        pages = [page for page in _pages if page.group is group and request.may(page.policy)]
        links = tuple(
            NavigationLink(reverse(page.url_name, args=[mission.pk]), page.label, page is current) for page in pages
        )
        if links:
            is_here = current is not None and current.group is group
            yield VisibleGroup(group, NavigationLink(links[0].url, group.label, is_here), links)


def _sub_pages(request: Any, mission: Mission, current: MissionPage | None) -> Iterator[NavigationLink]:
    known = () if current is None else current.sub_pages
    seen = [
        sub_page
        for sub_page in known
        if request.may(sub_page.policy) and not (sub_page.changes and mission.archived_at)
    ]
    addresses = [reverse(sub_page.url_name, args=[mission.pk]) for sub_page in seen]
    here = max((address for address in addresses if request.path.startswith(address)), key=len, default="")
    for page, address in zip(seen, addresses, strict=True):
        yield NavigationLink(address, page.label, address == here)
