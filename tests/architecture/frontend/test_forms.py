"""The check of forms finds a form that could overwrite, or work twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.template import Context, Template
from django.urls import URLPattern, URLResolver, get_resolver

from checks.frontend import forms
from tearoad.web.saving.once import Repeat

RUNS_EACH_TIME = {
    "language": "a choice of the reader's",
    "theme": "the same",
    "people-sign-in": "its waiting hides whether an account exists, and must hold no transaction open",
    "people-code": "it begins a session",
    "people-second": "the same",
    "people-second-options": "the same",
    "people-passkey": "the same",
    "people-passkey-options": "the same",
    "people-factor-options": "a challenge is used once",
    "people-sign-out": "it ends a session",
    "people-organisation": "it stands in the session alone",
    "people-erase-export": "a download",
    "demo-sign-in": "it begins a session",
    "site-set-up": "its link works once and it begins a session",
}
"""Addresses whose form runs as often as it is sent, each with its reason."""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "src/tearoad/costs/web/templates/costs/parts").mkdir(parents=True)
    (tmp_path / "checks/frontend").mkdir(parents=True)
    return tmp_path


def found(house: Path, text: str, listed: str = "") -> list[str]:
    (house / "src/tearoad/costs/web/templates/costs/new.html").write_text(text, encoding="utf-8")
    (house / forms.LIST).write_text(listed, encoding="utf-8")
    return [str(finding) for finding in forms.check(house)]


CHANGES = (
    '<form class="x" method="post" action="{% url \'cost\' one.id %}">{% csrf_token %}{% read_version read %}</form>'
)


def test_a_form_with_mark_and_key_is_right(house: Path) -> None:
    assert found(house, CHANGES) == []
    assert found(house, '<form method="get" role="search"></form>') == []


@pytest.mark.parametrize(
    ("planted", "told"),
    [
        (CHANGES.replace("{% read_version read %}", ""), "lacks {% read_version … %}"),
        (CHANGES.replace("{% csrf_token %}", ""), "lacks {% csrf_token %}"),
        (CHANGES.replace("{% csrf_token %}", '{% csrf_token %}<input name="form_key" value="1">'), "of the page kit"),
        (CHANGES.replace("{% read_version read %}", '<input name="read_version" value="1">'), "of the page kit"),
    ],
)
def test_a_planted_fault_is_found(house: Path, planted: str, told: str) -> None:
    assert any(told in text for text in found(house, planted))


def test_a_part_that_is_included_counts(house: Path) -> None:
    part = house / "src/tearoad/costs/web/templates/costs/parts/hidden.html"
    part.write_text("{% csrf_token %}{% read_version read %}", encoding="utf-8")
    assert found(house, '<form method="post">{% include "costs/parts/hidden.html" %}</form>') == []


def test_the_list_holds_no_more_than_it_must(house: Path) -> None:
    bare = CHANGES.replace("{% read_version read %}", "")
    assert found(house, bare, 'makes = ["costs/new.html cost"]') == []
    assert any("take it out of" in text for text in found(house, CHANGES, 'makes = ["costs/new.html cost"]'))
    assert any("no template has such a form" in text for text in found(house, CHANGES, 'makes = ["costs/old.html"]'))


def test_the_house_is_right() -> None:
    assert [str(finding) for finding in forms.check()] == []


def test_the_token_of_forms_brings_the_key() -> None:
    told = Template("{% csrf_token %}{% csrf_token %}").render(Context({"csrf_token": "t"}))
    assert (
        told.count('name="csrfmiddlewaretoken" value="t"'),
        len(set(told.split('name="form_key" value="')[1:])),
    ) == (2, 2)


def test_every_page_works_once_but_those_with_a_reason() -> None:
    each_time = {
        pattern.name
        for pattern in _patterns(get_resolver())
        if getattr(pattern.callback, "repeat", None) is Repeat.RUNS
    }
    assert each_time - {"demo-sign-in"} == set(RUNS_EACH_TIME) - {"demo-sign-in"}


def _patterns(resolver: URLResolver) -> list[URLPattern]:
    found: list[URLPattern] = []
    for pattern in resolver.url_patterns:
        found += _patterns(pattern) if isinstance(pattern, URLResolver) else [pattern]
    return found
