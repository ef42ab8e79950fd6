"""Every numeral of a brief, in three languages and four forms, leads to the rows that were loaded.

The rows are added up here once more, without the engine; what stands on a form is compared with that, cell by cell.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from python_calamine import CalamineWorkbook

from tearoad.market.brief.document import BriefMeasure, MarketBrief
from tearoad.market.brief.figure_wording import area_names, figure_value
from tearoad.market.brief.wording import WordedBrief, worded
from tearoad.market.figures.advantage import advantage
from tearoad.market.web.models import SavedBrief
from tearoad.market.web.queries.briefs import brief_of_row
from tearoad.market.web.tasks import make_saved_brief
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words import Words
from tests.market.brief.test_brief import made_trade
from tests.market.trade_files import Trade, comtrade, load
from tests.screening.web.conftest import Run

WEIGHT = 250
FORM = {"exporter": "China", "products": "0902, 210390", "markets": "RUS, KAZ, VNM", "year": ""}
AREAS = {"156": "CHN", "643": "RUS", "398": "KAZ", "704": "VNM", "276": "DEU", "842": "USA", "392": "JPN", "410": "KOR",
         "764": "THA", "356": "IND"}  # fmt: skip
Flows = dict[tuple[int, str, str, str], float]
_DIGIT = re.compile(r"\d")


@pytest.fixture
def row(signed_in: Client, run: Run, tmp_path: Path, settings: Settings) -> SavedBrief:
    """A brief as a worker made it of loaded rows."""
    settings.DATA = tmp_path
    load(tmp_path / "market", comtrade(tmp_path / "made.csv", list(made_trade()), weight=WEIGHT))
    signed_in.post("/markets/ask/", FORM)
    made: SavedBrief = SavedBrief.objects.get()
    run.payload = {"brief": str(made.pk)}
    make_saved_brief(run)
    made.refresh_from_db()
    return made


def flows_of_rows(trade: Iterable[Trade]) -> Flows:
    """Return what was sold by year, exporter, market and code; each flow is told once in these rows."""
    found: Flows = {}
    for year, reporter, flow, partner, code, value in trade:
        assert isinstance(value, int)
        exporter, market = (partner, reporter) if flow == "M" else (reporter, partner)
        found[year, AREAS[exporter], AREAS[market], code] = value
    return found


def recounted(made: MarketBrief, flows: Flows) -> dict[tuple[BriefMeasure, str, str, int], float | None]:
    """Return every figure but the foretold places, added up from the rows."""
    found: dict[tuple[BriefMeasure, str, str, int], float | None] = {}
    for product in made.products:
        found |= standing_of_rows(flows, made, product)
        for market in made.markets:
            by_exporter: dict[str, float] = defaultdict(float)
            rows: dict[str, int] = defaultdict(int)
            first = 0.0
            for (year, exporter, where, code), value in flows.items():
                if where != market or not code.startswith(product):
                    continue
                if year == made.year:
                    by_exporter[exporter] += value
                    rows[exporter] += 1
                first += value if year == made.first_year else 0
            whole, own = sum(by_exporter.values()), by_exporter.get(made.exporter)
            potential = potential_of_rows(flows, made, product, market)
            best = sorted(by_exporter.values(), reverse=True)
            values = {
                BriefMeasure.IMPORTS: whole,
                BriefMeasure.FROM_EXPORTER: own,
                BriefMeasure.SHARE: (own or 0) / whole,
                BriefMeasure.POTENTIAL: potential,
                BriefMeasure.UNUSED: max(potential - (own or 0), 0),
                # Russia tells of 2018 itself and its partners of 2022: two ways of counting give no growth.
                BriefMeasure.GROWTH: None
                if market == "RUS"
                else (whole / first) ** (1 / (made.year - made.first_year)) - 1,
                BriefMeasure.CONCENTRATION: sum(share**2 for share in best) / whole**2,
                BriefMeasure.UNIT_VALUE: whole / (WEIGHT * sum(rows.values())),
                BriefMeasure.OWN_UNIT_VALUE: None if own is None else own / (WEIGHT * rows[made.exporter]),
                BriefMeasure.FIRST_SUPPLIER: best[0] / whole,
                BriefMeasure.SECOND_SUPPLIER: best[1] / whole,
                BriefMeasure.THIRD_SUPPLIER: best[2] / whole,
            }
            found |= {(measure, product, market, 0): value for measure, value in values.items()}
            for year in range(made.first_year, made.year + 1):
                sold = (
                    v for (y, _, m, code), v in flows.items() if (y, m) == (year, market) and code.startswith(product)
                )
                found[BriefMeasure.YEAR_IMPORTS, product, market, year] = sum(sold)
    return found


def standing_of_rows(
    flows: Flows, made: MarketBrief, product: str
) -> dict[tuple[BriefMeasure, str, str, int], float | None]:
    """Return the exporter's advantage in a code as a whole, and the density of the other codes around it."""
    exports: dict[tuple[str, str], float] = defaultdict(float)
    for (year, exporter, _, code), value in flows.items():
        if year == made.year:
            exports[exporter, product if code.startswith(product) else code] += value
    countries, codes = (sorted({key[place] for key in exports}) for place in (0, 1))
    table = np.array([[exports[country, code] for code in codes] for country in countries])
    at, own = codes.index(product), countries.index(made.exporter)
    values: dict[BriefMeasure, float | None] = {BriefMeasure.ADVANTAGE: float(advantage(table)[own, at])}
    # Others are told by their own codes, so that only the column of the code asked for is read off here.
    single: dict[tuple[str, str], float] = defaultdict(float)
    for (year, exporter, _, code), value in flows.items():
        if year == made.year:
            single[exporter, code] += value
    others = [code for code in codes if code != product]
    every = sorted({code for _, code in single})
    with_advantage = advantage(np.array([[single[country, code] for code in every] for country in countries])) >= 1
    held = advantage(table)[:, at] >= 1
    near = {}
    for code in others:
        has = with_advantage[:, every.index(code)]
        near[code] = (held & has).sum() / max(held.sum(), has.sum())
    sold = sum(value for code, value in near.items() if with_advantage[own, every.index(code)])
    whole = sum(near.values())
    values[BriefMeasure.DENSITY] = float(sold / whole) if whole else None
    return {(measure, product, "", 0): value for measure, value in values.items()}


