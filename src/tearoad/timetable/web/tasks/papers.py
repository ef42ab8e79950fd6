"""Make every paper of a published plan: day sheets, calendars, signs, booklet, working files, and all in one ZIP."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import PurePosixPath

from tearoad.errors import Interrupted
from tearoad.matching.web.queries.progress import seen_called_off
from tearoad.mission.papers import booklet, signs
from tearoad.mission.web.queries.photos import photos_of
from tearoad.office.web.models import StoredFile
from tearoad.paper import PaperFile
from tearoad.paper.press import finished
from tearoad.paper.typeset import PaperDraft
from tearoad.people import Actor, Role
from tearoad.people.web.models import acting_for
from tearoad.programme.web.queries.announced import announced_number, every_revision, latest_revisions
from tearoad.text import Text
from tearoad.timetable.papers import calendars, day_sheets, table, workbook
from tearoad.timetable.papers.agenda import agenda
from tearoad.timetable.papers.appointments import appointments
from tearoad.timetable.papers.calendars import Revision
from tearoad.timetable.papers.receivers import Receiver, receivers
from tearoad.timetable.papers.wording import Wording, names
from tearoad.timetable.plan import Plan
from tearoad.timetable.problem import Problem
from tearoad.timetable.roster import Roster
from tearoad.timetable.web.actions.papers import PapersWanted, PressedPaper, keep_file, keep_papers
from tearoad.timetable.web.models import Published
from tearoad.timetable.web.queries.loading import roster_of
from tearoad.timetable.web.queries.publishing.editions import Editions
from tearoad.timetable.web.queries.publishing.everyone import PAPER_ROLES
from tearoad.timetable.web.queries.publishing.in_force import published_plan, published_problem
from tearoad.timetable.web.queries.publishing.own_calendars.revisions import (
    issues,
    item_revisions,
    meetings_of,
    traced,
    wish_revisions,
)
from tearoad.timetable.web.queries.publishing.paper_lists import ARCHIVE, BOOK, CALENDARS, SHEETS
from tearoad.values import Language, PartyId
from tearoad.web.registry import JobRun, Json

_TYPES = {
    ".pdf": "application/pdf",
    ".ics": "text/calendar; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}
_ANY = 2**31
"""The programme's number of a job that was asked for before programmes were numbered."""
_KINDS = {workbook.PATH: "workbook", table.PATH: "table"} | {booklet.path(language): "booklet" for language in Language}
_BOOKS = {booklet.path(language): language for language in Language}


@dataclass(frozen=True)
class Press:
    """Everything the papers of one published plan are made from."""

    row: Published
    roster: Roster
    problem: Problem
    plan: Plan

    @property
    def stamp(self) -> datetime:
        """The papers' date: the plan's own, so that a second run makes the same bytes."""
        moment: datetime = self.row.published_at
        return moment

    @cached_property
    def owners(self) -> Mapping[str, Receiver]:
        """Whose paper stands at a path."""
        kinds = ((SHEETS, ".pdf"), (CALENDARS, ".ics"))
        return {receiver.path(kind, ending): receiver for receiver in receivers(self.roster) for kind, ending in kinds}

    @cached_property
    def revisions(self) -> Mapping[str, Revision]:
        """How far each event has come, as the feeds tell it."""
        mission = self.row.mission
        found = traced(meetings_of(mission), {n: at for n, at in issues(mission).items() if n <= self.row.number})
        return {**wish_revisions(found), **item_revisions(latest_revisions(mission))}

    @cached_property
    def editions(self) -> Editions:
        """The stamp of each day sheet, read once: the page says the same."""
        return Editions(self.row, every_revision(self.row.mission))

    @cached_property
    def photos(self) -> Mapping[PartyId, bytes]:
        """The firms' photos, read once: the books say with which they were made."""
        return photos_of(self.row.mission)

    @cached_property
    def wordings(self) -> Mapping[str, Wording]:
        """How everybody's day is worded, by the path of their sheet."""
        known = {
            language: names(self.roster, language) for language in {owner.language for owner in self.owners.values()}
        }
        everybody = receivers(self.roster)
        return {
            receiver.path(SHEETS, ".pdf"): Wording(receiver, self.roster, known[receiver.language])
            for receiver in everybody
        }

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """The digest of what each day sheet says, by its path, whatever the day it was made on."""
        booked = appointments(self.roster, self.problem, self.plan)
        found = {}
        for path, wording in self.wordings.items():
            days = agenda(wording.receiver, self.roster, booked)
            if days:
                sheet = day_sheets.day_sheet(wording, days, booked, self.problem, self.editions.of(wording))
                found[path] = _digest(asdict(replace(sheet, as_of="")))
        return found


