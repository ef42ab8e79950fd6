"""A brief in one language: tables of cells, the same for every form of paper."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal

from tearoad.market.brief.changes import BriefChanges
from tearoad.market.brief.country_queries import TABLES_OF
from tearoad.market.brief.document import BriefFigure, BriefMeasure, MarketBrief, ReportedBy
from tearoad.market.brief.figure_wording import (
    MARKED,
    AreaNames,
    BriefTable,
    area_names,
    figure_label,
    figure_value,
    measure_name,
)
from tearoad.market.brief.firms import NO_FIRMS, BriefFirms, FirmMarket, markets_of_firm
from tearoad.market.brief.trends import STANDING, standing_tables, trend_table
from tearoad.market.facts.document import AcceptedFact
from tearoad.names.spelling import firm as firm_name
from tearoad.paper.figures import days, number
from tearoad.reference.hs_concordance import EDITIONS
from tearoad.text import Text
from tearoad.values import HSCode
from tearoad.words import Words

_COMPARED = (
    BriefMeasure.RANK,
    BriefMeasure.IMPORTS,
    BriefMeasure.FROM_EXPORTER,
    BriefMeasure.SHARE,
    BriefMeasure.POTENTIAL,
    BriefMeasure.GROWTH,
)
"""The place first: it decides, and must not lie beyond the edge of a screen."""
_COMPARED_AHEAD = (BriefMeasure.POTENTIAL_AHEAD, BriefMeasure.TARIFF)
"""Beside them where tables of countries were loaded."""
_REASONS = (BriefMeasure.RANK, BriefMeasure.IMPORTS, BriefMeasure.SHARE, BriefMeasure.POTENTIAL, BriefMeasure.GROWTH)
_BEST_MARKETS = 3


@dataclass(frozen=True, slots=True)
class WordedBrief:
    """A brief as its reader sees it."""

    language: str
    title: str
    mark: str
    """On every page: that the figures were made up; empty where they were published."""
    lead: tuple[str, ...]
    comparisons: tuple[BriefTable, ...]
    details: tuple[BriefTable, ...]
    notes: tuple[str, ...]
    standing: tuple[BriefTable, ...] = ()
    """Where the exporter stands in the products; empty in a brief of an earlier version."""
    trends: tuple[BriefTable, ...] = ()
    """Imports by year, product by product."""
    facts: tuple[BriefTable, ...] = ()
    """What accepted facts of articles say of the markets; empty where there are none."""
    firms: tuple[BriefTable, ...] = ()
    """Firm by firm the best markets; empty where the brief was made for codes alone."""
    changes: tuple[BriefTable, ...] = ()
    """What is new since the brief before; empty where there is none."""
    remarks: tuple[str, ...] = ()
    """What colleagues wrote down for themselves, a line each; empty in the edition to share."""

    def beside(self) -> tuple[BriefTable, ...]:
        """Return the tables that follow the comparisons."""
        return (*self.trends, *self.standing, *self.changes, *self.facts)


@dataclass(frozen=True, slots=True)
class BesideBrief:
    """What an organisation keeps beside the figures; `remarks` and `firms` stay in the house."""

    facts: tuple[AcceptedFact, ...] = ()
    firms: BriefFirms = NO_FIRMS
    changes: BriefChanges | None = None
    remarks: str = ""

    def to_share(self) -> BesideBrief:
        """Return what others may have as well."""
        return replace(self, firms=NO_FIRMS, remarks="")


ALONE = BesideBrief()


def worded(brief: MarketBrief, words: Words, beside: BesideBrief = ALONE) -> WordedBrief:
    """Return the brief in the language of the words, with what an organisation keeps beside it."""
    named = area_names(words.language)
    comparisons = tuple(_comparison(brief, product, words) for product in brief.products)
    cells = brief.by_cell()
    of_brief = [(product, market) for market in (*brief.markets, "") for product in ("", *brief.products)]
    details = tuple(_detail(brief, cell, cells[cell], words) for cell in of_brief if cell in cells)
    codes = ", ".join(str(HSCode(product)) for product in brief.products)
    return WordedBrief(
        language=words.language.value,
        title=words(Text("market.brief_title", exporter=named(brief.exporter), products=codes)),
        mark=words(Text("market.fictional")) if brief.fictional else "",
        lead=_lead(brief, words),
        comparisons=comparisons,
        standing=tuple(standing_tables(brief, words)),
        trends=tuple(trend_table(brief, product, cells, words) for product in brief.products),
        details=details,
        notes=tuple(words(Text(f"market.brief_note_{name}")) for name in _notes(brief)),
        facts=(_facts_table(beside.facts, words, named),) if beside.facts else (),
        firms=(firms_table(brief, beside.firms, words),) if beside.firms.firms else (),
        changes=() if beside.changes is None else (_changes_table(beside.changes, words, named),),
        remarks=tuple(line.strip() for line in beside.remarks.splitlines() if line.strip()),
    )


def _notes(brief: MarketBrief) -> tuple[str, ...]:
    ahead = ("ahead",) if brief.country_tables else ()
    standing = STANDING if any(figure.measure is STANDING[0] for figure in brief.figures) else ()
    return ("value", "mirror", "potential", *ahead, *standing, "rank", "unit_value")


def _facts_table(facts: tuple[AcceptedFact, ...], words: Words, named: AreaNames) -> BriefTable:
    names = ("market", "fact", "speaker", "cites", "since", "article")
    rows = []
    for fact in facts:
        published = days(fact.published_on, fact.published_on, words.language) if fact.published_on else ""
        article = (
            words(Text("market.brief_article_of", source=fact.source, day=published)) if published else fact.source
        )
        rows.append((named(fact.market), fact.statement, fact.speaker, fact.cites, fact.since, article))
    return BriefTable(
        words(Text("market.brief_facts")), tuple(words(Text(f"market.brief_{name}")) for name in names), tuple(rows)
    )


def _changes_table(changes: BriefChanges, words: Words, named: AreaNames) -> BriefTable:
    """Return figure by figure what was said before and what is said now; what looks alike is left out."""
    rows = []
    for changed in changes.figures:
        before, now = (_with_supplier(figure, words, named) for figure in (changed.before, changed.now))
        if before != now:
            measure = figure_label(changed.now, words)
            referred = f"{now} [{changed.now.ref}]"
            place, product = named(changed.now.market or changes.before.exporter), changed.now.product
            rows.append((place, str(HSCode(product)) if product else "–", measure, before, referred))
    heads = ("market", "product", "figure", "before", "now")
    whole = {"year": str(changes.before.year), "snapshot": changes.before.snapshot}
    title = words(Text("market.brief_changes" if rows else "market.brief_unchanged", **whole))
    return BriefTable(title, tuple(words(Text(f"market.brief_{head}")) for head in heads), tuple(rows))


def _with_supplier(figure: BriefFigure, words: Words, named: AreaNames) -> str:
    value = figure_value(figure, words)
    return f"{named(figure.supplier)} {value}" if figure.supplier else value


def firms_table(brief: MarketBrief, firms: BriefFirms, words: Words) -> BriefTable:
    """Return firm by firm the markets where most could still be sold; firms with products without a code come first."""
    heads = ("firm", "firm_products", "first_market", "second_market", "third_market")
    rows = []
    for firm in sorted(firms.firms, key=lambda firm: not firm.uncoded):
        goods = [_firm_code(brief, code, words) for code in firm.codes]
        goods += [words(Text("market.brief_uncoded", product=name)) for name in firm.uncoded]
        places = [_firm_market(brief, market, words) for market in markets_of_firm(brief, firm)[:_BEST_MARKETS]]
        name = firm_name(firm.full_name, words.language).main if firm.full_name.written else firm.name
        rows.append((name, "; ".join(goods), *places, *["–"] * (_BEST_MARKETS - len(places))))
    titles = tuple(words(Text(f"market.brief_{head}")) for head in heads)
    return BriefTable(words(Text("market.brief_firms")), titles, tuple(rows))


def _firm_code(brief: MarketBrief, code: str, words: Words) -> str:
    """Return a firm's code; where the brief was not asked for it, that it is in no sum."""
    shown = str(HSCode(code))
    held = any(code.startswith(product) for product in brief.products)
    return shown if held else words(Text("market.brief_not_asked", product=shown))


