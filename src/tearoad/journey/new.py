"""A folder of templates for a new mission."""

from __future__ import annotations

from pathlib import Path

from tearoad.errors import InputError
from tearoad.journey.example import example_mission
from tearoad.journey.staging import whole_folder
from tearoad.journey.write_folder import write_templates
from tearoad.mission.toml import write_mission
from tearoad.text import Text
from tearoad.values import Language


def new_folder(folder: Path, language: Language) -> None:
    """Write the templates, whole, into a folder that holds nothing yet.

    Raises:
        InputError: the folder holds something already.

    """
    if folder.is_dir() and any(folder.iterdir()):
        raise InputError(Text("journey.mission_exists", path=str(folder)), Text("journey.mission_exists_hint"))
    with whole_folder(folder, contents=False) as staging:
        write_mission(example_mission(), staging / "mission.toml", language)
        write_templates(staging, language)