def potential_of_rows(flows: Flows, made: MarketBrief, product: str, market: str) -> float:
    """Return supply times demand times ease, as `figures/potential.py` words it."""
    world: dict[str, float] = defaultdict(float)
    supply: dict[str, float] = defaultdict(float)
    demand: dict[str, float] = defaultdict(float)
    sold = 0.0
    for (year, exporter, where, code), value in flows.items():
        if year == made.year:
            world[code] += value
            supply[code] += value if exporter == made.exporter else 0
            demand[code] += value if where == market else 0
            sold += value if (exporter, where) == (made.exporter, market) else 0
    expected = {code: supply[code] / world[code] * demand[code] for code in world}
    demanded = sum(value for code, value in expected.items() if code.startswith(product))
    return demanded * sold / sum(expected.values())


def markdown_cells(text: str, words: Words) -> Iterator[str]:
    """Give every cell and line of the text; the statements behind the figures are no figures."""
    for line in text.partition(f"## {words(Text('market.brief_queries'))}")[0].splitlines():
        yield from (cell.strip() for cell in line.strip("|#- *").split("|"))


def workbook_cells(content: bytes) -> Iterator[str]:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    for name in book.sheet_names[:2]:
        for cells in book.get_sheet_by_name(name).to_python():
            yield from map(str, cells)
    for _, _, *rest in book.get_sheet_by_name(book.sheet_names[2]).to_python():
        assert not any(rest)


def screen_cells(page: str) -> Iterator[str]:
    """Give every text between two tags of the page's own part."""
    main = page.partition("<main")[2].partition("</main>")[0]
    yield from (html.unescape(text).strip() for text in re.findall(r">([^<>]+)<", f">{main}<"))


def flat(text: str) -> str:
    """Return a text without blanks and without the signs by which paper parts words."""
    return "".join(sign for sign in text if not sign.isspace() and unicodedata.category(sign)[0] != "C")


def unknown_on_paper(content: bytes, said: WordedBrief, others: Iterable[str] = ()) -> str:
    """Return what is left of a PDF's text once each figure with its reference, and the frame, is taken away."""
    pages = [flat(page.get_textpage().get_text_bounded()) for page in pypdfium2.PdfDocument(content)]
    left = "".join(text.removesuffix(f"{place}/{len(pages)}") for place, text in enumerate(pages, 1))
    for table in (*said.trends, *said.changes):  # on each page that the table reaches
        left = left.replace(flat("".join(table.heads)), "")
    figures = [flat(value + ref) for table in said.details for _, value, ref, *_ in table.rows]
    beside = (*said.comparisons, *said.trends, *said.standing)
    figures += [flat(cell) for table in beside for line in table.rows for cell in line[1:]] + [*map(flat, others)]
    frame = [*said.lead, *said.notes, said.title, *(table.title for table in (*beside, *said.details))]
    frame += [cell for table in said.standing for cell, *_ in table.rows]
    frame += [label for table in said.details for label, *_ in table.rows if _DIGIT.search(label)]  # "0 to 1"
    missed = []
    for piece in sorted(figures, key=len, reverse=True) + sorted(map(flat, frame), key=len, reverse=True):
        missed += [] if piece in left else [piece]
        left = left.replace(piece, "", 1)
    if missed:
        raise AssertionError(missed)
    return left


