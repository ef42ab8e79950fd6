"""Two people on one page, and one who presses twice: nothing is overwritten in silence, nothing is made twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from lab.benchmarks.attack.browser import Answer, Browser, Form, every_form
from lab.benchmarks.attack.plays.generated_posts import NEVER
from lab.benchmarks.attack.site import OURS, Finding, Site

STALE, TWICE = "stale pages", "double clicks"
MARK, KEY = "read_version", "form_key"
_SAVED = frozenset({302, 303})
_OK, _CONFLICT = 200, 409
_FIELDS_TRIED = 4
_BOOKKEEPING = frozenset(
    {
        "people_ledgerentry",
        "people_ledgerhead",
        "web_sentform",
        "office_job",
        "office_storedfile",
        "timetable_paper",  # a job makes them when it comes to it
        "mission_refusals",  # what was refused before is counted some seconds later
    }
)
_NEW: Mapping[str, Mapping[str, str]] = {
    "plan/rules/quotas/new/": {"who": "E0{n}", "least": "1"},
    "checklist/new/": {"title_en": "Attack {n}", "due_on": "2023-01-1{n}"},
    "checklist/samples/new/": {"item_en": "Attack {n}", "firm": "E01", "quantity": "{n}"},
    "checklist/posts/new/": {
        "kind": "embassy",
        "name_en": "Attack {n} (fictional)",
        "city_en": "Moscow",
        "country": "RU",
    },
    "delegation/new/": {"native": "Attack {n}", "latin": "Attack {n}", "local": "Attack {n}", "firm": "E01"},
    "costs/new/": {"what_en": "Attack {n}", "amount": "10{n}", "firms": "E01"},
    "costs/rates/new/": {"base": "USD", "quote": "CNY", "rate": "6.{n}", "on": "2023-01-1{n}", "by": "Bank {n}"},
    "programme/new/": {"title_en": "Attack {n}"},
    "hubs/": {"name": "Attack {n}"},
    "/campaigns/new/": {"title_en": "Attack {n}", "m0_title": "Almaty {n}", "m0_firms": "6"},
}
"""What makes something new, by its address in a mission or by itself, and what is filled in; n is a digit."""
_SHOWS = frozenset({"hubs/"})
"""What is answered by the page itself: a key that is shown once."""


def stale(site: Site, least: int, most: int) -> Iterator[Finding]:
    """Open each form that changes something twice, save both: the second is refused and overwrites nothing."""
    proven = 0
    for role in ("officer", "manager"):
        first, second = site.browser(OURS, role), site.browser(OURS, role)
        addresses = [text for text in site.every_address(OURS, role) if not text.endswith("/board/")]
        for form in every_form(first, addresses):
            if MARK not in dict(form.fields) or any(word in form.action for word in (*NEVER, "/remove/")):
                continue
            for name in _words(form):
                old = _same(second, form)
                changed = form.changed(**{name: f"{dict(form.fields)[name]} A"})
                if old is None or not _is_saved(first, changed, name):
                    continue
                proven += 1
                where = f"{form.action} ({name}, {role})"
                yield from _refused(second.send(old.changed(**{name: f"{dict(old.fields)[name]} B"})), where)
                unmarked = replace(old, fields=tuple(pair for pair in old.fields if pair[0] not in {MARK, KEY}))
                yield from _refused(second.send(unmarked.changed(**{name: "C"})), f"{where} without a mark")
                break
            if proven == most:
                return
    if proven < least:
        yield Finding(STALE, f"only {proven} forms could be saved at all, {least} were to be tried")


def _words(form: Form) -> list[str]:
    """Return the fields of a form that look like words somebody wrote."""
    given = {name: value for name, value in form.fields if name not in form.hidden and name != "remove"}
    written = [name for name, value in given.items() if " " in value or not value.isascii()]
    return [*written, *(name for name, value in given.items() if value.isalpha() and name not in written)][
        :_FIELDS_TRIED
    ]


def _same(browser: Browser, form: Form) -> Form | None:
    """Return the same form as another reader of its page has it now."""
    names = {name for name, _ in form.fields}
    for other in browser.forms(form.page):
        if other.action == form.action and {name for name, _ in other.fields} == names:
            return other
    return None


def _is_saved(browser: Browser, form: Form, name: str) -> bool:
    if browser.send(form).status not in _SAVED:
        return False
    now = _same(browser, form)
    return now is not None and dict(now.fields)[name] == dict(form.fields)[name]


def _refused(answer: Answer, where: str) -> Iterator[Finding]:
    if answer.status != _CONFLICT:
        yield Finding(STALE, f"{where} is answered {answer.status}")


def twice(site: Site) -> Iterator[Finding]:
    """Make one of each thing by one click, then another by three at the same moment: as many rows come of both."""
    before = _rows(site)
    yield from (finding for where, fields in _NEW.items() for finding in _make(site, where, fields, n=2, clicks=1))
    between = _rows(site)
    yield from (finding for where, fields in _NEW.items() for finding in _make(site, where, fields, n=3, clicks=3))
    after = _rows(site)
    for table in between:
        once, thrice = between[table] - before[table], after[table] - between[table]
        if once != thrice:
            yield Finding(TWICE, f"{table}: one click made {once} rows, three at once made {thrice}")
    made = sum(between[table] - before[table] for table in between)
    if made < len(_NEW):
        yield Finding(TWICE, f"{len(_NEW)} forms made only {made} rows")


def _make(site: Site, where: str, fields: Mapping[str, str], *, n: int, clicks: int) -> Iterator[Finding]:
    address = where if where.startswith("/") else f"/missions/{site.houses[OURS]['mission']}/{where}"
    browser = site.browser(OURS, "officer")
    form = next((one for one in browser.forms(address) if one.action == address and KEY in dict(one.fields)), None)
    if form is None:
        yield Finding(TWICE, f"{address} has no form with a key")
        return
    values = {name: value.replace("{n}", str(n)) for name, value in fields.items()}
    filled = replace(form, fields=tuple(pair for pair in form.changed(**values).fields if pair[0] != "check"))
    browsers = [site.browser(OURS, "officer") for _ in range(clicks)]
    for one in browsers:
        one.cookies |= browser.cookies
    with ThreadPoolExecutor(clicks) as pool:
        answers = list(pool.map(lambda one: one.send(filled), browsers))
    statuses = {answer.status for answer in answers}
    saved = _SAVED | ({_OK} if where in _SHOWS else set())
    if not statuses <= saved | {_CONFLICT} or not statuses & saved:
        yield Finding(TWICE, f"{address} by {clicks} clicks is answered {sorted(statuses)}")


def _rows(site: Site) -> dict[str, int]:
    return {name: rows for name, (rows, _) in site.state(OURS)["tables"].items() if name not in _BOOKKEEPING}
