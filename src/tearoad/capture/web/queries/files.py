"""The photos and voice memos of reports, as far as their bytes are here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from tearoad.capture import Attached, FileKind, Report
from tearoad.capture.web.models import FileState, Phone, SentFile
from tearoad.errors import NotFoundError
from tearoad.mission.web import models as rows
from tearoad.text import Text

Key = tuple[str, str]
"""A party and a digest."""


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A file of a report as a page shows it."""

    named: Attached
    row: SentFile | None
    """None as long as its bytes are on a phone only."""

    @property
    def label(self) -> Text:
        """What it is called."""
        return Text(f"capture_pages.file_{self.named.kind.value}")

    @property
    def is_voice(self) -> bool:
        """Whether it is heard and not seen."""
        return self.named.kind is FileKind.VOICE

    @property
    def is_ready(self) -> bool:
        """Whether it can be shown."""
        return self.row is not None and self.row.state == FileState.READY


@dataclass(frozen=True, slots=True)
class MissingFiles:
    """Which of the files that a phone believes to be here are not, and which are in a backup too."""

    missing: tuple[str, ...] = ()
    safe: tuple[str, ...] = ()


def missing_files(phone: Phone, held: Iterable[str]) -> MissingFiles:
    """Return what a phone is told of these digests; one query, and none for none."""
    digests = list(held)
    if not digests:
        return MissingFiles()
    here = SentFile.objects.filter(mission=phone.mission, party=phone.party, digest__in=digests)
    known = dict(here.values_list("digest", "backed_up"))
    return MissingFiles(
        tuple(digest for digest in digests if digest not in known),
        tuple(digest for digest in digests if known.get(digest)),
    )


def received(mission: rows.Mission, keys: Iterable[Key]) -> Mapping[Key, SentFile]:
    """Return what is here of some parties' files; one query."""
    wanted = set(keys)
    query = SentFile.objects.filter(mission=mission, digest__in={digest for _, digest in wanted})
    return {(file.party, file.digest): file for file in query if (file.party, file.digest) in wanted}


def report_files(party: str, named: Iterable[Attached], here: Mapping[Key, SentFile]) -> tuple[ReportFile, ...]:
    """Return files as a page shows them; those that were erased are told of nowhere."""
    found = (ReportFile(attached, here.get((party, attached.digest))) for attached in named)
    return tuple(file for file in found if file.row is None or file.row.state != FileState.ERASED)


def keys_of(found: Iterable[tuple[str, Report]]) -> Iterable[Key]:
    """Yield the keys of all files of some parties' reports."""
    return ((party, file.digest) for party, report in found for file in report.files)


def sent_file(mission: rows.Mission, sent_id: UUID) -> SentFile:
    """Return a file of a mission that can be shown.

    Raises:
        NotFoundError: the mission has no such file, or it cannot be shown (yet, or any more).

    """
    ready = SentFile.objects.filter(mission=mission, pk=sent_id, state=FileState.READY)
    file: SentFile | None = ready.select_related("whole", "small").first()
    if file is None:
        raise NotFoundError(Text("capture_pages.no_such_file"), Text("capture_pages.no_such_file_hint"))
    return file
