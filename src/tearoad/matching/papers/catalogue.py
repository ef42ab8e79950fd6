"""The delegation's catalogue for all buyers or for one: page and PDF are made of the same facts.

It holds public facts alone. What fits a buyer is judged by goods and never by requests or lists of whom somebody does
not want to meet, so that nothing in it tells a "no". Prices and contacts are left to the meeting.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from tearoad.companies import Buyer, Exporter
from tearoad.companies.known_papers import paper_name
from tearoad.matching.by_goods import fit_by_goods
from tearoad.matching.public_reasons import public_reasons
from tearoad.mission import Mission
from tearoad.mission.naming import town_called
from tearoad.mission.papers import spelling
from tearoad.mission.papers.booklet import GoodsRow, goods_row, in_order_of_stands
from tearoad.mission.papers.speaking import in_order
from tearoad.names.fold import fold, words_sought
from tearoad.paper import figures
from tearoad.paper.typeset import pdf
from tearoad.text import Text
from tearoad.values import Language, PartyId
from tearoad.words import Words

TEMPLATE = Path(__file__).parent / "catalogue.typ"
LONGEST = 900
"""Pixels of a picture's longer side: sharp on a phone and on half a page, and light."""
_NO_PHOTOS: Mapping[PartyId, bytes] = {}


@dataclass(frozen=True, slots=True)
class CatalogueFirm:
    """One firm as a buyer meets it."""

    id: str
    name: str
    others: tuple[str, ...]
    city: str
    stand: str
    photo: bytes
    """A JPEG or PNG for the PDF; the page shows it by an address of its own."""
    goods: tuple[GoodsRow, ...]
    """Without prices."""
    papers: tuple[str, ...]
    languages: tuple[str, ...]
    fits: bool
    """Whether something it makes goes with something the reader looks for."""
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CatalogueLabels:
    """The headings of a catalogue."""

    catalogue: str
    stand: str
    minimum: str
    papers: str
    languages: str
    why: str
    seeks: str
    how: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The whole catalogue in words."""

    language: str
    name: str
    fair: str
    dates: str
    venue: str
    reader: str
    """For which buyer it is; empty where it is for all."""
    seeks: tuple[str, ...]
    """What that buyer looks for."""
    labels: CatalogueLabels
    firms: tuple[CatalogueFirm, ...]
    """Those that fit first, the best of them on top; the others in the order of their stands."""


def catalogue(
    mission: Mission,
    exporters: Sequence[Exporter],
    language: Language,
    buyer: Buyer | None = None,
    photos: Mapping[PartyId, bytes] = _NO_PHOTOS,
) -> Catalogue:
    """Return the catalogue of firms that may be met, in a language; for a buyer with why each of them fits."""
    why = _why(exporters, buyer, language) if buyer is not None else {}
    rank = {firm: place for place, firm in enumerate(why)}
    ordered = sorted(in_order_of_stands(exporters), key=lambda firm: rank.get(firm.id, len(rank)))
    return Catalogue(
        language=language.value,
        name=mission.name.in_language(language),
        fair=mission.fair.in_language(language),
        dates=figures.days(mission.days[0].on, mission.days[-1].on, language) if mission.days else "",
        venue=mission.venue.in_language(language),
        reader=spelling.firm(buyer.name, language).main if buyer is not None else "",
        seeks=tuple(want.in_language(language) for want in buyer.wants) if buyer is not None else (),
        labels=_labels(language),
        firms=tuple(_firm(firm, mission, language, why.get(firm.id), photos.get(firm.id, b"")) for firm in ordered),
    )


def firms_sought(made: Catalogue, words: str = "", *, everyone: bool = False) -> tuple[CatalogueFirm, ...]:
    """Return the firms in which each of the words stands; without words those that fit, or all where none does."""
    sought = words_sought(words)
    if sought:
        return tuple(firm for firm in made.firms if all(word in _searched(firm) for word in sought))
    fitting = tuple(firm for firm in made.firms if firm.fits)
    return made.firms if everyone or not fitting else fitting


def catalogue_pdf(made: Catalogue, stamp: datetime) -> bytes:
    """Return a catalogue as a PDF; for a buyer only what fits, or all where nothing does."""
    return pdf(TEMPLATE, replace(made, firms=firms_sought(made, everyone=not made.reader)), stamp)


def fitting(exporters: Sequence[Exporter], buyers: Sequence[Buyer]) -> Mapping[str, int]:
    """Return how many firms fit each buyer by their goods; buyers whom none fits are left out."""
    found = fit_by_goods(exporters, buyers)
    return Counter(str(match.buyer) for match in found)


def _why(exporters: Sequence[Exporter], buyer: Buyer, language: Language) -> dict[PartyId, tuple[str, ...]]:
    """Return the firms that fit by their goods, the best first, with the reasons that both sides may read."""
    said = Words(language, _called(exporters, buyer, language))
    found = fit_by_goods(exporters, [buyer])
    return {match.exporter: tuple(said(text) for text in public_reasons(match)) for match in found}


def _called(exporters: Sequence[Exporter], buyer: Buyer, language: Language) -> Mapping[str, str]:
    """Return what a reader calls the firms, the goods and the wants that reasons speak of."""
    called = {str(firm.id): spelling.firm(firm.name, language).main for firm in exporters}
    for firm in exporters:
        for number, product in enumerate(firm.products):
            called[firm.product_id(number)] = spelling.goods(product.name, language).main
    for number, want in enumerate(buyer.wants):
        called[buyer.want_id(number)] = want.in_language(language)
    return called | {str(buyer.id): spelling.firm(buyer.name, language).main}


def _firm(
    firm: Exporter, mission: Mission, language: Language, why: tuple[str, ...] | None, photo: bytes
) -> CatalogueFirm:
    name = spelling.firm(firm.name, language)
    return CatalogueFirm(
        id=firm.id,
        name=name.main,
        others=in_order(name.others, mission),
        city=town_called(mission, firm.city, language),
        stand=firm.stand,
        photo=photo,
        goods=tuple(replace(goods_row(product, language), price="", basis="") for product in firm.products),
        papers=tuple(dict.fromkeys(paper_name(certificate.kind, language) for certificate in firm.certificates)),
        languages=tuple(figures.language_name(code, language) for code in firm.languages),
        fits=why is not None,
        why=why or (),
    )


def _searched(firm: CatalogueFirm) -> str:
    goods = (part for row in firm.goods for part in (row.name, *row.others, *row.codes))
    return fold(" ".join((firm.name, *firm.others, firm.city, *goods, *firm.papers)))


def _labels(language: Language) -> CatalogueLabels:
    words = Words(language)
    return CatalogueLabels(
        catalogue=words(Text("papers.catalogue_title")),
        stand=words(Text("papers.stand_label")),
        minimum=words(Text("papers.minimum")),
        papers=words(Text("papers.certificates")),
        languages=words(Text("papers.languages")),
        why=words(Text("papers.catalogue_why")),
        seeks=words(Text("papers.catalogue_seeks")),
        how=words(Text("papers.catalogue_how")),
    )
