"""Numerals beside the figures of a brief: firm by firm, what changed, and accepted facts, in all languages and forms.

What must stand there is worked out from the loaded rows and the article once more, without the code that words it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tearoad.market.brief.document import BriefFigure, BriefMeasure, MarketBrief
from tearoad.market.brief.figure_wording import area_names, figure_label, figure_value
from tearoad.market.brief.firms import BriefFirm, BriefFirms
from tearoad.market.brief.wording import BesideBrief, WordedBrief, worded
from tearoad.market.facts.document import AcceptedFact
from tearoad.market.web.actions.articles import add_article, decide_facts
from tearoad.market.web.models import ArticleFact, FactState, SavedBrief
from tearoad.market.web.queries.articles import accepted_for_brief
from tearoad.market.web.queries.briefs import brief_of_row
from tearoad.market.web.tasks import make_saved_brief
from tearoad.paper.figures import days, number
from tearoad.people import Actor
from tearoad.text import Text
from tearoad.values import HSCode, Language
from tearoad.values.document import to_document
from tearoad.words import Words
from tests.market.brief.test_brief import made_trade
from tests.market.trade_files import Trade, comtrade, load
from tests.market.web.test_numerals import (
    FORM,
    WEIGHT,
    Flows,
    flat,
    flows_of_rows,
    numerals_on,
    numerals_without_rows,
    recounted,
    with_digits,
)
from tests.screening.web.conftest import Run

FIRMS = BriefFirms(
    (
        BriefFirm("Sample Teas (fictional)", ("090210", "210390")),
        BriefFirm("Second Sauces (fictional)", ("210390", "481910"), ("Silver dew",)),
    )
)
NOTICE = "It moved 1.5 million tonnes in May 2023, a nearly 83 per cent jump, the mission in Orsk said, citing customs."
FORMS = ("md", "xlsx", "pdf", "screen")
PLANTED = ("4 711", "4 712", "4 713")
Figures = dict[tuple[BriefMeasure, str, str, int], float | None]


def earlier_trade() -> Iterator[Trade]:
    """The rows as they were loaded before: Kazakhstan's tea was told three times as large then."""
    for year, reporter, flow, partner, code, value in made_trade():
        assert isinstance(value, int)
        larger = reporter == "398" and code == "090210"
        yield year, reporter, flow, partner, code, value * (3 if larger else 1)


@pytest.fixture
def briefs(
    signed_in: Client, officer: Actor, run: Run, tmp_path: Path, settings: Settings
) -> tuple[SavedBrief, SavedBrief]:
    """A brief for two firms, with an accepted fact, and the one before it."""
    settings.DATA = tmp_path
    for place, trade in enumerate((earlier_trade(), made_trade())):
        load(tmp_path / "market", comtrade(tmp_path / f"made{place}.csv", list(trade), weight=WEIGHT))
        signed_in.post("/markets/ask/", FORM)
        run.payload = {"brief": str(SavedBrief.objects.get(made_at=None).pk)}
        make_saved_brief(run)
    later, earlier = SavedBrief.objects.order_by("-asked_at", "-made_at")
    earlier.asked_at = later.asked_at - timedelta(days=1)
    earlier.save()
    later.firms = to_document(FIRMS)
    later.save()
    article = add_article(officer, "A line (fictional)", "Example Daily (fictional)", date(2023, 6, 2), NOTICE)
    shown = {"market": "RUS", "on_brief": True, "on_posts": False, "on_road": False}
    first = ArticleFact.objects.filter(article=article)[0]
    decide_facts(officer, article, [first.pk], FactState.ACCEPTED, placement=shown)
    return earlier, later


def firms_of_rows(made: MarketBrief, flows: Flows, words: Words) -> Iterator[tuple[str, ...]]:
    """Give the rows of both firms, added up from what was loaded: the one with a product without a code comes first."""
    named = area_names(words.language)
    bare = words(Text("market.brief_uncoded", product="Silver dew"))
    alien = words(Text("market.brief_not_asked", product=str(HSCode("481910"))))
    partners = Text("market.brief_marked", market=named("RUS"), told_by=Text("market.told_by_partners"))
    values = recounted(made, flows)
    firms = zip(FIRMS.firms[::-1], (f"2103.90; {alien}; {bare}", "0902.10; 2103.90"), strict=True)
    for firm, goods in firms:
        products = [code for code in made.products if any(own.startswith(code) for own in firm.codes)]
        unused = {
            (code, market): values[BriefMeasure.UNUSED, code, market, 0] or 0
            for code in products
            for market in made.markets
        }
        sums = {market: sum(unused[code, market] for code in products) for market in made.markets}
        cells = [firm.name, goods]
        for market in sorted(sums, key=lambda market: -sums[market]):
            refs = " + ".join(made.figure(BriefMeasure.UNUSED, code, market).ref for code in products)
            amount = number(Decimal(repr(sums[market])).quantize(Decimal(1), ROUND_HALF_EVEN), words.language)
            where = words(partners) if market == "RUS" else named(market)
            cells.append(words(Text("market.brief_firm_market", market=where, amount=amount, refs=refs)))
        yield tuple(cells)


