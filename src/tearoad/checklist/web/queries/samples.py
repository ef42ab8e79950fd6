"""A mission's samples with their totals, and the posts of its country."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from tearoad.checklist import DiplomaticPost, Fate, Sample
from tearoad.checklist.samples import SampleTotal, Total, by_fate, by_firm, by_road, total, warnings
from tearoad.checklist.web import models as rows
from tearoad.checklist.web.queries.people import travellers
from tearoad.errors import NotFoundError
from tearoad.mission.web import models as mission_rows
from tearoad.text import Text
from tearoad.values import Language
from tearoad.values.document import from_document
from tearoad.web.saving.stale import Stored, version_of
from tearoad.words import say

UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class SampleLine:
    """One sample in a list."""

    id: UUID
    sample: Sample
    item: str
    firm: str
    warnings: tuple[Text, ...]

    @property
    def read(self) -> str:
        """The mark of what became of it, for its form."""
        return version_of(fate_fields(self.sample))


@dataclass(frozen=True, slots=True)
class NamedPart:
    """A total with what it is of, and the value of the filter that shows its rows."""

    title: str
    value: str
    total: Total


@dataclass(frozen=True, slots=True)
class SampleList:
    """Samples, their total, and the totals of all by firm, road and fate."""

    lines: tuple[SampleLine, ...]
    total: Total
    everything: int
    parts: tuple[tuple[str, tuple[NamedPart, ...]], ...]


def sample_list(row: mission_rows.Mission, wanted: Mapping[str, str], language: Language) -> SampleList:
    """Return a mission's samples, or those of a firm, a road or a fate; three queries."""
    known = travellers(row)
    found = [(stored, from_document(Sample, stored.document)) for stored in rows.Sample.objects.filter(mission=row)]
    kept = [
        (stored, sample)
        for stored, sample in found
        if all(_fits(sample, name, value) for name, value in wanted.items())
    ]
    every = [sample for _stored, sample in found]

    def named(
        name: str, parts: tuple[SampleTotal, ...], said: Callable[[str], str]
    ) -> tuple[str, tuple[NamedPart, ...]]:
        return name, tuple(NamedPart(said(part.of), part.of or UNSAID, part.total) for part in parts)

    return SampleList(
        tuple(
            SampleLine(
                stored.pk,
                sample,
                sample.item.in_language(language),
                known.name(sample.firm, language),
                warnings(sample),
            )
            for stored, sample in kept
        ),
        total(sample for _stored, sample in kept),
        len(every),
        (
            named("firm", by_firm(every), lambda of: known.name(of, language)),
            named("road", by_road(every), lambda of: say(Text(f"checklist_pages.road_{of}"), language)),
            named("fate", by_fate(every), lambda of: say(Text(f"checklist_pages.fate_{of or UNSAID}"), language)),
        ),
    )


def _fits(sample: Sample, name: str, value: str) -> bool:
    said = {"firm": str(sample.firm), "road": sample.road.value, "fate": sample.fate.value if sample.fate else UNSAID}
    return said[name] == value


def sample_row(row: mission_rows.Mission, sample_id: UUID) -> rows.Sample:
    """Return a sample's row.

    Raises:
        NotFoundError: the mission has no such sample.

    """
    sample: rows.Sample | None = rows.Sample.objects.filter(mission=row, pk=sample_id).first()
    if sample is None:
        raise NotFoundError(Text("checklist.no_such_sample"), Text("checklist.no_such_sample_hint"))
    return sample


def posts(row: mission_rows.Mission) -> tuple[tuple[UUID, DiplomaticPost], ...]:
    """Return the posts of a mission's country, each with its row's id; one query."""
    query = rows.DiplomaticPost.objects.filter(country=row.country)
    return tuple((post.pk, from_document(DiplomaticPost, post.document)) for post in query)


def fate_fields(sample: Sample) -> tuple[Stored, ...]:
    """Return what became of a sample as the field of its form."""
    said = {fate.value: Text(f"checklist_pages.fate_{fate.value}") for fate in Fate}
    return (Stored("fate", Text("checklist_pages.per_fate"), sample.fate.value if sample.fate else "", said),)
