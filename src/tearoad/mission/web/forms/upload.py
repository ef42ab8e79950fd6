"""A mission.toml that somebody uploads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from tearoad.mission import Mission
from tearoad.mission.toml import read_mission
from tearoad.paper.sheets import CellProblem, Severity
from tearoad.text import Text
from tearoad.web import registry

FILE = "mission.toml"
_MOST_BYTES = 1_000_000


def read_upload(sent: UploadedFile[Any] | None) -> tuple[Mission | None, tuple[CellProblem, ...]]:
    """Read an uploaded mission.toml and list everything that is wrong with it."""
    if sent is None:
        return None, (_wrong(Text("mission_pages.no_file"), Text("mission_pages.no_file_hint")),)
    if (sent.size or 0) > _MOST_BYTES:
        return None, (_wrong(Text("mission.too_large", count=sent.size or 0), Text("mission.too_large_hint")),)
    with TemporaryDirectory(prefix="tearoad-") as folder:
        path = Path(folder) / FILE
        path.write_bytes(sent.read())
        return read_mission(path, registry.ask("sheets"))


IN_A_FILE = Text("sheets.column_hint")
"""What to do about a header nobody knows, told to who keeps a folder; a page tells its own way."""


MAP_BELOW = Text("delegation_pages.map_below")


def on_the_page(problems: Iterable[CellProblem], way: Text = MAP_BELOW) -> tuple[CellProblem, ...]:
    """Return problems as a page tells them, which asks itself what a header means, or says how to name it."""
    return tuple(replace(problem, hint=way) if problem.hint == IN_A_FILE else problem for problem in problems)


def errors_of(problems: tuple[CellProblem, ...]) -> tuple[CellProblem, ...]:
    """Return what holds something back; a mission read with such is not taken from a page, where it can be mended."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def _wrong(text: Text, hint: Text) -> CellProblem:
    return CellProblem(Severity.ERROR, text, hint, FILE)
