"""From a mission folder to its catalogues: only firms that screening lets be met, no plan needed, no buyers needed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path

from tearoad.companies import Buyer, Exporter, declined
from tearoad.errors import InputError, NotFoundError
from tearoad.journey.files import LISTS, MissionFiles
from tearoad.journey.run import read_mission_folder
from tearoad.journey.staging import whole_folder
from tearoad.journey.write import keep_apart
from tearoad.matching.papers.catalogue import LONGEST, catalogue, catalogue_pdf
from tearoad.mission.naming import with_names
from tearoad.mission.papers.speaking import language_of
from tearoad.office.files.pictures import repainted
from tearoad.paper.file import PaperFile, distinct, file_name
from tearoad.screening.lists import read_lists
from tearoad.screening.screen import screen
from tearoad.text import Text


@dataclass(frozen=True, slots=True)
class CataloguesOutcome:
    """What was written, and how many companies screening does not let be met."""

    files: tuple[str, ...]
    left_out: int


def write_catalogues(
    folder: Path, out: Path, buyers: Sequence[str] = (), *, each_buyer: bool = False, stamp: datetime
) -> CataloguesOutcome:
    """Write the whole catalogue in each language of the papers, or one for each buyer who is named, into `out`.

    Raises:
        InputError: the folder cannot be read, or so badly that nobody knows who may be in a catalogue.
        NotFoundError: it has no such buyer, or one who may not be met.
        SetupError: `out` cannot be written.

    """
    keep_apart(folder, out)
    files = read_mission_folder(folder)
    cleared = _cleared(files, folder)
    firms = tuple(exporter for exporter in files.exporters if exporter.id in cleared)
    if not firms:
        raise InputError(Text("journey.catalogue_empty"), Text("journey.catalogue_unread_hint", folder=str(folder)))
    readers = _readers(files.buyers, cleared, buyers, each_buyer=each_buyer)
    everyone = len(files.exporters) + len(files.buyers)
    with whole_folder(out, contents=False) as staging:
        written = []
        for paper in _papers(files, firms, readers, stamp):
            (staging / paper.path).write_bytes(paper.content)
            written.append(paper.path)
    return CataloguesOutcome(tuple(sorted(written)), everyone - len(cleared))


def _cleared(files: MissionFiles, folder: Path) -> frozenset[str]:
    """Return who may be met; refuse where a list or a cell that may hold a ruling cannot be read."""
    lists = read_lists(folder / LISTS)
    unread = sum(problem.stops for problem in files.problems) + (not lists.whole)
    if unread:
        hint = Text("journey.catalogue_unread_hint", folder=str(folder))
        raise InputError(Text("journey.catalogue_unread", count=unread), hint)
    companies: tuple[Exporter | Buyer, ...] = (*files.exporters, *files.buyers)
    verdicts = screen(companies, lists.entries, files.decisions)
    held = {verdict.party for verdict in verdicts if not verdict.may_be_met} | declined(companies)
    return frozenset(company.id for company in companies if company.id not in held)


def _readers(
    buyers: Sequence[Buyer], cleared: Collection[str], named: Sequence[str], *, each_buyer: bool
) -> tuple[Buyer, ...]:
    by_id = {str(buyer.id): buyer for buyer in buyers}
    for found in named:
        if found not in by_id:
            near = get_close_matches(found, by_id, 1) or list(by_id)[:1]
            hint = Text("journey.catalogue_no_buyer_hint", near=", ".join(near))
            raise NotFoundError(Text("journey.catalogue_no_buyer", found=found), hint)
        if found not in cleared:
            hint = Text("journey.catalogue_buyer_held_hint")
            raise NotFoundError(Text("journey.catalogue_buyer_held", found=found), hint)
    wanted = by_id if each_buyer else dict.fromkeys(named)
    return tuple(by_id[text] for text in wanted if text in cleared)


def _papers(
    files: MissionFiles, firms: Sequence[Exporter], readers: Sequence[Buyer], stamp: datetime
) -> Iterator[PaperFile]:
    mission = with_names(files.mission)
    photos = {photo.firm: repainted(photo.content, LONGEST).content for photo in files.photos}
    if not readers:
        for language in mission.paper_languages or (mission.host_language,):
            made = catalogue(mission, firms, language, photos=photos)
            yield PaperFile(f"catalogue-{language.value}.pdf", catalogue_pdf(made, stamp))
        return
    stems = distinct(file_name(reader.id, next(iter(reader.name.written), ""), "") for reader in readers)
    for buyer, stem in zip(readers, stems, strict=True):
        made = catalogue(mission, firms, language_of(buyer, mission), buyer, photos)
        yield PaperFile(f"{stem}.pdf", catalogue_pdf(made, stamp))
