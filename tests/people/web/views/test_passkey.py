from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tearoad.office.web.models import AccountMessage
from tearoad.people import Role
from tearoad.people.web.models import Membership, Organisation, User
from tests.browser import chromium
from tests.people.signing_in import CODE

__all__ = ["chromium"]


def _with_authenticator(browser: Browser) -> Page:
    """A page whose browser has a fingerprint reader that always recognises its owner."""
    page = browser.new_context(locale="en-GB").new_page()
    wire = page.context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    wire.send("WebAuthn.addVirtualAuthenticator", {"options": options | {"isUserVerified": True}})
    return page


@pytest.mark.django_db(transaction=True)
def test_a_passkey_is_made_and_signs_in_alone(live_server: LiveServer, chromium: Browser) -> None:
    organisation = Organisation.objects.create(name="Example (fictional)", second_factor_required=True)
    user = User.objects.create_user("officer@example.org", name="Officer")
    Membership.objects.create(user=user, organisation=organisation, role=Role.OFFICER)
    address = live_server.url.replace("127.0.0.1", "localhost")
    page = _with_authenticator(chromium)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))

    page.goto(f"{address}/account/")
    page.get_by_label("E-mail address").fill("officer@example.org")
    page.get_by_role("button", name="Send me a code").click()
    found = CODE.search(AccountMessage.objects.get().body)
    assert found is not None
    page.get_by_label("Code from the mail").fill(found.group())
    page.get_by_role("button", name="Sign in").click()
    assert page.url == f"{address}/account/factors/"

    page.get_by_label("Name of the passkey").fill("Office laptop")
    page.get_by_role("button", name="Make a passkey").click()
    page.get_by_role("row", name="Office laptop").wait_for()
    page.goto(f"{address}/account/")
    assert page.get_by_role("heading", level=1).inner_text() == "Account"

    page.context.clear_cookies()
    page.goto(f"{address}/sign-in/?next=/account/")
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("heading", name="Where you are signed in").wait_for()

    page.context.clear_cookies()
    page.goto(f"{address}/sign-in/?next=/account/")
    page.get_by_label("E-mail address").fill("officer@example.org")
    page.get_by_role("button", name="Send me a code").click()
    found = CODE.search(AccountMessage.objects.order_by("-written_at")[0].body)
    assert found is not None
    page.get_by_label("Code from the mail").fill(found.group())
    page.get_by_role("button", name="Sign in").click()
    assert page.url == f"{address}/sign-in/second/"
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("heading", name="Where you are signed in").wait_for()
    assert complaints == []
