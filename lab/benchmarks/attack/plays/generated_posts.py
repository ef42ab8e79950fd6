"""Forms posted thousands of times with what no person types: every answer is a page, none a fault of the program."""

from __future__ import annotations

import random
from collections.abc import Iterator

from lab.benchmarks.attack.browser import Browser, Form, Upload, every_form
from lab.benchmarks.attack.site import OURS, Finding, Site, faults_of

PLAY = "generated posts"
EXPECTED = frozenset({200, 302, 303, 400, 403, 404, 405, 409, 413, 414, 422, 429, 431})
ROLES = ("officer", "manager", "exporter", "buyer", "interpreter")
NEVER = ("/sign-out/", "/erase", "/hubs/", "/archive/", "/second-factor", "/account/sessions")
"""What would end the attack itself: it signs out, removes who attacks, or closes the mission for everybody."""
_HOSTILE = (
    "",
    " ",
    "\u200f\u202e\u0007",
    "\0",
    "\ud800",
    "'\"><script>alert(1)</script>",
    "{{ 7*7 }}{% load static %}",
    '=HYPERLINK("http://127.0.0.1")',
    "../../../../etc/passwd",
    "-1",
    "0",
    "1e309",
    "NaN",
    "Infinity",
    "-0",
    "9" * 30,
    "0x10",
    "１２",
    "½",
    "1,5",
    "0000-00-00",
    "9999-12-31",
    "10000-01-01",
    "2023-02-30",
    "2023-02-07T25:61",
    "0001-01-01T00:00",
    "24:00",
    "null",
    "true",
    "[]",
    "{}",
    "[[[[[[[[",
    "ß" * 300,
    "王" * 5000,
    "a" * 70_000,
    "%00%ff",
    "a@b",
    "a@b.example\r\nBcc: c@example.org",
    "://x/v/0123456789abcdef0123456789abcdef/",
    "00000000-0000-0000-0000-000000000000",
    "E01",
    "EUR",
    "ru",
    "xx",
    "\u0301" * 50,
    "🫖🧾",
)


def play(site: Site, posts: int) -> Iterator[Finding]:
    """Post so many forms, everybody's in turn, each with some of its fields spoilt."""
    forms = _forms(site)
    if not forms:
        yield Finding(PLAY, "no form was found on any page")
        return
    for number in range(posts):
        browser, form = forms[number % len(forms)]
        answer = browser.send(_spoilt(form, site.dice), _files(form, site.dice))
        yield from faults_of(PLAY, f"{form.method} {form.action} of {form.page}", answer, EXPECTED)


def _forms(site: Site) -> list[tuple[Browser, Form]]:
    found = []
    for role in ROLES:
        browser = site.browser(OURS, role)
        found += [
            (browser, form)
            for form in every_form(browser, site.addresses(OURS, role))
            if not any(word in form.action for word in NEVER)
        ]
    return found


def _spoilt(form: Form, dice: random.Random) -> Form:
    """Return it with one to four of its fields spoilt, one left out or doubled; its token stays."""
    names = sorted({name for name, _ in form.fields if name != "csrfmiddlewaretoken"})
    spoilt = {name: _value(dice) for name in dice.sample(names, min(len(names), dice.randint(1, 4)))}
    fields = list(form.changed(**spoilt).fields)
    if len(fields) > 1 and dice.random() < 0.2:  # a fifth of them
        one = dice.randrange(len(fields))
        if fields[one][0] != "csrfmiddlewaretoken":
            fields[one : one + 1] = dice.choice(([], [fields[one]] * 3))
    return Form(form.page, form.action, form.method, tuple(fields), form.files, form.hidden)


def _value(dice: random.Random) -> str:
    if dice.random() < 0.8:  # the rest is of no kind at all
        return dice.choice(_HOSTILE)
    return "".join(
        chr(dice.choice((dice.randrange(32), dice.randrange(0x3000), dice.randrange(0xD800)))) for _ in range(40)
    )


def _files(form: Form, dice: random.Random) -> dict[str, Upload] | None:
    if not form.files or dice.random() < 0.3:  # some send none
        return None
    content = dice.choice(
        (b"", b"PK\x03\x04" + dice.randbytes(200), b"%PDF-1.7\n" + dice.randbytes(200), dice.randbytes(999))
    )
    name = dice.choice(("a.xlsx", "a.pdf", "..\\a.csv", "a" * 300 + ".zip", "\u202egpj.exe", "", "a\r\nX: y.csv"))
    return {file: Upload(name.replace("\r\n", "%0D%0A"), content) for file in form.files}
