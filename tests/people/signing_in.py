"""Sign in as a person would: ask for a code, read it in the outbox, type it."""

from __future__ import annotations

import re

from django.test import Client

from tearoad.office.web.models import AccountMessage

CODE = re.compile(r"\b(\d{4}) (\d{4})\b")


def sign_in(email: str, client: Client | None = None) -> Client:
    """Sign in by an e-mailed code; returns the browser."""
    browser = client or Client()
    assert browser.post("/sign-in/", {"email": email}).headers["Location"] == "/sign-in/code/"
    browser.post("/sign-in/code/", {"code": mailed_code(email)})
    return browser


def mailed_code(email: str) -> str:
    """Return the code of the last mail to an address."""
    body = AccountMessage.objects.filter(to=email, kind="sign_in_code").order_by("-written_at", "-id")[0].body
    found = CODE.search(body)
    assert found is not None
    return found[1] + found[2]