def make_papers(run: JobRun) -> Json:
    """Make and keep the papers of the plan named in the payload; a second run puts the same ones in their place."""
    with acting_for(run.tenant):
        by = Actor(run.tenant, Role.SYSTEM, run.by)
        wanted: PapersWanted = run.payload
        row = Published.objects.select_related("mission", "problem").get(pk=wanted["published"])
        press = press_of(row)
        run.step(Text("publish_pages.step_papers"))
        kept: list[tuple[PressedPaper, StoredFile]] = []
        total = 2 * len(press.digests) + len(press.digests) // 20 + 6
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
            for paper in _press_papers(press):
                if run.stop():
                    raise Interrupted(Text("publish_pages.papers_stopped"))
                kept.append((paper, keep_file(by, paper)))
                file.writestr(_entry(paper, row.published_at), paper.content, compress_type=_squeeze(paper))
                run.advance(min(len(kept), total), total)
        whole = PressedPaper(ARCHIVE, f"papers-{row.number}.zip", archive.getvalue(), _TYPES[".zip"])
        kept.append((whole, keep_file(by, whole)))
        if wanted.get("programme", _ANY) < announced_number(row.mission):
            return {"papers": 0}  # the programme changed meanwhile: the job that was asked for then keeps newer ones
        keep_papers(by, row, kept)
        return {"papers": len(kept) - 1}


def press_of(row: Published) -> Press:
    """Load what the papers need; who was held since publishing stands on none of them."""
    everybody, problem, plan = roster_of(row.mission, row.reasons), published_problem(row), published_plan(row)
    roster = replace(everybody, called_off=seen_called_off(row.mission, None))
    present = {exporter.id for exporter in roster.exporters} | {buyer.id for buyer in roster.buyers}
    held = {wish.id for wish in problem.wishes if present.issuperset(wish.parties)}
    meetings = tuple(meeting for meeting in plan.meetings if meeting.wish in held)
    return Press(row, roster, problem, replace(plan, meetings=meetings))


def _press_papers(press: Press) -> Iterator[PressedPaper]:
    for file in finished(_files(press)):
        owner = press.owners.get(file.path)
        kind = _KINDS.get(file.path) or PurePosixPath(file.path).parts[0]
        yield PressedPaper(
            kind=kind,
            name=file.path.replace("/", "-") if owner is None else PurePosixPath(file.path).name,
            content=file.content,
            media_type=_TYPES[PurePosixPath(file.path).suffix],
            role=_role(owner),
            party=owner.id if owner else "",
            language=_language(file.path, owner),
            said=press.digests.get(file.path, ""),
            photos=_digests(press.photos) if kind == BOOK else None,
            as_of=press.editions.of(press.wordings[file.path]).at if kind == SHEETS else None,
        )


def _files(press: Press) -> Iterator[PaperFile | PaperDraft]:
    roster, problem, plan, stamp = press.roster, press.problem, press.plan, press.stamp
    yield from day_sheets.papers(roster, problem, plan, stamp=stamp, edition_of=press.editions.of)
    number = press.row.number
    yield from calendars.papers(roster, problem, plan, stamp=stamp, sequence=number, revisions=press.revisions)
    yield from booklet.papers(roster.mission, roster.exporters, stamp=stamp, photos=press.photos)
    yield from signs.papers(roster.mission, roster.exporters, stamp=stamp)
    yield from workbook.papers(roster, problem, plan, stamp=stamp)
    yield from table.papers(roster, problem, plan, stamp=stamp)


def _language(path: str, owner: Receiver | None) -> str:
    language = owner.language if owner else _BOOKS.get(path)
    return language.value if language else ""


def _role(owner: Receiver | None) -> str:
    if owner is None:
        return ""
    return next(role.value for role, paper in PAPER_ROLES.items() if paper is owner.role)


def _entry(paper: PressedPaper, stamp: datetime) -> zipfile.ZipInfo:
    """Return a ZIP entry with the plan's date, so that a second run makes the same bytes."""
    folder = "/".join(filter(None, (paper.kind if paper.role else "", paper.role)))
    return zipfile.ZipInfo("/".join(filter(None, (folder, paper.name))), stamp.astimezone(UTC).timetuple()[:6])


def _squeeze(paper: PressedPaper) -> int:
    """A PDF is squeezed already."""
    return zipfile.ZIP_STORED if paper.media_type == _TYPES[".pdf"] else zipfile.ZIP_DEFLATED


def _digests(photos: Mapping[PartyId, bytes]) -> Mapping[str, str]:
    return {str(firm): hashlib.sha256(content).hexdigest() for firm, content in photos.items()}


def _digest(said: object) -> str:
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