def _firm_market(brief: MarketBrief, market: FirmMarket, words: Words) -> str:
    amount = number(Decimal(repr(market.unused)).quantize(Decimal(1), ROUND_HALF_EVEN), words.language)
    refs = " + ".join(figure.ref for figure in market.figures)
    known = {"known": str(len(market.figures)), "products": str(market.products)}
    partly = "market.brief_firm_market_partly" if len(market.figures) < market.products else "market.brief_firm_market"
    extra = known if len(market.figures) < market.products else {}
    return words(Text(partly, market=marked_market(brief, market.market, words), amount=amount, refs=refs, **extra))


def marked_market(brief: MarketBrief, market: str, words: Words) -> str:
    """Return a market's name; where it does not tell its year whole itself, with who does."""
    name = area_names(words.language)(market)
    told_by = brief.figure(BriefMeasure.IMPORTS, brief.products[0], market).told_by
    if told_by not in MARKED:
        return name
    return words(Text("market.brief_marked", market=name, told_by=Text(f"market.told_by_{told_by}")))


def market_reasons(brief: MarketBrief, market: str, words: Words) -> tuple[str, ...]:
    """Return product by product why a market may be chosen, each number with its reference."""
    said = []
    for product in brief.products:
        reasons = []
        for measure in _REASONS:
            figure = brief.figure(measure, product, market)
            if figure.value is None:
                continue
            shown = (
                _place(brief, product, market, words) if measure is BriefMeasure.RANK else figure_value(figure, words)
            )
            reasons.append(
                words(
                    Text("market.brief_reason_figure", name=measure_name(measure, words), value=shown, ref=figure.ref)
                )
            )
        if reasons:
            between = words.language.habits.comma
            said.append(words(Text("market.brief_reason", product=str(HSCode(product)), figures=between.join(reasons))))
    return tuple(said)


