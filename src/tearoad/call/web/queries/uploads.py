"""The office's kinds of file for what comes with an application."""

from __future__ import annotations

from collections.abc import Mapping

from tearoad.call.uploads import MOST_BYTES, UploadKind
from tearoad.office.web.policies import FileKind
from tearoad.people import Policy
from tearoad.text import Text

KINDS: Mapping[UploadKind, str] = {
    UploadKind.CERTIFICATE: "application_certificate",
    UploadKind.PHOTO: "application_photo",
}


def declared_kinds() -> tuple[FileKind, ...]:
    """Return the kinds as the office declares them: staff may fetch them, nobody else."""
    return tuple(
        FileKind(kept, Text(f"call_pages.file_{kind.value}"), Policy.SEE_CALL, MOST_BYTES)
        for kind, kept in KINDS.items()
    )
