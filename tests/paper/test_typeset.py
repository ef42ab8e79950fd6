from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

from tearoad.errors import SetupError
from tearoad.paper import typeset

STAMP = datetime(2023, 2, 6, 15, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class OneLine:
    words: str


@pytest.fixture
def template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a template that prints its line; the compiler's root is moved to where it lies."""
    path = tmp_path / "line.typ"
    path.write_text(
        '#let facts = json(bytes(sys.inputs.page))\n#set document(title: "x")\n'
        '#set text(font: ("Noto Sans", "Noto Sans CJK SC"), fallback: false)\n#facts.words',
        encoding="utf-8",
    )
    monkeypatch.setattr(typeset, "PACKAGE", tmp_path)
    return path


def _text(content: bytes) -> str:
    page = pypdfium2.PdfDocument(content)[0]
    return str(page.get_textpage().get_text_range()).strip()


def test_what_people_write_is_printed_and_not_obeyed(template: Path) -> None:
    nasty = '#panic("x") *b* _i_ $x$ @ref <label> \\ `code` #include "/etc/passwd"'
    assert _text(typeset.pdf(template, OneLine(nasty), STAMP)) == nasty


def test_the_same_facts_give_the_same_bytes(template: Path) -> None:
    first = typeset.pdf(template, OneLine("茶 чай tea"), STAMP)
    assert typeset.pdf(template, OneLine("茶 чай tea"), STAMP) == first
    assert typeset.pdf(template, OneLine("茶 чай tea!"), STAMP) != first


def test_a_broken_template_is_named(template: Path) -> None:
    template.write_text("#nothing-like-this", encoding="utf-8")
    with pytest.raises(SetupError) as raised:
        typeset.pdf(template, OneLine("x"), STAMP)
    assert raised.value.text["template"] == "line.typ"


def test_every_paper_is_fit_for_an_archive(template: Path) -> None:
    made = typeset.pdf(template, OneLine("茶 чай tea"), STAMP)
    assert (b"<pdfaid:part>2</pdfaid:part>" in made, b"<pdfaid:conformance>B</pdfaid:conformance>" in made) == (
        True,
        True,
    )


def test_a_letter_that_no_font_has_is_refused_and_never_a_box(template: Path) -> None:
    with pytest.raises(SetupError):
        typeset.compiled(template, '{"words": "a\u10d0"}', STAMP)
