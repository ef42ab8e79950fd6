"""The addresses of markets."""

from __future__ import annotations

from django.urls import URLPattern

from tearoad.market.facts.articles import MOST_ARTICLE_BYTES
from tearoad.market.price.rates import MOST_RATE_BYTES
from tearoad.market.web.views import briefs as views
from tearoad.market.web.views import facts, obstacles, prices
from tearoad.people import Policy
from tearoad.web.limits.bodies import files
from tearoad.web.routes import page

_SEE, _MAKE = Policy.SEE_MARKETS, Policy.MAKE_BRIEFS
urlpatterns: list[URLPattern] = [
    page("markets/", views.briefs, policy=_SEE, name="market-briefs"),
    page("markets/ask/", views.ask, policy=_MAKE, name="market-ask"),
    page("markets/facts/", facts.facts, policy=_SEE, name="market-facts", body=files(MOST_ARTICLE_BYTES)),
    page("markets/facts/<uuid:article_id>/", facts.article, policy=_SEE, name="market-article"),
    page("markets/facts/<uuid:article_id>/remove/", facts.remove, policy=_MAKE, name="market-article-remove"),
    page("markets/facts/<uuid:article_id>/<uuid:fact_id>/", facts.fact, policy=_MAKE, name="market-fact"),
    page("markets/price/", prices.price, policy=_SEE, name="market-price"),
    page("markets/price/template/", prices.template, policy=_SEE, name="market-rates-template"),
    page("markets/price/in-use/", prices.in_use, policy=_SEE, name="market-rates-in-use"),
    page("markets/price/rates/", prices.save, policy=_MAKE, name="market-rates", body=files(MOST_RATE_BYTES)),
    page("markets/obstacles/", obstacles.obstacles, policy=_SEE, name="market-obstacles"),
    page("markets/obstacles/template/", obstacles.template, policy=_SEE, name="market-requirements-template"),
    page("markets/obstacles/in-use/", obstacles.in_use, policy=_SEE, name="market-requirements-in-use"),
    page(
        "markets/obstacles/table/",
        obstacles.save,
        policy=_MAKE,
        name="market-requirements",
        body=files(MOST_RATE_BYTES),
    ),
    page("markets/<uuid:brief_id>/", views.brief, policy=_SEE, name="market-brief"),
    page("markets/<uuid:brief_id>/<slug:form>/", views.file, policy=_SEE, name="market-file"),
]
