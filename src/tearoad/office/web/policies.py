"""Who may fetch a file: every kind of file is declared with its policy; a kind that is not is refused to everybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tearoad.errors import NotFoundError
from tearoad.people import Policy
from tearoad.text import Text


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: what people call it, who may fetch it, and how large it may be."""

    kind: str
    label: Text
    policy: Policy
    max_bytes: int = 20_000_000


_kinds: dict[str, FileKind] = {}


def add_file_kind(kind: FileKind) -> None:
    """Declare a kind of file; a stage does so in its `web/apps.py`."""
    _kinds[kind.kind] = kind


def file_kinds() -> Mapping[str, FileKind]:
    """Return every declared kind by its name."""
    return _kinds


def file_kind(kind: str) -> FileKind:
    """Return a declared kind.

    Raises:
        NotFoundError: it is not declared.

    """
    if kind not in _kinds:
        raise NotFoundError(Text("office.no_such_file_kind", kind=kind))
    return _kinds[kind]


for _kind, _policy, _most in (
    ("import", Policy.IMPORT_SHEETS, 20_000_000),
    ("problem", Policy.IMPORT_SHEETS, 20_000_000),
    ("paper", Policy.SEE_PAPERS, 100_000_000),
    ("watch_list", Policy.SEE_SCREENING, 200_000_000),
):
    add_file_kind(FileKind(_kind, Text(f"office.file_{_kind}"), _policy, _most))
