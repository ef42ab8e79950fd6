"""Sheets marked as printed are printed again only when they say something new."""

from __future__ import annotations

import pytest
from django.test import Client

from tearoad.errors import Conflict
from tearoad.mission.web.models import Mission
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry
from tearoad.text import Text
from tearoad.timetable.web.actions.printing import mark_printed, take_back_printed
from tearoad.timetable.web.models import Paper, Published
from tearoad.timetable.web.queries.publishing.paper_lists import seen_sheets, to_print_again
from tests.timetable.web.drafts import published_next
from tests.timetable.web.publishing.conftest import keep_sheets
from tests.timetable.web.publishing.test_editions import moved


def wanted(mission: Mission, row: Published) -> set[tuple[str, str]]:
    """Return whose sheets are to be printed."""
    return {(paper.role, paper.party) for paper in to_print_again(mission, row)}


def all_of(mission: Mission, row: Published) -> str:
    """Return what the button for all of them says."""
    return seen_sheets(paper.pk for paper in to_print_again(mission, row))


def test_only_sheets_changed_since_the_mark_are_printed_again(
    officer: Actor, mission: Mission, in_force: Published
) -> None:
    keep_sheets(officer, in_force)
    first, *rest = to_print_again(mission, in_force)
    assert mark_printed(officer, in_force, str(first.pk)) == 1
    assert wanted(mission, in_force) == {(paper.role, paper.party) for paper in rest}
    assert mark_printed(officer, in_force, all_of(mission, in_force)) == len(rest)
    assert wanted(mission, in_force) == set()

    keep_sheets(officer, in_force)  # the same once more
    assert wanted(mission, in_force) == set()
    said = dict(Paper.objects.filter(published=in_force, kind="day-sheets").values_list("party", "said"))
    moved(officer, mission)
    keep_sheets(officer, in_force)
    now = {paper.party: paper.said for paper in Paper.objects.filter(published=in_force, kind="day-sheets")}
    changed = {party for party, what in now.items() if said[party] != what}
    assert {party for _, party in wanted(mission, in_force)} == changed

    # Nobody printed them before the next plan: they wait with those that it changes.
    row = published_next(officer, mission, dropped=1)
    keep_sheets(officer, row)
    later = {paper.party: paper.said for paper in Paper.objects.filter(published=row, kind="day-sheets")}
    other = {party for party, what in later.items() if now.get(party) != what}
    assert {party for _, party in wanted(mission, row)} == changed & set(later) | other


def test_the_first_mark_of_a_later_plan_takes_the_sheets_it_leaves_as_they_are_for_printed(
    officer: Actor, mission: Mission, in_force: Published
) -> None:
    keep_sheets(officer, in_force)
    row = published_next(officer, mission, dropped=1)
    keep_sheets(officer, row)
    first, *rest = to_print_again(mission, row)
    assert len(rest) + 1 < Paper.objects.filter(published=row, kind="day-sheets").count()
    mark_printed(officer, row, str(first.pk))
    assert wanted(mission, row) == {(paper.role, paper.party) for paper in rest}


def test_a_mark_is_in_the_ledger_and_can_be_taken_back(officer: Actor, mission: Mission, in_force: Published) -> None:
    keep_sheets(officer, in_force)
    before = wanted(mission, in_force)
    first, *rest = to_print_again(mission, in_force)
    mark_printed(officer, in_force, str(first.pk))
    mark_printed(officer, in_force, all_of(mission, in_force))
    marked = Paper.objects.get(pk=first.pk)
    assert (marked.printed_by, marked.printed_at is None) == (officer.name, False)
    take_back_printed(officer, in_force)
    assert wanted(mission, in_force) == {(paper.role, paper.party) for paper in rest}
    take_back_printed(officer, in_force)
    assert wanted(mission, in_force) == before
    take_back_printed(officer, in_force)  # nothing is left to take back
    printed = LedgerEntry.objects.filter(code__contains="printed").order_by("number")
    assert [(ledger_entry.code, ledger_entry.facts["sheets"]) for ledger_entry in printed] == [
        ("plan.sheets_printed", 1),
        ("plan.sheets_printed", len(rest)),
        ("plan.printed_taken_back", len(rest)),
        ("plan.printed_taken_back", 1),
    ]


def test_sheets_made_anew_meanwhile_are_not_marked_unseen(
    officer: Actor, mission: Mission, in_force: Published
) -> None:
    keep_sheets(officer, in_force)
    seen = all_of(mission, in_force)
    moved(officer, mission)
    keep_sheets(officer, in_force)
    with pytest.raises(Conflict) as refused:
        mark_printed(officer, in_force, seen)
    assert refused.value.text == Text("publish_pages.sheets_meanwhile")


def test_the_page_marks_one_sheet_and_all_and_says_who_did(
    signed_in: Client, officer: Actor, mission: Mission, in_force: Published
) -> None:
    keep_sheets(officer, in_force)
    address = f"/missions/{mission.pk}/papers/1/"
    paper, *rest = to_print_again(mission, in_force)
    page = signed_in.get(address).content.decode()
    assert f'value="{paper.pk}"' in page
    assert signed_in.post(f"{address}printed/", {"sheets": str(paper.pk)}).status_code == 302
    page = signed_in.get(address).content.decode()
    assert "Marked as printed last by Officer:" in page
    assert f'value="{paper.pk}"' not in page
    signed_in.post(f"{address}printed/", {"sheets": all_of(mission, in_force)})
    assert wanted(mission, in_force) == set()
    assert f"Print these {len(rest)} day sheets again" not in signed_in.get(address).content.decode()
    signed_in.post(f"{address}printed/", {"back": "1"})
    assert len(wanted(mission, in_force)) == len(rest)
    assert signed_in.post(f"{address}printed/", {"sheets": "nothing like it"}).status_code == 409
