"""Requests of absurd length and form: a clear refusal, and not one letter of them in the log."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lab.benchmarks.attack.browser import every_form
from lab.benchmarks.attack.site import OURS, Finding, Site, faults_of

PLAY = "long queries"
WORD = "zzqattackzzq"
"""Stands in every request of this play, and in nothing else."""
REFUSED = frozenset({400, 404, 414, 431})
_LENGTHS = (300, 9_000, 70_000, 1_000_000)
_HOSTS = (f"{WORD}.example", f"[{WORD}", f"{WORD}:99999", f"{WORD} x", f"localhost, {WORD}", f"{WORD}\x01", "ß" + WORD)


def play(site: Site, pages: int) -> Iterator[Finding]:
    """Search for far too much on so many pages with a search, and ask with odd addresses, hosts and headers."""
    browser = site.browser(OURS, "officer")
    addresses = site.every_address(OURS, "officer")
    searches = (form for form in every_form(browser, addresses) if form.method == "get" and form.fields)
    looking = list(islice(searches, pages))
    if not looking:
        yield Finding(PLAY, "no page with a search was found")
    for form in looking:
        name = next((name for name, _ in form.fields if name == "q"), form.fields[0][0])
        for length in _LENGTHS:
            answer = browser.get(f"{form.action.partition('?')[0]}?{name}={WORD}{'z' * length}")
            expected = frozenset({200, *REFUSED}) if length < _LENGTHS[1] else REFUSED
            yield from faults_of(PLAY, f"{form.action}?{name}= of {length} letters", answer, expected)
    for address in (
        f"/{WORD}{'a' * 70_000}/",
        f"/{WORD}/" + "a/" * 3000,
        f"/{WORD}%00%ff",
        f"/companies/?{WORD}=1" * 900,
    ):
        yield from faults_of(PLAY, f"{address[:40]}...", browser.get(address), REFUSED)
    for host in _HOSTS:
        answer = browser.ask("GET", "/", headers={"Host": host.encode().decode("latin-1")})
        yield from faults_of(PLAY, f"Host: {host}", answer, frozenset({400}))
    for name in ("Cookie", "Accept-Language", "If-None-Match", "Referer", "User-Agent", f"X-{WORD}"):
        answer = browser.ask("GET", "/sign-in/", headers={name: WORD * 9_000})
        yield from faults_of(PLAY, f"{name} of 108,000 letters", answer, frozenset({200, 302, *REFUSED}))
    if WORD in (site.place.folder / "log").read_text(errors="replace").lower():
        yield Finding(PLAY, "the log holds the text of a request")
