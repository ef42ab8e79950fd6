"""An announcement gives the days it changes a new stamp, and only their sheets are printed again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.test import Client

from tearoad.mission.talk import Talk
from tearoad.mission.web.actions import links, rows
from tearoad.mission.web.models import Mission, Participation, ProgrammeItem, RowChange
from tearoad.mission.web.queries import core
from tearoad.office.web.actions.files import content_of
from tearoad.office.web.models import Job, JobState
from tearoad.people import Actor, Role
from tearoad.programme.web.actions import announcing
from tearoad.programme.web.models import ProgrammeRevision
from tearoad.programme.web.queries.announced import item_of
from tearoad.programme.web.queries.stored_kinds import STORED_ITEMS
from tearoad.text import Text
from tearoad.timetable.web.models import Paper, Published
from tearoad.timetable.web.queries.publishing.day_pages import day_page
from tearoad.timetable.web.queries.publishing.days import own_days
from tearoad.timetable.web.queries.publishing.paper_lists import to_print_again
from tearoad.timetable.web.tasks.papers import press_of
from tearoad.values import Language, LocalLines, LocalText, Window
from tearoad.web.clock import now
from tearoad.words import Words
from tests.paper.seen import squeezed, words
from tests.timetable.web.publishing.conftest import keep_sheets, make_plan_papers


def moved(officer: Actor, mission: Mission) -> str:
    """Move an item of some by ten minutes, and announce it; returns which."""
    found = ProgrammeItem.objects.filter(mission=mission)
    row = min(
        (programme_item for programme_item in found if item_of(programme_item).called),
        key=lambda revision: len(item_of(revision).called),
    )
    item, later = item_of(row), timedelta(minutes=10)
    window = Window(item.window.start_at + later, item.window.end_at + later)
    rows.change(officer, row.mission, STORED_ITEMS, row, replace(item, window=window), row.mark)
    mission.refresh_from_db()
    announcing.announce(officer, mission)
    return str(row.code)


def core_firms(mission: Mission) -> tuple[str, ...]:
    """Return the exporters' ids."""
    found = Participation.objects.filter(mission=mission, company__side="exporter")
    return tuple(found.values_list("code", flat=True))


def stamps(mission: Mission, row: Published) -> dict[tuple[str, str], str]:
    """Return what each page says of its edition, in English."""
    found = {}
    for role, party in Paper.objects.filter(published=row, kind="day-sheets").values_list("role", "party"):
        own = own_days(mission, row, Role(role), party, Language.EN)
        page = day_page(own, now()) if own else None
        assert page is not None
        found[role, party] = page.sheet.as_of
    return found


def test_an_announcement_stamps_the_days_it_changes_on_page_and_paper(
    officer: Actor, mission: Mission, in_force: Published
) -> None:
    keep_sheets(officer, in_force)
    zone, say = core(mission).fair_zone, Words(Language.EN)
    planned = say(Text("papers.as_of_plan", number=1, at=in_force.published_at.astimezone(zone)))
    everybody = stamps(mission, in_force)
    assert set(everybody.values()) == {planned}
    assert len(to_print_again(mission, in_force)) == len(everybody)

    code = moved(officer, mission)
    told_at = ProgrammeRevision.objects.get(mission=mission, code=code, latest=True).told_at
    announced = say(Text("papers.as_of_programme", number=1, at=told_at.astimezone(zone)))
    changed = {key for key, stamp in stamps(mission, in_force).items() if stamp == announced}
    assert 0 < len(changed) < len(everybody)
    assert to_print_again(mission, in_force) == ()

    role, party = min(changed)
    link = links.make(officer, mission, Role(role), party).address
    link = "/v/" + link.rstrip("/").rpartition("/")[2] + "/"
    note = "being made anew"
    client = Client(headers={"Accept-Language": "en"})
    client.cookies["language"] = "en"
    assert note in client.get(link).content.decode()
    make_plan_papers(officer, in_force)
    assert note not in client.get(link).content.decode()
    assert {(paper.role, paper.party) for paper in to_print_again(mission, in_force)} == changed
    own = own_days(mission, in_force, Role(role), party)
    page = day_page(own, now()) if own else None
    assert page is not None
    paper = Paper.objects.get(published=in_force, kind="day-sheets", role=role, party=party)
    assert squeezed(page.sheet.as_of) in words(content_of(paper.file))
    first = {(paper.role, paper.party) for paper in to_print_again(mission, in_force)}
    keep_sheets(officer, in_force)
    assert {(paper.role, paper.party) for paper in to_print_again(mission, in_force)} == first


