"""Ids of another organisation in the bodies and queries of every form: nothing of theirs is shown, nothing changes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from lab.benchmarks.attack.browser import Browser, Form, forms_of
from lab.benchmarks.attack.plays.generated_posts import EXPECTED, NEVER
from lab.benchmarks.attack.site import OURS, THEIRS, Finding, Site, faults_of

PLAY = "ids of others"
_OK = 200
_Key = tuple[str, tuple[str, ...]]
"""A form by its address and fields."""
ROLES = ("officer", "exporter", "manager", "buyer")
_MARKED = "ORG|USER|NAME|WHO|NOTE|DELEGATE|INTERPRETER|ASKED|TASK|SAMPLE|FILE|OURS|LIST|SUBJECT|BODY|TRAVEL|COST|BANK"
_THEIRS = re.compile(rf"{THEIRS * 2}(?:{_MARKED}|VISITOR|ASIDE|APPLICANT|YEAR|SPOKEN|CARD)|{(THEIRS * 2).lower()}mail")
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[\w-]{32,}")


def play(site: Site, ids_a_form: int, pages: int) -> Iterator[Finding]:
    """Send every form with ids of the other organisation in each of its fields, and ask every page with them.

    Of every role so many pages are taken by chance.
    """
    before = site.state(THEIRS)["tables"]
    for role in ROLES:
        browser, every = site.browser(OURS, role), site.addresses(OURS, role)
        addresses = site.dice.sample(every, min(pages, len(every)))
        forms: dict[_Key, Form] = {}
        yield from _pages(site, browser, addresses, role, forms)
        for form in forms.values():
            if not any(word in form.action for word in NEVER):
                for changed in _changed(site, form, ids_a_form):
                    answer = browser.send(changed)
                    yield from faults_of(PLAY, f"{changed.method} {changed.action} by {role}", answer, EXPECTED)
                    yield from _given_away(answer.text, f"{changed.method} {changed.action} by {role}")
    after = site.state(THEIRS)["tables"]
    for table, rows in before.items():
        if after[table] != rows:
            yield Finding(PLAY, f"{table} of the other organisation changed: {rows} -> {after[table]}")


def _pages(
    site: Site, browser: Browser, addresses: Sequence[str], role: str, forms: dict[_Key, Form]
) -> Iterator[Finding]:
    """Ask each page with ids of theirs, and put the forms that stand there into `forms`."""
    for address in addresses:
        answer = browser.get(f"{address}?{_query(site)}")
        yield from _given_away(answer.text, f"GET {address} by {role}")
        page = answer if answer.status == _OK else browser.get(address)
        if page.is_page:
            forms |= {(form.action, tuple(sorted({*dict(form.fields)}))): form for form in forms_of(address, page.text)}


def _changed(site: Site, form: Form, most: int) -> Iterator[Form]:
    """Return the form with ids of theirs: wherever an id stands in it, and in the other fields by chance."""
    theirs = [one for ids in site.houses[THEIRS]["objects"].values() for one in ids]
    for name, value in form.fields:
        if name == "csrfmiddlewaretoken":
            continue
        if _ID.fullmatch(value):
            same = [one for ids in site.houses[THEIRS]["objects"].values() for one in ids if len(one) == len(value)]
            for one in site.dice.sample(same, min(len(same), most)):
                yield form.changed(**{name: one})
        elif site.dice.random() < 0.5:  # half of the others
            yield form.changed(**{name: site.dice.choice(theirs)})
    # The address of the form itself, with an id of theirs in the place of each of its own.
    for found in _ID.findall(form.action):
        same = [one for ids in site.houses[THEIRS]["objects"].values() for one in ids if len(one) == len(found)]
        for one in site.dice.sample(same, min(len(same), most)):
            yield Form(form.page, form.action.replace(found, one), form.method, form.fields, form.files, form.hidden)


def _query(site: Site) -> str:
    objects = site.houses[THEIRS]["objects"]
    names = {name.removesuffix("_id"): ids[0] for name, ids in objects.items() if ids}
    return "&".join(f"{name}={quote(one)}" for name, one in names.items())


def _given_away(text: str, where: str) -> Iterator[Finding]:
    found = _THEIRS.search(text)
    if found:
        yield Finding(PLAY, f"gives away {found[0]}: {where}")
