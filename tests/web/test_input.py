from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/companies/?name=a%00b", "/missions/a%00b/", "/account/profile/"])
def test_the_letter_nul_is_refused(signed_in: Client, address: str) -> None:
    post = address.endswith("profile/")
    answer = signed_in.post(address, {"name": "a\0b"}) if post else signed_in.get(address)
    assert answer.status_code in ({400} if "missions" not in address else {400, 404})