def changes_of_rows(earlier: MarketBrief, made: MarketBrief, words: Words) -> Iterator[tuple[str, ...]]:
    """Give the title and the rows of what changed, both sides added up from what was loaded then."""
    yield (words(Text("market.brief_changes", year=str(earlier.year), snapshot=earlier.snapshot)),)
    before = recounted(earlier, flows_of_rows(earlier_trade()))
    now = recounted(made, flows_of_rows(made_trade()))
    named, old = area_names(words.language), {key_of(figure): figure for figure in earlier.figures}
    for figure in made.figures:
        texts = [written(old[key_of(figure)], before, words), written(figure, now, words)]
        if texts[0] != texts[1]:
            where, label = named(figure.market or made.exporter), figure_label(figure, words)
            yield where, str(HSCode(figure.product)), label, texts[0], f"{texts[1]} [{figure.ref}]"


def key_of(figure: BriefFigure) -> tuple[BriefMeasure, str, str, int]:
    return figure.measure, figure.product, figure.market, figure.year


def written(figure: BriefFigure, values: Figures, words: Words) -> str:
    """Return a figure as it was added up; a foretold place as the brief has it."""
    known = figure if figure.query == "ranking" else replace(figure, value=values[key_of(figure)])
    value = figure_value(known, words)
    return f"{area_names(words.language)(figure.supplier)} {value}" if figure.supplier else value


def facts_of_article(form: str, words: Words) -> Iterator[tuple[str, ...]]:
    """Give what the article says and where it stood."""
    day = days(date(2023, 6, 2), date(2023, 6, 2), words.language)
    of = Text("market.brief_article_of", source="Example Daily (fictional)", day=day)
    yield (NOTICE,)
    yield (f"Example Daily (fictional) · {day}" if form == "screen" else words(of),)


def others_on(form: str, briefs: tuple[SavedBrief, SavedBrief], words: Words) -> list[str]:
    """Return everything with a numeral that must stand beside the figures; on paper whole rows, else cells."""
    earlier, made = map(brief_of_row, briefs)
    firms = firms_of_rows(made, flows_of_rows(made_trade()), words)
    rows = [*firms, *changes_of_rows(earlier, made, words), *facts_of_article(form, words)]
    cells = ["".join(row) for row in rows] if form == "pdf" else [cell for row in rows for cell in row]
    return [cell for cell in cells if with_digits(iter([cell]))]


def content_of(client: Client, row: SavedBrief, form: str, language: Language) -> bytes:
    client.post("/language/", {"language": language.value, "next": "/"})
    content: bytes = client.get(f"/markets/{row.pk}/" if form == "screen" else f"/markets/{row.pk}/{form}/").content
    return content


@pytest.mark.django_db
@pytest.mark.parametrize("language", list(Language))
def test_numerals_beside_the_figures_lead_to_rows_and_article(
    signed_in: Client, briefs: tuple[SavedBrief, SavedBrief], language: Language
) -> None:
    words, made = Words(language), brief_of_row(briefs[1])
    for form in FORMS:
        content, others = content_of(signed_in, briefs[1], form, language), others_on(form, briefs, words)

        assert numerals_without_rows(form, content, made, language, others) == set(), form
        if form != "pdf":  # there each is taken away by itself, and missed where it is not there
            assert set(others) <= numerals_on(form, content, words), form


def false_words(brief: MarketBrief, words: Words, beside: BesideBrief) -> WordedBrief:
    """Word a brief with a numeral that no row tells in the first row of each table beside the figures."""
    known = worded(brief, words, beside)
    firms, changes = (
        replace(table, rows=((*table.rows[0][:-1], planted), *table.rows[1:]))
        for (table,), planted in ((known.firms, PLANTED[0]), (known.changes, PLANTED[1]))
    )
    return replace(known, firms=(firms,), changes=(changes,))


def false_fact(to: Actor, markets: tuple[str, ...]) -> tuple[AcceptedFact, ...]:
    (fact,) = accepted_for_brief(to, markets)
    return (replace(fact, statement=PLANTED[2]),)


@pytest.mark.django_db
@pytest.mark.parametrize("language", list(Language))
def test_numerals_planted_beside_the_figures_are_found_on_every_form(
    signed_in: Client, briefs: tuple[SavedBrief, SavedBrief], language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, made = Words(language), brief_of_row(briefs[1])
    monkeypatch.setattr("tearoad.market.web.views.briefs.accepted_for_brief", false_fact)
    monkeypatch.setattr("tearoad.market.web.views.briefs.worded", false_words)
    monkeypatch.setattr("tearoad.market.brief.writing.worded", false_words)
    for form in FORMS:
        content, others = content_of(signed_in, briefs[1], form, language), others_on(form, briefs, words)
        if form != "pdf":
            assert numerals_without_rows(form, content, made, language, others) == set(PLANTED), form
            continue
        with pytest.raises(AssertionError) as missed:
            numerals_without_rows(form, content, made, language, others)
        first_firm, first_change = others[0], others[3]
        assert {flat(row) for row in (first_firm, first_change, NOTICE)} <= set(missed.value.args[0])
