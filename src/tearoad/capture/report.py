"""A report: what all its revisions say together, whoever wrote them, in whatever order they came.

Each field is a register of several values (Shapiro, Preguiça, Baquero and Zawirski, 2011, "A comprehensive study of
convergent and commutative replicated data types", section 3.2.2): a value stands until a revision whose writer saw it
takes its place. What two people wrote without having seen each other both stands, until somebody who sees both decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tearoad.capture.fields import FIELDS, Value
from tearoad.capture.files import Attached, standing_files
from tearoad.capture.revision import ReportId, Revision, RevisionId


@dataclass(frozen=True, slots=True)
class FieldRevisions:
    """A value of a field that stands, and the revisions that say it."""

    value: Value
    by: tuple[RevisionId, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What stands of one report."""

    id: ReportId
    meeting: str
    fields: Mapping[str, tuple[FieldRevisions, ...]]
    """Only fields that say something, in the order of the table; more than one value waits for a person."""
    revisions: tuple[RevisionId, ...]
    files: tuple[Attached, ...] = ()
    """Photos and voice memos that stand."""

    def one(self, name: str) -> Value:
        """Return what a field says; empty where nothing or no single thing is said."""
        said = self.fields.get(name, ())
        return said[0].value if len(said) == 1 else ""

    @property
    def undecided(self) -> tuple[str, ...]:
        """The fields of which several values stand."""
        return tuple(name for name, said in self.fields.items() if len(said) > 1)


def report_of(revisions: Iterable[Revision]) -> Report:
    """Return what the revisions of one report say; the order and doubles make no difference. O(n log n).

    Raises:
        ValueError: there are none, or they are of several reports.

    """
    known = {revision.id: revision for revision in revisions}
    (report,) = {revision.report for revision in known.values()}
    ordered = [known[key] for key in sorted(known)]
    fields = {field.name: _standing(field.name, ordered) for field in FIELDS}
    return Report(
        id=report,
        meeting=next((revision.meeting for revision in ordered if revision.meeting), ""),
        fields={name: said for name, said in fields.items() if any(field_revisions.value for field_revisions in said)},
        revisions=tuple(revision.id for revision in ordered),
        files=standing_files((revision.files for revision in ordered), (revision.dropped for revision in ordered)),
    )


def reports_of(revisions: Iterable[Revision]) -> tuple[Report, ...]:
    """Return all reports among these revisions, the newest begun first."""
    parts: dict[ReportId, list[Revision]] = defaultdict(list)
    for revision in revisions:
        parts[revision.report].append(revision)
    return tuple(sorted(map(report_of, parts.values()), key=lambda report: report.revisions[0], reverse=True))


def _standing(name: str, ordered: Iterable[Revision]) -> tuple[FieldRevisions, ...]:
    """Return what stands of a field, by the first revision that says it."""
    writers = [revision for revision in ordered if name in revision.values]
    replaced = {gone for writer in writers for gone in writer.replaces.get(name, ())}
    # Revisions that name each other could only come from a fault: then all of them stand, since nothing may be lost.
    standing = [writer for writer in writers if writer.id not in replaced] or writers
    said: dict[Value, list[RevisionId]] = {}
    for revision in standing:
        said.setdefault(revision.values[name], []).append(revision.id)
    return tuple(FieldRevisions(value, tuple(by)) for value, by in said.items())
