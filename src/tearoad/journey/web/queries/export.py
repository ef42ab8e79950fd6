"""A mission as files to take away."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from tearoad.journey.web.queries.rows_now import files_now
from tearoad.journey.write_folder import write_folder
from tearoad.mission.toml import write_mission
from tearoad.mission.web.models import Mission
from tearoad.values import Language


def folder_of(mission: Mission, language: Language, as_: Literal["xlsx", "csv"]) -> bytes:
    """Return a ZIP of mission.toml, sheets and photos, headers in a language; reading it gives the same rows back."""
    files = files_now(mission)
    packed = io.BytesIO()
    with TemporaryDirectory(prefix="tearoad-") as name, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        folder = Path(name)
        write_mission(files.mission, folder / "mission.toml", language)
        for path in (folder / "mission.toml", *write_folder(files, folder, language, as_)):
            archive.write(path, path.relative_to(folder).as_posix())
    return packed.getvalue()
