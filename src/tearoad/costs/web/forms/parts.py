"""The form in which an organisation says what a dossier needs: a row a part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tearoad.costs.dossier import DossierList, DossierPart, PartKind
from tearoad.mission import LocalText
from tearoad.paper.sheets import clean
from tearoad.text import Text
from tearoad.values import BY_CODE, Language
from tearoad.web.saving.stale import Stored

EMPTY_ROWS = 3


@dataclass(frozen=True, slots=True)
class PartRow:
    """One row of the form."""

    number: int
    code: str
    title: LocalText
    least: int
    kind: PartKind
    is_new: bool = False

    @property
    def titles(self) -> tuple[tuple[Language, str], ...]:
        """The title in each language."""
        return tuple(self.title.items())


def rows_of(parts: DossierList) -> tuple[PartRow, ...]:
    """Return a row for each part, and empty ones for more."""
    known = [
        PartRow(n, dossier_part.code, dossier_part.title, dossier_part.least, dossier_part.kind)
        for n, dossier_part in enumerate(parts.parts, start=1)
    ]
    fresh = range(len(known) + 1, len(known) + 1 + EMPTY_ROWS)
    return (*known, *(PartRow(n, "", LocalText(), 1, PartKind.FILES, is_new=True) for n in fresh))


def fields_of(parts: DossierList) -> tuple[Stored, ...]:
    """Return what is stored of each part, as its form calls it."""
    kinds = {part_kind.value: Text(f"costs_pages.part_kind_{part_kind.value}") for part_kind in PartKind}
    found = []
    for row in rows_of(parts):
        values = {str(language.code): title for language, title in row.title.items()}
        values |= {"least": str(row.least), "kind": row.kind.value}
        for name, value in values.items():
            what = BY_CODE[name].own_name if name in BY_CODE else Text(f"costs_pages.part_{name}")
            label = Text("costs_pages.of_part", number=row.number, what=what)
            found.append(Stored(f"{name}-{row.number}", label, value, kinds if name == "kind" else {}))
    return tuple(found)


def read_parts(sent: Mapping[str, str]) -> DossierList:
    """Read the rows that were sent; a row without a title is left out.

    Raises:
        InputError: a part or the list cannot be used.

    """
    return DossierList(tuple(_parts(sent)))


def _parts(sent: Mapping[str, str]) -> Iterator[DossierPart]:
    taken = {value for name, value in sent.items() if name.startswith("code-") and value}
    for number in range(1, 100):
        if f"{Language.EN.code}-{number}" not in sent:
            return
        title = LocalText(**{name: clean(sent.get(f"{name}-{number}", ""))[:120] for name in BY_CODE})
        if not title.written:
            continue
        code = sent.get(f"code-{number}", "")[:40] or _free(taken)
        taken.add(code)
        kind = sent.get(f"kind-{number}", "")
        yield DossierPart(
            code,
            title,
            _least(sent.get(f"least-{number}", "")),
            PartKind(kind) if kind in set(PartKind) else PartKind.FILES,
        )


def _least(written: str) -> int:
    """What is no number is refused by the part itself."""
    return int(written) if written.isascii() and written.isdigit() and len(written) < 4 else -1


def _free(taken: set[str]) -> str:
    number = 1
    while f"part-{number}" in taken:
        number += 1
    return f"part-{number}"
