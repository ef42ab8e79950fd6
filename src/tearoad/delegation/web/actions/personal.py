"""Hand out and erase what the delegation's lists and papers hold about a person."""

from __future__ import annotations

from django.db import transaction

from tearoad.delegation.delegates_sheet import DELEGATES
from tearoad.delegation.web.actions.papers import forget_papers
from tearoad.delegation.web.queries.personal import lists_of, missions_of, papers_of
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.actions.personal import KEEP_DAYS, person_data
from tearoad.text import Text
from tearoad.web.registry import Json, PersonalData


def declared() -> tuple[PersonalData, ...]:
    """Return what is kept of delegates; their papers go first, while the person is still known."""
    return (
        person_data(DELEGATES, mission_rows.Delegate, Text("mission_pages.why_delegates")),
        PersonalData(
            "delegation.DelegationPaper",
            ("file",),
            Text("delegation_pages.why_papers"),
            KEEP_DAYS,
            lambda address: [
                {
                    "mission": str(paper.mission.pk),
                    "kind": paper.kind,
                    "file": paper.file.name,
                    "made_at": str(paper.made_at),
                }
                for paper in papers_of(address)
            ],
            _erase_papers,
        ),
        PersonalData(
            "delegation.TravelList",
            ("name", "document"),
            Text("delegation_pages.why_lists"),
            KEEP_DAYS,
            _held,
            _erase_rows,
        ),
    )


@transaction.atomic
def _erase_papers(address: str) -> int:
    """Papers hold many people: they are made anew without this one when somebody asks for them."""
    return forget_papers(list(missions_of(address)))


def _held(address: str) -> list[Json]:
    return [
        {"list": travel_list.name, "rows": [travel_list.document["rows"][number] for number in numbers]}
        for travel_list, numbers in lists_of(address)
    ]


@transaction.atomic
def _erase_rows(address: str) -> int:
    """Empty their rows; the others keep their places."""
    erased = 0
    for travel_list, numbers in lists_of(address):
        cells = travel_list.document["rows"]
        travel_list.document["rows"] = [[] if number in numbers else row for number, row in enumerate(cells)]
        gone = {number + 1 for number in numbers}
        travel_list.document["fits"] = [fit for fit in travel_list.document.get("fits", ()) if fit["row"] not in gone]
        travel_list.save()
        erased += 1
    return erased
