"""A brief firm by firm: which of its markets are good for what each firm sells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tearoad.companies import Product
from tearoad.market.brief.document import BriefFigure, BriefMeasure, MarketBrief
from tearoad.names import FirmName


@dataclass(frozen=True, slots=True)
class FirmProducts:
    """A firm with what it sells, as a mission, a call or the register tells it."""

    name: FirmName
    products: tuple[Product, ...]


@dataclass(frozen=True, slots=True)
class BriefFirm:
    """A firm for which a brief was made."""

    name: str
    codes: tuple[str, ...]
    """Six digits each; in the order of the codes."""
    uncoded: tuple[str, ...] = ()
    """Products without an HS code, in every spelling there is: no market can be told for them."""
    full_name: FirmName = FirmName()
    """In its languages; empty in a brief of an earlier version."""


@dataclass(frozen=True, slots=True)
class BriefFirms:
    """The firms of a brief; none where codes were typed by hand."""

    firms: tuple[BriefFirm, ...] = ()


NO_FIRMS = BriefFirms()


@dataclass(frozen=True, slots=True)
class FirmMarket:
    """What its country could still sell of a firm's products in one market, and the figures that it is the sum of."""

    market: str
    unused: float
    figures: tuple[BriefFigure, ...]
    """Potential not used yet, of each of its products of which the figures tell."""
    products: int
    """How many of its products the brief has."""


@dataclass(frozen=True, slots=True)
class ProductsOfFirms:
    """What firms sell, as a brief can be asked for."""

    codes: tuple[str, ...]
    """Six digits each, those that most firms sell; in the order of the codes."""
    left_out: int
    """Codes beyond the most that a brief takes."""
    uncoded: tuple[str, ...]
    """Products without an HS code, each once; no brief can be made of them."""


def brief_firms(sellers: Iterable[FirmProducts]) -> BriefFirms:
    """Return firms as a brief keeps them."""
    made = []
    for seller in sellers:
        codes = tuple(sorted({good.hs.digits[:6] for good in seller.products if good.hs is not None}))
        bare = [" / ".join(dict.fromkeys(good.name.written)) for good in seller.products if good.hs is None]
        name = next(iter(seller.name.written), "")
        made.append(BriefFirm(name, codes, tuple(dict.fromkeys(bare)), seller.name))
    return BriefFirms(tuple(made))


def products_of_firms(known: BriefFirms, most: int) -> ProductsOfFirms:
    """Return the products of firms, those first that most of them sell; O(products)."""
    sellers = Counter(code for firm in known.firms for code in firm.codes)
    uncoded = [name for firm in known.firms for name in firm.uncoded]
    first = sorted(sellers, key=lambda code: (-sellers[code], code))
    return ProductsOfFirms(tuple(sorted(first[:most])), len(first[most:]), tuple(dict.fromkeys(uncoded)))


def firms_asked_for(known: BriefFirms, products: Iterable[str]) -> BriefFirms:
    """Return the firms that sell something of what a brief is asked for, and those with something uncoded."""
    wanted = tuple(products)
    return BriefFirms(
        tuple(firm for firm in known.firms if firm.uncoded or any(code.startswith(wanted) for code in firm.codes))
    )


def markets_of_firm(brief: MarketBrief, firm: BriefFirm) -> tuple[FirmMarket, ...]:
    """Return the markets of a brief for a firm's products, the one where most could still be sold first.

    A product of six digits is told by the longest code of the brief that holds it; one code counts once. A market of
    which no figure tells is left out.
    """
    held = {max(fits, key=len) for code in firm.codes if (fits := [p for p in brief.products if code.startswith(p)])}
    found = []
    for market in brief.markets:
        every = (brief.figure(BriefMeasure.UNUSED, product, market) for product in sorted(held))
        known = tuple(figure for figure in every if figure.value is not None)
        if known:
            found.append(FirmMarket(market, sum(figure.value or 0 for figure in known), known, len(held)))
    return tuple(sorted(found, key=lambda market: (-market.unused, market.market)))
