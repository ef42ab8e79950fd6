"""From a template and a page's facts to a PDF, by Typst.

What people wrote reaches Typst as JSON strings, never as markup: `#`, `*` or `@` in a name are printed, not obeyed.
The same facts and the same stamp give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from tearoad.errors import SetupError
from tearoad.paper.fonts import HAN, LATIN, font_file, legible
from tearoad.text import Text

if TYPE_CHECKING:
    import typst

_NOTHING: Mapping[str, str] = MappingProxyType({})
_KEPT_FOR = 10
"""For so many documents Typst keeps what it laid out."""
PACKAGE = Path(__file__).parent.parent
"""Templates import each other from here: `/paper/typst/house.typ`."""


class Page(Protocol):
    """A frozen dataclass that holds, as words and figures, what one document says."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """A PDF that is still to be set: its path below the output folder, and what `compiled` takes."""

    path: str
    template: Path
    facts: str
    stamp: datetime
    made_from: str
    """A digest of what the paper says and of what sets it; when it was last changed (`as_of`) does not count."""

    @property
    def content(self) -> bytes:
        """The PDF, set here and now; many are set sooner by `press.finished`."""
        return compiled(self.template, self.facts, self.stamp)


def draft(path: str, template: Path, page: Page, stamp: datetime) -> PaperDraft:
    """Return a document that is not set yet; parameters as in `pdf`."""
    content = _printable(asdict(page))
    undated = json.dumps([template.name, content | {"as_of": ""}, _looks()], ensure_ascii=False)
    digest = hashlib.sha256(undated.encode()).hexdigest()
    return PaperDraft(path, template, json.dumps(content, ensure_ascii=False), stamp, digest)


@cache
def _looks() -> str:
    """Return a digest of all that decides how facts look on paper: Typst's version, templates, fonts, this file."""
    files = [*sorted(PACKAGE.rglob("*.typ")), font_file(LATIN), font_file(HAN), Path(__file__)]
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in files]
    return hashlib.sha256(" ".join([version("typst"), *digests]).encode()).hexdigest()


@cache
def _compiler(root: Path) -> typst.Compiler:
    # One compiler for the whole run: fonts are read once.
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
    finally:
        _forget_layouts(_compiler(PACKAGE))
    if not isinstance(made, bytes):  # one PDF is asked for, so one comes back
        raise SetupError(Text("papers.typst_refused", template=template.name, said=type(made).__name__))
    return made


def _forget_layouts(compiler: typst.Compiler) -> None:
    """Let Typst forget what it laid out: it keeps that for ten documents, 150 MB, and no two of ours share much."""
    for _ in range(_KEPT_FOR):
        compiler.compile(b"", format="pdf")


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
