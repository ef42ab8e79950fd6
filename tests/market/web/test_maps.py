"""The map of a brief: none without the organisation's borders, off until a reader switches it on."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tearoad.market.web.models import BorderOutlineFile
from tests.market.maps.test_borders import BORDERS
from tests.market.web.made_up_trade import keep_small_brief

UPLOAD = "/markets/tables/borders/"


@pytest.mark.django_db
def test_map_is_off_until_it_is_switched_on(signed_in: Client) -> None:
    address = f"/markets/{keep_small_brief().pk}/"
    without = signed_in.get(f"{address}?map=on").content.decode()
    assert "/markets/map/" in without
    assert "viewBox" not in without.partition('id="map"')[2].partition("</section>")[0]

    kept = signed_in.post(UPLOAD, {"file": SimpleUploadedFile("ours.geojson", BORDERS.encode())}, follow=True)
    assert kept.redirect_chain == [("/markets/map/", 302)]
    off, on = (signed_in.get(f"{address}{query}").content.decode() for query in ("", "?map=on"))

    assert "?map=on" in off
    assert "<title>Russia</title>" not in off
    assert "<title>Russia</title>" in on
    assert "<title>China</title>" in on
    assert "http" not in on.partition('id="map"')[2].partition("</section>")[0]
    assert signed_in.get(f"{UPLOAD}in-use/").content.decode() == BORDERS


@pytest.mark.django_db
def test_file_that_is_no_map_leaves_the_borders_in_use(signed_in: Client) -> None:
    signed_in.post(UPLOAD, {"file": SimpleUploadedFile("ours.geojson", BORDERS.encode())})
    refused = signed_in.post(UPLOAD, {"file": SimpleUploadedFile("page.geojson", b"<html><body>404</body></html>")})

    assert refused.status_code == 422
    assert "page.geojson" in refused.content.decode()
    assert [file.file for file in BorderOutlineFile.objects.all()] == ["ours.geojson"]
