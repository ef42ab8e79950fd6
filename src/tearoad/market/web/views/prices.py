"""The page on which a landed price is worked out, forwards and backwards, with the organisation's table of rates."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.http import HttpResponse
from django.shortcuts import render

from tearoad.market.brief.figure_wording import area_names, figure_value
from tearoad.market.price.landed import (
    LandedPrice,
    PricedQuantity,
    PricedShipment,
    highest_ex_works,
    landed_price,
    prices_by_quantity,
)
from tearoad.market.price.rates import PriceRate, PriceStep, rates_in_force
from tearoad.market.price.wording import amount_written, missing_step, money_written
from tearoad.market.web.forms.markets import PriceForm
from tearoad.market.web.queries import briefs as queries
from tearoad.market.web.queries.tables import RATES
from tearoad.market.web.views.tables import RefusedUpload, faults_on_page, rate_written, table_on_page
from tearoad.paper.figures import number
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.values import HSCode
from tearoad.web.clock import now

_CENT = Decimal("0.01")
_TIMES = (1, 2, 5, 10)
"""How many times the shipment is compared, to see what a larger one saves."""


@dataclass(frozen=True, slots=True)
class PriceTableLine:
    """A step of the calculation as the page shows it."""

    step: Text
    amount: str
    rate: PriceRate
    rate_value: str
    """As the table gives it: `7 %`, `1.60 CNY a kilogram`."""
    age: Text | None = None
    """Of an exchange rate, on the day of the price."""


@dataclass(frozen=True, slots=True)
class QuantityLine:
    """A quantity as the page shows it."""

    pieces: str
    warehouse: str
    warehouse_abroad: str
    shelf: str


@dataclass(frozen=True, slots=True)
class UnitValueLine:
    """A mean value of a kilogram that a brief tells."""

    measure: Text
    value: str


def price(request: ActorRequest) -> HttpResponse:
    """Show the rates in use and the form; below it the price of what is asked."""
    if not any(name in request.GET for name in PriceForm.base_fields):
        return _page(request, _blank(request))
    form = PriceForm(request.words, request.GET)
    return _page(request, form) if form.is_valid() else _page(request, form, status=422)


def refused_page(request: ActorRequest, refused: RefusedUpload) -> HttpResponse:
    """Show the page with why an uploaded table was not taken into use."""
    return _page(request, _blank(request), refused, status=422)


def _blank(request: ActorRequest) -> PriceForm:
    return PriceForm(request.words, initial={"on": now().date()})


def _page(
    request: ActorRequest, form: PriceForm, refused: RefusedUpload | None = None, status: int = 200
) -> HttpResponse:
    shown, rates = table_on_page(request, RATES, refused)
    context = {"form": form, "tables": [shown], "rates": shown.table, **faults_on_page(refused)}
    if form.is_bound and form.is_valid():
        context |= _answer(request, form, rates)
    return render(request, "market/price.html", context, status=status)


def _answer(request: ActorRequest, form: PriceForm, rates: tuple[PriceRate, ...]) -> dict[str, object]:
    """Return what the page says about the price that is asked for."""
    shipment, shelf = form.shipment, form.cleaned_data["shelf"]
    ex_works = form.cleaned_data["ex_works"] if shelf is None else highest_ex_works(shelf, shipment, rates)
    made = landed_price(ex_works or Decimal(0), shipment, rates)
    answer: dict[str, object] = {
        "answered": True,
        "where": area_names(request.language)(shipment.market),
        "product": str(HSCode(shipment.hs)),
        "missing": [missing_step(step) for step in PriceStep if step in made.missing],
        "others": _others(request, shipment),
    }
    if made.missing:
        return answer
    if ex_works is None:
        return answer | {"never": Text("market.price_never", shelf=money_written(shelf, made.currency, request.words))}
    return answer | {
        "totals": _totals(request, shipment, made, ex_works),
        "lines": _lines(request, shipment, made, rates),
        "quantities": [
            _quantity(quantity, shipment.currency, made.currency, request)
            for quantity in prices_by_quantity(ex_works, shipment, rates, [shipment.pieces * times for times in _TIMES])
        ],
    }


def _totals(request: ActorRequest, shipment: PricedShipment, made: LandedPrice, ex_works: Decimal) -> list[Text]:
    totals = [Text("market.price_ex_works", amount=money_written(ex_works, shipment.currency, request.words))]
    to_port = sum(line.amount for line in made.lines if line.step is PriceStep.TO_PORT)
    aboard = money_written(ex_works * shipment.pieces + to_port, shipment.currency, request.words)
    totals.append(Text("market.price_fob", amount=aboard))
    amounts = {"customs": made.customs_value, "warehouse": made.warehouse, "shelf": made.shelf}
    for name, amount in amounts.items():
        if amount is not None:
            totals.append(Text(f"market.price_{name}", amount=money_written(amount, made.currency, request.words)))
    return totals


def _lines(
    request: ActorRequest, shipment: PricedShipment, made: LandedPrice, rates: tuple[PriceRate, ...]
) -> list[PriceTableLine]:
    """Return every step with its rate; margins, which are of the price of a piece, with their rate alone."""
    shown = [
        PriceTableLine(
            Text(f"market.step_{line.step}"),
            money_written(line.amount, line.currency, request.words),
            line.rate,
            rate_written(line.rate, request.words, shipment.currency),
            line.rate.age(shipment.on),
        )
        for line in made.lines
    ]
    known = rates_in_force(rates, shipment.market, shipment.hs, shipment.on, shipment.currency)
    piece = (made.warehouse or Decimal(0)) / shipment.pieces
    for step in (PriceStep.IMPORTER_MARGIN, PriceStep.SHELF_MARGIN):
        margin = piece * known[step].value / 100
        piece += margin
        cents = margin.quantize(_CENT, ROUND_HALF_UP)
        amount = request.words(
            Text(
                "market_pages.charge_piece",
                amount=amount_written(cents, made.currency, request.words),
                currency=made.currency,
            )
        )
        rate = rate_written(known[step], request.words, shipment.currency)
        shown.append(PriceTableLine(Text(f"market.step_{step}"), amount, known[step], rate))
    return shown


def _quantity(quantity: PricedQuantity, abroad: str, home: str, request: ActorRequest) -> QuantityLine:
    return QuantityLine(
        number(Decimal(quantity.pieces), request.language),
        money_written(quantity.warehouse, home, request.words),
        money_written(quantity.warehouse_abroad, abroad, request.words),
        money_written(quantity.shelf, home, request.words),
    )


def _others(request: ActorRequest, shipment: PricedShipment) -> dict[str, object] | None:
    """Return what others ask for the goods there, with the brief that tells it."""
    values = queries.unit_values(request.actor, shipment.market, shipment.hs)
    if values is None:
        return None
    lines = [
        UnitValueLine(Text(f"market.measure_{figure.measure}"), figure_value(figure, request.words))
        for figure in values.figures
    ]
    return {
        "brief": values.brief,
        "lines": lines,
        "fictional": values.fictional,
        "product": str(HSCode(values.product)),
    }
