"""Articles as PDF and Word files, made for tests."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import typst

from tearoad.paper.fonts import HAN, LATIN, font_file

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def pdf_file(folder: Path, *written: str) -> bytes:
    """Return paragraphs set as a narrow column, so that lines break inside of sentences."""
    template = folder / "article.typ"
    shown = "\n\n".join("#" + _typst_text(text) for text in written)
    template.write_text(
        "#set page(width: 9cm)\n"
        f'#set text(font: ("Noto Sans", "Noto Sans CJK SC"), cjk-latin-spacing: none)\n{shown}\n',
        encoding="utf-8",
    )
    fonts = [font_file(name).parent for name in (LATIN, HAN)]
    return typst.compile(template, format="pdf", font_paths=fonts, ignore_system_fonts=True)


def word_file(*written: str, struck: str = "", more: tuple[str, ...] = ()) -> bytes:
    """Return paragraphs as Word keeps them: in runs, with what was struck out while changes are tracked."""
    halves = ((text[: len(text) // 2], text[len(text) // 2 :]) for text in written)
    lines = (
        f'<w:p><w:r><w:t xml:space="preserve">{escape(first)}</w:t></w:r>'
        f"<w:del><w:r><w:delText>{escape(struck)}</w:delText></w:r></w:del><w:r><w:t>{escape(rest)}</w:t></w:r></w:p>"
        for first, rest in halves
    )
    text = f"<w:document {_WORD}><w:body>{''.join(lines)}</w:body></w:document>"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", text)
        for name in more:
            archive.writestr(name, "x")
    return made.getvalue()


def _typst_text(written: str) -> str:
    quoted = written.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}"'