def _lead(brief: MarketBrief, words: Words) -> tuple[str, ...]:
    on = brief.released_on or brief.loaded_at.date()
    code = "market.brief_released" if brief.released_on else "market.brief_loaded"
    dated = words(Text(code, day=days(on, on, words.language)))
    years = Text("market.brief_years", first=str(brief.first_year), year=str(brief.year))
    source = Text("market.brief_source", sources=", ".join(brief.sources), snapshot=brief.snapshot)
    ranked = "market.brief_ranked" if brief.ranked_on else "market.brief_unranked"
    span = {"first": str(brief.ranked_on[0]), "last": str(brief.ranked_on[-1])} if brief.ranked_on else {}
    lines = [words(years), words(source), dated, _editions(brief, words), words(Text(ranked, **span))]
    if brief.missing_tables:
        missing = words.language.habits.comma.join(words(Text(f"market.table_{name}")) for name in brief.missing_tables)
        lines.append(words(Text("market.brief_missing_tables", tables=missing)))
    if silent := [str(HSCode(product)) for product in brief.products if not _is_traded(brief, product)]:
        lines.append(words(Text("market.brief_no_rows", products=words.language.listed(silent))))
    return tuple(line for line in lines if line)


def _is_traded(brief: MarketBrief, product: str) -> bool:
    """Whether the snapshot tells anything of a product in the markets of a brief."""
    return any(brief.figure(BriefMeasure.IMPORTS, product, market).value for market in brief.markets)


def _editions(brief: MarketBrief, words: Words) -> str:
    """Return which edition the codes are of; nothing where no file says it."""
    names = ", ".join(f"HS {EDITIONS[edition]}" for edition in brief.editions)
    return words(Text("market.brief_editions", count=len(brief.editions), editions=names)) if names else ""


def _comparison(brief: MarketBrief, product: str, words: Words) -> BriefTable:
    measures = {figure.measure for figure in brief.figures}
    compared = (*_COMPARED, *(measure for measure in _COMPARED_AHEAD if measure in measures))
    heads = (
        words(Text("market.brief_market")),
        *(words(Text(f"market.measure_{measure}")) for measure in compared),
    )
    rows = []
    for market in brief.markets:
        cells = [marked_market(brief, market, words)]
        for measure in compared:
            figure = brief.figure(measure, product, market)
            shown = (
                _place(brief, product, market, words) if measure is BriefMeasure.RANK else figure_value(figure, words)
            )
            cells.append(f"{shown} [{figure.ref}]")
        rows.append(tuple(cells))
    return BriefTable(words(Text("market.brief_comparison", product=str(HSCode(product)))), heads, tuple(rows))


def _place(brief: MarketBrief, product: str, market: str, words: Words) -> str:
    rank = brief.figure(BriefMeasure.RANK, product, market)
    if rank.value is None:
        return figure_value(rank, words)
    ends = [brief.figure(measure, product, market) for measure in (BriefMeasure.RANK_FROM, BriefMeasure.RANK_TO)]
    place = figure_value(rank, words)
    if all(end.value is not None for end in ends):
        place += f" ({'–'.join(figure_value(end, words) for end in ends)})"
    others = (brief.figure(BriefMeasure.RANK, product, other) for other in brief.markets if other != market)
    is_level = any(figure.value == rank.value for figure in others)
    return words(Text("market.brief_level", place=place)) if is_level else place


def _detail(brief: MarketBrief, cell: tuple[str, str], figures: list[BriefFigure], words: Words) -> BriefTable:
    names = ("figure", "value", "reference", "query", "told_by")
    heads = tuple(words(Text(f"market.brief_{name}")) for name in names)
    named = area_names(words.language)
    rows = []
    for figure in figures:
        label = figure_label(figure, words)
        if figure.supplier:
            label = f"{label}: {named(figure.supplier)}"
        rows.append((label, figure_value(figure, words), figure.ref, figure.query, _told_by(brief, figure, words)))
    product, market = cell
    if not product:
        title = Text("market.brief_country_detail", market=named(market))
    else:
        title = Text("market.brief_detail", market=named(market or brief.exporter), product=str(HSCode(product)))
    return BriefTable(words(title), heads, tuple(rows), named(market or brief.exporter))


def _told_by(brief: MarketBrief, figure: BriefFigure, words: Words) -> str:
    """Return who tells a figure; of a table of countries its publisher, file, year, and how many countries it has."""
    if figure.told_by is not ReportedBy.TABLE:
        return words(Text(f"market.told_by_{figure.told_by}"))
    tables = TABLES_OF[figure.query]
    of = [table for table in brief.country_tables if table.table in tables]
    files = words.language.habits.comma.join(f"{table.publisher} ({table.file})" for table in of)
    countries = max((table.countries for table in of), default=0)
    year = {"year": str(figure.year)} if figure.year else {}
    code = "market.told_by_table_of" if year else "market.told_by_table"
    return words(Text(code, files=files, count=countries, **year))
