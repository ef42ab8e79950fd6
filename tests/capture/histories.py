"""Made-up histories of reports: several writers, each seeing some of what was written before."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from hypothesis import strategies as st

from tearoad.capture import FIELDS, Field, Kind, ReportId, Revision, RevisionId, Value

REPORT = ReportId(UUID("0191f3c0-0000-7000-8000-00000000aaaa"))
AT = datetime(2027, 2, 9, 10, 0, tzinfo=UTC)


def revision_id(number: int) -> RevisionId:
    """Return the id of the nth revision, a UUID of version 7; they sort by number."""
    return RevisionId(UUID(f"0191f3c0-0000-7000-8000-{number:012x}"))


def revision(
    number: int, values: dict[str, Value], replaces: dict[str, tuple[RevisionId, ...]] | None = None
) -> Revision:
    """Return the nth revision of one report."""
    return Revision(revision_id(number), REPORT, number, AT, values=values, replaces=replaces or {})


_LETTERS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=20)
_LISTS = st.lists(_LETTERS.filter(bool), max_size=3, unique=True)
_BY_KIND: dict[Kind, st.SearchStrategy[Value]] = {
    Kind.LINE: _LETTERS,
    Kind.LINES: st.lists(_LETTERS, max_size=3).map("\n".join),
    Kind.SEVERAL: _LISTS.map(lambda found: tuple(sorted(found))),
    Kind.AMOUNT: st.decimals("0.0001", "999999", places=4, allow_nan=False).map(lambda found: f"{found:f}"),
    Kind.CURRENCY: st.sampled_from(["CNY", "RUB", "USD", ""]),
    Kind.DAY: st.dates().map(lambda found: found.isoformat()),
}


def value_of(field: Field) -> st.SearchStrategy[Value]:
    """Return values that a field may hold."""
    return st.sampled_from([*field.choices, ""]) if field.kind is Kind.CHOICE else _BY_KIND[field.kind]


@st.composite
def histories(draw: st.DrawFn) -> list[Revision]:
    """Draw up to eight revisions of one report; each replaces some of what was written before it."""
    made: list[Revision] = []
    for number in range(1, draw(st.integers(1, 8)) + 1):
        fields = draw(st.lists(st.sampled_from(FIELDS), min_size=1, max_size=3, unique_by=lambda field: field.name))
        seen = draw(st.sets(st.sampled_from([written.id for written in made]))) if made else set()
        values = {field.name: draw(value_of(field)) for field in fields}
        writers = {
            name: [written.id for written in made if name in written.values and written.id in seen] for name in values
        }
        made.append(revision(number, values, {name: tuple(ids) for name, ids in writers.items() if ids}))
    return made
