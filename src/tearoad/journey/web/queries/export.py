"""A mission as files to take away."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Literal

from tearoad.costs.dossier_folder import paths_of
from tearoad.errors import NotFoundError
from tearoad.journey.web.queries.rows_now import files_now
from tearoad.journey.write_folder import write_folder
from tearoad.mission.toml import write_mission
from tearoad.mission.web.models import Mission
from tearoad.office.web.actions.files import store
from tearoad.values import Language


def folder_of(mission: Mission, language: Language, as_: Literal["xlsx", "csv"]) -> bytes:
    """Return what `pack_folder` packs, as bytes."""
    packed = io.BytesIO()
    pack_folder(mission, language, as_, packed)
    return packed.getvalue()


def pack_folder(mission: Mission, language: Language, as_: Literal["xlsx", "csv"], packed: IO[bytes]) -> None:
    """Pack mission.toml, sheets, photos and the files of dossiers; reading the ZIP gives the same rows back.

    Headers are in the language. The files of dossiers may be large: one at a time is held in memory.
    """
    files = files_now(mission)
    with TemporaryDirectory(prefix="tearoad-") as name, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        folder = Path(name)
        write_mission(files.mission, folder / "mission.toml", language)
        for path in (folder / "mission.toml", *write_folder(files, folder, language, as_)):
            archive.write(path, path.relative_to(folder).as_posix())
        for place, digest in paths_of(files.dossier).items():
            with suppress(NotFoundError):  # a content that is lost costs its own place in the folder, not the folder
                archive.writestr(place, store().get(digest), zipfile.ZIP_STORED)
