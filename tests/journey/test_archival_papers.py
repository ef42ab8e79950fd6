"""One of each paper of a mission, judged as a file for an archive and as a page on which nothing is cut."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cache

import pytest
from PIL import Image

from tearoad.checklist import letters
from tearoad.delegation.papers import press
from tearoad.delegation.papers.roster import roster
from tearoad.journey.files import MissionFiles
from tearoad.market.brief.writing import brief_papers
from tearoad.matching.papers.catalogue import catalogue, catalogue_pdf
from tearoad.mission.papers import booklet, signs
from tearoad.orders.offer_paper import offer_pdf
from tearoad.paper import PaperFile
from tearoad.paper.typeset import PACKAGE, PaperDraft
from tearoad.results import results_of
from tearoad.results.appendix import appendix_of
from tearoad.results.report import report_of, report_pdf
from tearoad.timetable.papers import day_sheets
from tearoad.values import Language
from tearoad.words import Words
from tests.journey.small_demo import small_demo
from tests.market.web.made_up_trade import small_brief
from tests.orders.test_offer import offer
from tests.paper.archival import faults
from tests.paper.seen import cut, outside
from tests.results.made_record import made_record
from tests.timetable.web.drafts import small_outcome

STAMP = datetime(2023, 2, 1, tzinfo=UTC)


@cache
def made() -> Mapping[str, bytes]:
    """Return one paper of each template in each language in which it is printed."""
    files, outcome = small_demo(), small_outcome()
    photo = io.BytesIO()
    Image.new("RGBA", (60, 40), (90, 90, 90, 120)).save(photo, "PNG")
    of = roster(
        files.mission, files.delegates, files.exporters, files.interpreters,
        programme=files.programme, buyers=files.buyers, posts=files.posts,
    )  # fmt: skip
    found: list[PaperFile | PaperDraft] = [
        *booklet.papers(files.mission, files.exporters, stamp=STAMP, photos={files.exporters[0].id: photo.getvalue()}),
        *signs.papers(files.mission, files.exporters, stamp=STAMP),
        *(paper.file for paper in press.papers(of, stamp=STAMP)),
        next(iter(letters.papers(files.mission, files.delegates, {}, letters.Inviter(), stamp=STAMP))),
        *day_sheets.papers(outcome.roster, outcome.problem, outcome.plan, stamp=STAMP),
        *(paper for paper in brief_papers(small_brief(), STAMP) if paper.path.endswith(".pdf")),
        *_reports(),
        *_catalogues(files),
        PaperFile("offer.pdf", offer_pdf(offer(), "2026-0007", STAMP)),
    ]
    firsts = {re.sub(r"(day-sheets/\w+)/.*", r"\1", file.path): file.content for file in reversed(found)}
    return dict(sorted(firsts.items()))


def _reports() -> Iterator[PaperFile]:
    longest_words = (Language.RU,)  # pages follow each other alike in every language
    for part, opportunities, languages in (("", 6, tuple(Language)), (".long", 450, longest_words)):
        record = made_record(1, opportunities)
        for language in languages:
            results, words = results_of(record), Words(language)
            report = report_of(record, results.counted(), appendix_of(results.ladder), words, "Food fair (fictional)")
            content = report_pdf(report, "", STAMP)
            yield PaperFile(f"report{part}.{language.value}.pdf", content)


def _catalogues(files: MissionFiles) -> Iterator[PaperFile]:
    for language in Language:
        found = catalogue(files.mission, files.exporters, language, files.buyers[0])
        yield PaperFile(f"catalogue.{language.value}.pdf", catalogue_pdf(found, STAMP))


def test_every_template_has_its_paper() -> None:
    templates = {path.stem for path in PACKAGE.rglob("*.typ")} - {"house"}
    kinds = {re.split(r"[/.]|-(?:en|ru|zh)", path.removeprefix("delegation/"))[0] for path in made()}
    of_list = {"names": "list", "rooms": "list", "buses": "list", "signs": "sign", "letters": "letter"}
    assert {of_list.get(kind, kind).replace("day-sheets", "day_sheet") for kind in kinds} == templates


def test_every_paper_is_fit_for_an_archive() -> None:
    assert {path: wrong for path, content in made().items() if (wrong := faults(content))} == {}


def test_no_letter_of_any_paper_is_cut() -> None:
    found = {path: (outside(content), cut(content)) for path, content in made().items()}
    assert {path: wrong for path, wrong in found.items() if wrong != ([], [])} == {}


_VIEW = b"/ViewerPreferences<</Direction/L2R>>"


def _put(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """Return what puts one word of a file in another's place."""

    def change(content: bytes) -> bytes:
        assert old in content
        return content.replace(old, new)

    return change


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (_put(b"<pdfaid:part>2", b"<pdfaid:part>1"), "pdfaid:part is 1"),
        (_put(b"<pdfaid:conformance>B", b"<pdfaid:conformance>U"), "pdfaid:conformance is U"),
        (_put(b"/Metadata", b"/Metadato"), "there is no plain XMP"),
        (_put(b"/GTS_PDFA1", b"/GTS_PDFX1"), "0 intents with a profile of colours"),
        (_put(b"/FontFile2", b"/FontFileX"), "NotoSans-Regular is not in the file"),
        (_put(b"/ToUnicode", b"/ToUnicodX"), "NotoSans-Regular does not say its letters"),
        (_put(b"/Identity-H", b"/UniGB-UTF8"), "NotoSans-Regular is encoded by a table outside the file"),
        (_put(b"/CIDToGIDMap/Identity", b"/CIDToGIDMap/Missing_"), "NotoSans-Regular has no table of its shapes"),
        (_put(b"/ID[", b"/IX["), "the file has no ID"),
        (_put(b"/Info ", b"/Encrypt 1 0 R/Info "), "/Encrypt is used"),
        (_put(_VIEW, b"/OpenAction<</S/JavaScript/JS(app.beep\\(\\))>>"), "the action /JavaScript is used"),
        (_put(_VIEW, b"/OpenAction<</S/Launch/F(other.exe)>>"), "the action /Launch is used"),
        (_put(_VIEW, b"/Names<</EmbeddedFiles<</Names[]>>>>"), "/EmbeddedFiles is used"),
        (_put(b"%%EOF", b"%%EOF\nmore"), "something stands behind the end"),
    ],
)
def test_a_planted_fault_is_found(change: Callable[[bytes], bytes], fault: str) -> None:
    content = made()["delegation/names-en.pdf"]
    assert faults(content) == []
    assert [wrong for wrong in faults(change(content)) if wrong.endswith(fault)] != []
