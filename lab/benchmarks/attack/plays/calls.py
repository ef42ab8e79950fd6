"""A rival fills in the public form of a call in a firm's name, again and again; the firm itself still gets in."""

from __future__ import annotations

from collections.abc import Iterator

from lab.benchmarks.attack.browser import Browser
from lab.benchmarks.attack.site import OURS, Finding, Site
from lab.benchmarks.call_flood import SENT

PLAY = "calls"
_TAKEN = frozenset({200, 302, 303})
_FIRM = {"name_latin": "Plum Valley Tea Co., Ltd. (fictional)", "registration_number": "91520100FICTION01"}


def play(site: Site, rivals: int) -> Iterator[Finding]:
    """Apply so many times in the firm's name, from many addresses, without confirming; then as the firm."""
    page = site.houses[OURS]["call"]
    answers = [_apply(site, page, f"198.51.100.{1 + n % 40}", f"rival{n}@example.com") for n in range(rivals)]
    if answers[0] not in _TAKEN:
        yield Finding(PLAY, f"the first application of all is answered {answers[0]}")
    status = _apply(site, page, "203.0.113.9", "owner@plumvalley.example")
    if status not in _TAKEN:
        yield Finding(PLAY, f"the firm itself is answered {status} after {rivals} unconfirmed applications in its name")


def _apply(site: Site, page: str, place: str, email: str) -> int:
    browser = Browser(site.port, place=place)
    form = next((one for one in browser.forms(page) if one.method == "post" and "email" in dict(one.fields)), None)
    if form is None:
        return browser.get(page).status
    fields = dict(form.fields) | SENT | _FIRM | {"email": email}
    return browser.post(form.action, fields).status