def known_cells(said: WordedBrief) -> set[str]:
    """Return what may stand on a form: cells of figures with their references, and the frame around them."""
    tables = (*said.comparisons, *said.trends, *said.standing, *said.details)
    cells = {cell for table in tables for line in (table.heads, *table.rows) for cell in line}
    return cells | {said.title, *said.lead, *said.notes, *(table.title for table in tables)}


def bars(made: MarketBrief, words: Words) -> set[str]:
    """Return the words beside the bars: two figures each."""
    return {
        words(
            Text(
                "market_pages.bar_figures",
                imports=figure_value(made.figure(BriefMeasure.IMPORTS, product, market), words),
                own=figure_value(made.figure(BriefMeasure.SHARE, product, market), words),
            )
        )
        for product in made.products
        for market in made.markets
    }


def with_digits(cells: Iterator[str]) -> set[str]:
    return {cell for cell in cells if _DIGIT.search(cell)}


def numerals_on(form: str, content: bytes, words: Words) -> set[str]:
    """Return the cells of a form that have digits."""
    if form == "md":
        return with_digits(markdown_cells(content.decode(), words))
    return with_digits(workbook_cells(content) if form == "xlsx" else screen_cells(content.decode()))


def numerals_without_rows(
    form: str, content: bytes, made: MarketBrief, language: Language, others: Iterable[str] = ()
) -> set[str]:
    """Return what stands on a form with digits in it and is neither a figure, nor the frame, nor one of `others`."""
    words = Words(language)
    said = worded(made, words)
    if form == "pdf":
        return set(re.findall(r"\d+", unknown_on_paper(content, said, others)))
    known = known_cells(said) | set(others)
    if form == "screen":
        named = area_names(language)
        markets = language.habits.comma.join(named(market) for market in made.markets)
        page = Text("market_pages.brief_of", exporter=named("CHN"), products="0902, 2103.90", markets=markets)
        known |= bars(made, words) | {words(page)}
        known |= {words(Text("market_pages.bars", product=code)) for code in ("0902", "2103.90")}
    return numerals_on(form, content, words) - known


@pytest.mark.django_db
def test_every_numeral_leads_to_its_rows(signed_in: Client, row: SavedBrief) -> None:
    made = brief_of_row(row)
    expected = recounted(made, flows_of_rows(made_trade()))
    counted = {
        (figure.measure, figure.product, figure.market, figure.year): figure.value
        for figure in made.figures
        if figure.query != "ranking"
    }
    assert counted.keys() == expected.keys()
    assert counted == {
        cell: None if value is None else pytest.approx(value, rel=1e-12) for cell, value in expected.items()
    }

    for language in Language:
        signed_in.post("/language/", {"language": language.value, "next": "/"})
        forms = {form: signed_in.get(f"/markets/{row.pk}/{form}/").content for form in ("md", "xlsx", "pdf")}
        forms["screen"] = signed_in.get(f"/markets/{row.pk}/").content

        said = worded(made, Words(language))
        figures = with_digits(iter({cell for table in said.details for line in table.rows for cell in line}))
        for form, content in forms.items():
            assert numerals_without_rows(form, content, made, language) == set(), form
            if form != "pdf":  # there each is taken away by itself, and missed where it is not there
                assert figures <= numerals_on(form, content, Words(language)), form


@pytest.mark.django_db
def test_numeral_that_no_row_tells_is_found_on_every_form(
    signed_in: Client, row: SavedBrief, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = brief_of_row(row)
    for language in Language:
        known = worded(made, Words(language))
        first, *others = known.details
        cells = first.rows[0]
        planted = replace(first, rows=((cells[0], "4 711", *cells[2:]), *first.rows[1:]))
        false = replace(known, details=(planted, *others))
        signed_in.post("/language/", {"language": language.value, "next": "/"})
        with monkeypatch.context() as wrong:
            wrong.setattr("tearoad.market.web.views.briefs.worded", lambda *_, false=false: false)
            wrong.setattr("tearoad.market.brief.writing.worded", lambda *_, false=false: false)
            forms = {form: signed_in.get(f"/markets/{row.pk}/{form}/").content for form in ("md", "xlsx", "pdf")}
            forms["screen"] = signed_in.get(f"/markets/{row.pk}/").content

        with pytest.raises(AssertionError):  # a figure is missed where another one stands
            numerals_without_rows("pdf", forms.pop("pdf"), made, language)
        for form, content in forms.items():
            assert numerals_without_rows(form, content, made, language) == {"4 711"}, form
