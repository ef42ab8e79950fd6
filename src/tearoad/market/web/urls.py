"""The addresses of markets."""

from __future__ import annotations

from django.urls import URLPattern

from tearoad.market.facts.articles import MOST_ARTICLE_BYTES
from tearoad.market.maps.borders import MOST_BORDER_BYTES
from tearoad.market.web.views import briefs as views
from tearoad.market.web.views import facts, maps, obstacles, prices, roads, uploads
from tearoad.people import Policy
from tearoad.web.limits.bodies import files
from tearoad.web.routes import page

_TABLE = files(MOST_BORDER_BYTES)
"""The largest of the tables that may be uploaded."""
_SEE, _MAKE = Policy.SEE_MARKETS, Policy.MAKE_BRIEFS
urlpatterns: list[URLPattern] = [
    page("markets/", views.briefs, policy=_SEE, name="market-briefs"),
    page("markets/ask/", views.ask, policy=_MAKE, name="market-ask"),
    page("markets/facts/", facts.facts, policy=_SEE, name="market-facts", body=files(MOST_ARTICLE_BYTES)),
    page("markets/facts/<uuid:article_id>/", facts.article, policy=_SEE, name="market-article"),
    page("markets/facts/<uuid:article_id>/remove/", facts.remove, policy=_MAKE, name="market-article-remove"),
    page("markets/facts/<uuid:article_id>/<uuid:fact_id>/", facts.fact, policy=_MAKE, name="market-fact"),
    page("markets/price/", prices.price, policy=_SEE, name="market-price"),
    page("markets/obstacles/", obstacles.obstacles, policy=_SEE, name="market-obstacles"),
    page("markets/map/", maps.borders, policy=_SEE, name="market-map"),
    page("markets/road/", roads.road, policy=_SEE, name="market-road"),
    page(
        "markets/tables/<slug:uploaded>/",
        uploads.save,
        policy=_MAKE,
        name="market-table",
        body=files(MOST_BORDER_BYTES),
    ),
    page("markets/tables/<slug:uploaded>/template/", uploads.template, policy=_SEE, name="market-table-template"),
    page("markets/tables/<slug:uploaded>/in-use/", uploads.in_use, policy=_SEE, name="market-table-in-use"),
    page("markets/<uuid:brief_id>/", views.brief, policy=_SEE, name="market-brief"),
    page("markets/<uuid:brief_id>/again/", views.again, policy=_MAKE, name="market-again"),
    page("markets/<uuid:brief_id>/remarks/", views.remarks, policy=_MAKE, name="market-remarks"),
    page("markets/<uuid:brief_id>/<slug:form>/", views.file, policy=_SEE, name="market-file"),
]
