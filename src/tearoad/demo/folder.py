"""The demo mission as a folder that `tearoad plan` reads: mission.toml, the sheets, the watch list."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from tearoad.demo.make import SEED, make_demo
from tearoad.demo.watch_list import write_watch_list
from tearoad.errors import InputError
from tearoad.mission.toml import write_mission
from tearoad.text import Text
from tearoad.values import Language


def write_demo(
    folder: Path, seed: int = SEED, language: Language = Language.EN, as_: Literal["xlsx", "csv"] = "xlsx"
) -> tuple[Path, ...]:
    """Write a demo mission, whole, into an empty or new folder; headers and comments in a language. Return the files.

    Raises:
        InputError: the folder holds something already, or is a file.
        SetupError: it cannot be written; nothing was.

    """
    from tearoad.journey.staging import whole_folder  # noqa: PLC0415  # loads with the writer
    from tearoad.journey.write_folder import write_folder  # noqa: PLC0415  # the spreadsheet writer loads when used

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(Text("demo.not_empty", folder=folder.name), Text("demo.not_empty_hint"))
    demo = make_demo(seed)
    with whole_folder(folder, contents=False) as staging:
        toml = staging / "mission.toml"
        write_mission(demo.files.mission, toml, language)
        sheets = write_folder(demo.files, staging, language, as_=as_)
        written = (toml, *sheets, write_watch_list(demo.watch_list, staging / "lists"))
    return tuple(folder / path.relative_to(staging) for path in written)