def spoken(officer: Actor, mission: Mission, row: ProgrammeItem, changes: dict[str, Any]) -> None:
    """Change an item and announce it."""
    rows.change(officer, row.mission, STORED_ITEMS, row, replace(item_of(row), **changes), row.mark)
    mission.refresh_from_db()
    announcing.announce(officer, mission)


def sheets(row: Published) -> dict[str, tuple[str, datetime]]:
    """Return what each sheet says, and its stamp, by its path."""
    press = press_of(row)
    return {path: (said, press.editions.of(press.wordings[path]).at) for path, said in press.digests.items()}


def test_a_stamp_moves_with_what_its_sheet_says_and_only_then(
    officer: Actor, mission: Mission, in_force: Published
) -> None:
    found = ProgrammeItem.objects.filter(mission=mission)
    row = min(
        (programme_item for programme_item in found if item_of(programme_item).called),
        key=lambda revision: len(item_of(revision).called),
    )
    item, (firm, *_) = item_of(row), core_firms(mission)
    steps: tuple[dict[str, Any], ...] = (
        {"talk": Talk(points=LocalLines(("Said by nobody's sheet",)))},
        {"may": (*item.may, firm)},
        {"transport": LocalText("Bus at the gate", "大门口上车", "Автобус у ворот")},
        {"may": ()},
    )
    moves = []
    for step in steps:
        before = sheets(in_force)
        row.refresh_from_db()
        spoken(officer, mission, row, step)
        after = sheets(in_force)
        says = {text for text in after if before[text][0] != after[text][0]}
        assert {text for text in after if before[text][1] != after[text][1]} == says
        moves.append(len(says))
    assert (moves[0], min(moves[1:]) > 0) == (0, True)


def test_an_item_that_was_taken_out_is_not_shown_to_those_who_had_it(
    officer: Actor, mission: Mission, in_force: Published
) -> None:
    row = ProgrammeItem.objects.filter(mission=mission)[0]
    firm, other = core_firms(mission)[:2]
    spoken(officer, mission, row, {"must": (firm,), "may": (), "speaks": (), "hosts": ()})
    row.refresh_from_db()
    rows.remove(officer, row.mission, STORED_ITEMS, row, row.mark)
    mission.refresh_from_db()
    announcing.announce(officer, mission)
    gone_at = own_days(mission, in_force, Role.EXPORTER, firm)
    rows.undo(officer, mission, str(RowChange.objects.latest("pk").pk))
    back = ProgrammeItem.objects.get(mission=mission, code=row.code)
    spoken(officer, mission, back, {"must": (other,)})
    again = own_days(mission, in_force, Role.EXPORTER, firm)
    assert gone_at is not None
    assert again is not None
    assert again.edition == gone_at.edition
    assert gone_at.edition.programme_at is not None


def test_who_reads_a_day_is_told_whether_its_paper_is_being_made_anew(
    officer: Actor, mission: Mission, in_force: Published
) -> None:
    keep_sheets(officer, in_force)
    moved(officer, mission)
    changed = [(role, party) for (role, party), stamp in stamps(mission, in_force).items() if "programme" in stamp]
    role, party = min(changed)
    token = links.make(officer, mission, Role(role), party).address.rstrip("/").rpartition("/")[2]
    client = Client(headers={"Accept-Language": "en"})
    client.cookies["language"] = "en"
    first = client.get(f"/v/{token}/day/")
    assert "being made anew" in client.get(f"/v/{token}/").content.decode()
    Job.objects.filter(kind="timetable.papers").update(state=JobState.FAILED)
    page = client.get(f"/v/{token}/").content.decode()
    assert ("being made anew" in page, "The new paper is not there yet" in page) == (False, True)
    assert client.get(f"/v/{token}/day/", headers={"If-None-Match": first["ETag"]}).status_code == 200
