"""From a template and a page's facts to a PDF, by Typst.

What people wrote reaches Typst as JSON strings, never as markup: `#`, `*` or `@` in a name are printed, not obeyed.
The same facts and the same stamp give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from tearoad.errors import SetupError
from tearoad.paper.fonts import HAN, LATIN, font_file, legible
from tearoad.text import Text

if TYPE_CHECKING:
    import typst

_NOTHING: Mapping[str, str] = MappingProxyType({})
PACKAGE = Path(__file__).parent.parent
"""Templates import each other from here: `/paper/typst/house.typ`."""


class Page(Protocol):
    """A frozen dataclass that holds, as words and figures, what one document says."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


@cache
def _compiler(root: Path) -> typst.Compiler:
    # One compiler for the whole run: fonts are read once and what two sheets share is laid out once.
    import typst as setter  # noqa: PLC0415  # only a run that prints pays for it

    folders = [str(font_file(name).parent) for name in (LATIN, HAN)]
    return setter.Compiler(root=str(root), font_paths=folders, ignore_system_fonts=True)


def pdf(template: Path, page: Page, stamp: datetime) -> bytes:
    """Return the document as PDF bytes, about 25 ms a sheet once the fonts are read.

    Args:
        template: a `.typ` file inside the package; it reads the facts by `json(bytes(sys.inputs.page))`.
        page: the facts; every string is made printable (`fonts.legible`) on the way.
        stamp: the date written into the file, aware.

    Raises:
        SetupError: Typst refused the template.

    """
    return compiled(template, facts(page), stamp)


def facts(page: Page) -> str:
    """Return what a page says as the JSON that its template reads."""
    return json.dumps(_printable(asdict(page)), ensure_ascii=False)


def compiled(template: Path, written: str, stamp: datetime, attached: Mapping[str, str] = _NOTHING) -> bytes:
    """Return the document whose facts are written already; see `pdf`.

    What is `attached` the template reads beside them by its name, and puts into the document as a file.
    """
    import typst as setter  # noqa: PLC0415  # only a run that prints pays for it

    try:
        made = _compiler(PACKAGE).compile(
            str(template),
            format="pdf",
            sys_inputs={"page": written, **attached},
            timestamp=stamp.astimezone(UTC).replace(microsecond=0),
            pdf_standards=["a-3b" if attached else "a-2b"],  # only the third part lets a document carry any file
        )
    except setter.TypstError as error:
        raise SetupError(Text("papers.typst_refused", template=template.name, said=str(error))) from error
    if not isinstance(made, bytes):  # one PDF is asked for, so one comes back
        raise SetupError(Text("papers.typst_refused", template=template.name, said=type(made).__name__))
    return made


def _printable(value: Any) -> Any:  # noqa: ANN401  # JSON is any of six shapes
    if isinstance(value, str):
        return legible(value)
    if isinstance(value, bytes):  # a picture: `image(bytes(...))` takes it as numbers
        return list(value)
    if isinstance(value, dict):
        return {key: _printable(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_printable(part) for part in value]
    return value
