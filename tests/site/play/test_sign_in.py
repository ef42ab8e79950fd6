from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tearoad.people import Policy
from tearoad.site.play import sign_in
from tearoad.site.play.organisation import FIRST, found_organisation
from tearoad.site.urls import urlpatterns as every
from tearoad.web.routes import page

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
urlpatterns = [*every, page("sign-in/demo/<str:secret>/", sign_in.enter, policy=Policy.ANYONE, name="demo")]


@pytest.fixture
def address() -> str:
    found_organisation(FIRST)
    return f"/sign-in/demo/{sign_in.make_secret(Path(settings.DATA))}/"


def test_looking_does_not_use_the_address_up_and_signing_in_does(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200
    assert client.get(address).status_code == 200
    assert client.post(address, {"role": "officer"}).headers["Location"] == "/"
    assert client.get("/").status_code == 200
    assert client.get(address).status_code == 404
    assert Client().post(address, {"role": "officer"}).status_code == 404


def test_a_newer_address_ends_the_older_one(client: Client, address: str) -> None:
    newer = sign_in.make_secret(Path(settings.DATA))
    assert client.get(address).status_code == 404
    assert client.get(f"/sign-in/demo/{newer}/").status_code == 200


@pytest.mark.parametrize("role", ["", "system", "buyer"])
def test_nobody_gets_in_as_somebody_else(client: Client, address: str, role: str) -> None:
    client.post(address, {"role": role})
    assert client.get("/").status_code == 302


def test_a_guessed_secret_opens_nothing(client: Client, address: str) -> None:
    del address
    assert client.get("/sign-in/demo/guess/").status_code == 404
    assert client.get("/sign-in/demo/..%2Fsecret.key/").status_code == 404


@pytest.mark.urls("tearoad.site.urls")
def test_without_the_setting_there_is_no_such_address() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("demo-sign-in", args=["x"])
