"""Each address that takes files says how much, by the constants of its own views; all others take a form."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, get_resolver, reverse

from tearoad.call import uploads
from tearoad.call.web.forms import past
from tearoad.capture import export
from tearoad.capture.files import MOST_BYTES as FILE_BYTES
from tearoad.capture.web import forms as fair
from tearoad.capture.web import schemas
from tearoad.capture.web.views import hubs, notices, phone
from tearoad.checklist.web.actions import tasks
from tearoad.companies import photos
from tearoad.costs.web.actions import dossiers
from tearoad.delegation.web.forms import travel_upload
from tearoad.journey.web.actions import imports
from tearoad.market.facts import articles
from tearoad.market.maps import borders
from tearoad.orders.web.actions import events
from tearoad.orders.web.queries import uploaded_sheets
from tearoad.screening.web.actions import lists
from tearoad.web.limits.bodies import BESIDE_FILES, FORM, SHORT, BodyLimit

WITH_FILES = {
    "apply": uploads.MOST_FILES * uploads.MOST_BYTES,
    "capture-bring": export.MOST_BYTES,
    "capture-fair-list": fair.MOST_BYTES,
    "companies-photo": photos.MOST_BYTES,
    "journey-imports": imports.MOST_BYTES,
    "journey-table-paste": imports.MOST_BYTES,
    "market-facts": articles.MOST_ARTICLE_BYTES,
    "market-table": borders.MOST_BORDER_BYTES,
    "mission-checklist-tick": tasks.MOST_BYTES,
    "mission-dossier-upload": dossiers.MOST_AT_ONCE,
    "mission-own-dossier": dossiers.MOST_AT_ONCE,
    "mission-own-photo": photos.MOST_BYTES,
    "mission-past": past.MOST_BYTES,
    "mission-travel-lists": travel_upload.MOST_BYTES,
    "orders-event-add": events.MOST_BYTES,
    "orders-own-opportunity": events.MOST_BYTES,
    "orders-events-sheet": uploaded_sheets.MOST_BYTES,
    "orders-templates-sheet": uploaded_sheets.MOST_BYTES,
    "screening-add-list": lists.MOST_BYTES,
}
LETTERS = {
    "floor-enrol": phone.MOST_BYTES,
    "floor-exchange": hubs.MOST_BYTES,
    "floor-exchange-file": hubs.MOST_FILE_BYTES,
    "floor-notice": notices.MOST_BYTES,
    "floor-sync": schemas.MOST_BYTES,
    "floor-upload": max(FILE_BYTES.values()),
}


def limits() -> Iterator[tuple[str, BodyLimit]]:
    for pattern in get_resolver().url_patterns:
        for urlpattern in getattr(pattern, "url_patterns", [pattern]):
            if isinstance(urlpattern, URLPattern) and hasattr(urlpattern.callback, "body"):
                yield str(urlpattern.name), urlpattern.callback.body


def test_every_address_takes_what_its_view_takes() -> None:
    found = {name: limit.most_bytes for name, limit in limits()}
    expected = {name: most + BESIDE_FILES for name, most in WITH_FILES.items()} | LETTERS
    assert {name: most for name, most in found.items() if most not in {FORM.most_bytes, SHORT.most_bytes}} == expected


@pytest.mark.parametrize("name", ["people-sign-in", "people-code", "people-passkey", "floor-stopped", "language"])
def test_what_a_stranger_fills_in_is_short(name: str) -> None:
    assert (dict(limits())[name], reverse(name)[0]) == (SHORT, "/")
