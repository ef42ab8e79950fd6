"""What an interpreter prepares from: the words of the firms they work for, and what these firms offer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tearoad.companies import Exporter
from tearoad.mission.mission import Mission
from tearoad.mission.papers import spelling
from tearoad.mission.papers.booklet import GoodsRow, goods_row
from tearoad.mission.papers.glossary import Glossary, glossary
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words import say


@dataclass(frozen=True, slots=True)
class Offer:
    """A firm with its goods."""

    name: str
    others: tuple[str, ...]
    stand: str
    goods: tuple[GoodsRow, ...]


@dataclass(frozen=True, slots=True)
class Handbook:
    """The pages behind an interpreter's days."""

    words_title: str
    words: Glossary
    goods_title: str
    columns: tuple[str, ...]
    """Goods, codes, least order, price."""
    offers: tuple[Offer, ...]


def handbook(firms: Sequence[Exporter], mission: Mission, language: Language) -> Handbook:
    """Return the handbook of somebody who works for these firms."""
    columns = ("products", "codes", "minimum", "price")
    return Handbook(
        say(Text("papers.words"), language),
        glossary(firms, mission.paper_languages, language),
        say(Text("papers.catalogue"), language),
        tuple(say(Text(f"papers.{column}"), language) for column in columns),
        tuple(_offer(firm, language) for firm in firms),
    )


def _offer(firm: Exporter, language: Language) -> Offer:
    name = spelling.firm(firm.name, language)
    return Offer(name.main, name.others, firm.stand, tuple(goods_row(product, language) for product in firm.products))
