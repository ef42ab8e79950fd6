"""Accounts: a code that nobody but its owner reads, and a person whom strangers cannot lock out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from email import message_from_bytes, policy

from lab.benchmarks.attack.browser import Answer, Browser
from lab.benchmarks.attack.site import OURS, THEIRS, Finding, Site
from lab.benchmarks.endurance.place import wait_until

PLAY = "accounts"
WORDS_OF_A_LINK = "See http://localhost/v/0123456789abcdef0123456789abcdef/ ://x/v/"
_CODE = re.compile(r"\b(\d{4}) (\d{4})\b")
_WAIT_S = 30.0


def play(site: Site, strangers: int) -> Iterator[Finding]:
    """Hunt for a code that was mailed, then try to keep its owner out."""
    yield from _code_in_pages(site)
    yield from _locked_out(site, strangers)


def _code_in_pages(site: Site) -> Iterator[Finding]:
    """A manager names somebody of the other organisation so that their mails look like mails of a link."""
    manager, victim = site.browser(OURS, "manager"), site.houses[THEIRS]["emails"]["manager"]
    form = next((one for one in manager.forms("/people/") if "email" in dict(one.fields)), None)
    if form is None:
        yield Finding(PLAY, "the page of people has no form that invites")
        return
    manager.send(form.changed(email=victim, name=WORDS_OF_A_LINK, role="auditor"))
    _, code = _mailed(site, _asked(site, victim, "198.51.100.7"), victim)
    if not code:
        yield Finding(PLAY, "no code was mailed")
        return
    shown = {code, f"{code[:4]} {code[4:]}"}
    for mark in (OURS, THEIRS):
        for role in ("manager", "officer", "auditor"):
            browser = site.browser(mark, role)
            linked = {
                found for page in ("/office/messages/", "/office/") for found in _links(browser.get(page), "/office/")
            }
            for address in dict.fromkeys([*site.addresses(mark, role), *sorted(linked)]):
                if any(text in browser.get(address).text for text in shown):
                    yield Finding(PLAY, f"the code of an account stands on {address} for {mark} {role}")
    log = (site.place.folder / "log").read_text(errors="replace")
    if any(text in log for text in shown):
        yield Finding(PLAY, "the code of an account stands in the log")


def _locked_out(site: Site, strangers: int) -> Iterator[Finding]:
    """Strangers from many addresses try wrong codes for a person, who then signs in from a browser known before."""
    victim = site.houses[OURS]["emails"]["officer"]
    known = Browser(site.port, place="203.0.113.5")
    if not _signs_in(site, known, victim):
        yield Finding(PLAY, "a person cannot sign in before anything was tried")
        return
    for number in range(strangers):
        stranger = _asked(site, victim, f"198.51.{100 + number // 250}.{1 + number % 250}")
        for guess in range(6):
            _send_code(stranger, f"{guess:08d}")
        bogus = json.dumps({"id": "x", "response": {"userHandle": victim}})
        stranger.post(
            "/sign-in/passkey/", {"credential": bogus, "csrfmiddlewaretoken": stranger.cookies.get("csrf", "")}
        )
    _sign_out(known)
    if not _signs_in(site, known, victim):
        yield Finding(PLAY, f"{strangers} strangers keep a person with the right code out")


def _signs_in(site: Site, browser: Browser, email: str) -> bool:
    before = len(site.mailbox.letters[email])
    _ask(browser, email)
    try:
        wait_until(lambda: len(site.mailbox.letters[email]) > before, _WAIT_S)
    except TimeoutError:
        return False
    return (
        _send_code(browser, _codes(site, email)[-1]).where.startswith("/") and browser.get("/account/").status == 200
    )  # HTTP's own


def _asked(site: Site, email: str, place: str) -> Browser:
    browser = Browser(site.port, place=place)
    _ask(browser, email)
    return browser


def _ask(browser: Browser, email: str) -> None:
    form = next(one for one in browser.forms("/sign-in/") if "email" in dict(one.fields))
    browser.send(form.changed(email=email))


def _send_code(browser: Browser, code: str) -> Answer:
    form = next((one for one in browser.forms("/sign-in/code/") if "code" in dict(one.fields)), None)
    return browser.send(form.changed(code=code)) if form else Answer(0)


def _sign_out(browser: Browser) -> None:
    browser.post("/sign-out/", {"csrfmiddlewaretoken": browser.cookies.get("csrf", "")})


def _mailed(site: Site, browser: Browser, email: str) -> tuple[Browser, str]:
    try:
        wait_until(lambda: bool(_codes(site, email)), _WAIT_S)
    except TimeoutError:
        return browser, ""
    return browser, _codes(site, email)[-1]


def _codes(site: Site, email: str) -> list[str]:
    texts = [_text(raw) for raw in site.mailbox.letters[email]]
    return ["".join(found.groups()) for text in texts if (found := _CODE.search(text))]


def _text(raw: bytes) -> str:
    part = message_from_bytes(raw, policy=policy.default).get_body(("plain",))
    return str(part.get_content()) if part is not None else ""


def _links(answer: Answer, below: str) -> set[str]:
    return {found for found in re.findall(r'href="([^"#]+)"', answer.text) if found.startswith(below)}
