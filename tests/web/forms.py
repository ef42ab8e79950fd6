"""Forms of an answer as a browser would send them: hidden fields, what is filled in, what is chosen."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.test import Client

HELPERS = ("/language/", "/theme/", "/sign-out/")
"""Forms that stand on every page."""


def form_of(answer: Any, action: str | None = None) -> dict[str, str]:  # noqa: ANN401  # the test client's answer
    """Return the fields of the first form of a page that changes something; of the one with an action, where named."""
    found = _Forms()
    found.feed(answer.content.decode())
    return next(
        fields
        for method, to, fields in found.forms
        if method == "post" and to not in HELPERS and (action is None or to == action)
    )


class _Forms(HTMLParser):
    """Collects what each form would send without a button: single values only."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, str, dict[str, str]]] = []
        self._area = self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at a form and its fields."""
        attributes = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((attributes.get("method", "get"), attributes.get("action", ""), {}))
        if not self.forms:
            return
        fields, name = self.forms[-1][2], attributes.get("name", "")
        if tag == "input" and name and attributes.get("type") not in {"file", "submit"}:
            if attributes.get("type") not in {"checkbox", "radio"} or "checked" in attributes:
                fields[name] = attributes.get("value", "on" if attributes.get("type") in {"checkbox", "radio"} else "")
        elif tag == "textarea" and name:
            self._area, fields[name] = name, ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and (self._select not in fields or "selected" in attributes):
            fields[self._select] = attributes.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        """Close a field."""
        if tag == "textarea" and self._area:
            fields = self.forms[-1][2]
            fields[self._area] = fields[self._area].removeprefix("\n")
            self._area = ""
        if tag == "select":
            self._select = ""

    def handle_data(self, data: str) -> None:
        """Keep what stands in a large field."""
        if self._area:
            self.forms[-1][2][self._area] += data


def read_at(client: Client, page: str, action: str | None = None) -> dict[str, str]:
    """Return the mark of what a page shows, as its form carries it."""
    return {"read_version": form_of(client.get(page), action)["read_version"]}
