"""No box for some lines cuts in silence what is pasted into it: template, form or script."""

from __future__ import annotations

import re

from django import forms

from checks.finding import ROOT, files_of
from tearoad.web.long_text import LongText

_WIDGET = ROOT / "src/tearoad/web/long_text.py"
_CUTS = {
    ".py": re.compile(r"\bTextarea\("),
    ".js": re.compile(r"""["']textarea["'],\s*\{[^}]*\bmaxlength""", re.IGNORECASE),
}


def test_the_box_says_its_length_and_cuts_nothing() -> None:
    class Noted(forms.Form):
        note = forms.CharField(max_length=20, widget=LongText(attrs={"rows": 3}))
        free = forms.CharField(widget=LongText())

    shown = str(Noted({"note": "x" * 21})["note"])
    assert ('data-most="20"' in shown, "maxlength" in shown, "x" * 21 in shown) == (True, False, True)
    assert "data-most" not in str(Noted()["free"])
    assert not Noted({"note": "x" * 21, "free": "y"}).is_valid()


def test_no_other_box_is_used() -> None:
    sources = [file for file in files_of(ROOT) if file.suffix in _CUTS and "src" in file.parts and file != _WIDGET]
    assert len(sources) > 500
    assert [str(source) for source in sources if _CUTS[source.suffix].search(source.read_text(encoding="utf-8"))] == []
    assert _CUTS[".js"].search('el("textarea", { rows: 4, maxlength: field.most })')
