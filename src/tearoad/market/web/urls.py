"""The addresses of markets."""

from __future__ import annotations

from django.urls import URLPattern

from tearoad.market.price.rates import MOST_RATE_BYTES
from tearoad.market.web.views import briefs as views
from tearoad.market.web.views import facts, prices
from tearoad.people import Policy
from tearoad.web.limits.bodies import files
from tearoad.web.routes import page
from tearoad.web.saving.once import Repeat

_SEE = Policy.SEE_MARKETS
urlpatterns: list[URLPattern] = [
    page("markets/", views.briefs, policy=_SEE, name="market-briefs"),
    page("markets/ask/", views.ask, policy=Policy.MAKE_BRIEFS, name="market-ask"),
    page("markets/facts/", facts.facts, policy=_SEE, name="market-facts", repeat=Repeat.RUNS),
    page("markets/price/", prices.price, policy=_SEE, name="market-price"),
    page("markets/price/template/", prices.template, policy=_SEE, name="market-rates-template"),
    page("markets/price/in-use/", prices.in_use, policy=_SEE, name="market-rates-in-use"),
    page(
        "markets/price/rates/", prices.save, policy=Policy.MAKE_BRIEFS, name="market-rates", body=files(MOST_RATE_BYTES)
    ),
    page("markets/<uuid:brief_id>/", views.brief, policy=_SEE, name="market-brief"),
    page("markets/<uuid:brief_id>/<slug:form>/", views.file, policy=_SEE, name="market-file"),
]
