"""What the commands below `tearoad timetable` read and write.

A problem and a plan are JSON of the schema, or the `plan.json` of a planned mission, which holds both.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from tearoad.errors import InputError, NotFoundError, SetupError
from tearoad.journey.plan_file import SCHEMA as PLAN_FILE
from tearoad.journey.plan_file import read_previous_plan
from tearoad.journey.staging import whole_file
from tearoad.text import Text
from tearoad.timetable.plan import Plan
from tearoad.timetable.problem import Problem
from tearoad.timetable.schema import plan_from_json, problem_from_json
from tearoad.values.json_data import NoJson, data_of
from tearoad.words import Words


def read_text(path: Path) -> str:
    """Return the text of a file.

    Raises:
        NotFoundError: there is no such file.
        InputError: it cannot be read as text.

    """
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as missing:
        text, hint = Text("cli.no_file", path=str(path)), Text("cli.no_file_hint")
        raise NotFoundError(text, hint) from missing
    except (OSError, UnicodeDecodeError) as broken:
        text, hint = Text("cli.file_unreadable", path=str(path)), Text("cli.file_unreadable_hint")
        raise InputError(text, hint) from broken


def read_json(path: Path) -> Mapping[str, Any]:
    """Return the JSON object of a file.

    Raises:
        NotFoundError: there is no such file.
        InputError: it is no JSON object.

    """
    content = read_text(path)
    try:
        found = data_of(content)
    except NoJson as broken:
        raise InputError(Text("cli.not_json", path=str(path)), Text("cli.file_unreadable_hint")) from broken
    if not isinstance(found, dict):
        raise InputError(Text("cli.not_json", path=str(path)), Text("cli.file_unreadable_hint"))
    return found


def read_problem(path: Path) -> Problem:
    """Return the problem in a file.

    Raises:
        NotFoundError: there is no such file.
        InputError: it holds no problem, or one that contradicts itself.

    """
    if path.suffix.lower() == ".dzn":
        raise InputError(Text("cli.event_file", path=str(path)), Text("cli.event_file_hint"))
    return problem_from_json(_part(read_json(path), "problem"))


def read_plan(path: Path) -> Plan:
    """Return the plan in a file.

    Raises:
        NotFoundError: there is no such file.
        InputError: it holds no plan.

    """
    return plan_from_json(_part(read_json(path), "plan"))


def read_names(path: Path, words: Words) -> Words:
    """Return the same voice with the names that a `plan.json` holds for its language; of another file with none.

    Raises:
        InputError: its names cannot be used.

    """
    if read_json(path).get("schema") != PLAN_FILE:
        return words
    return Words(words.language, read_previous_plan(path).names_for(words.language))


def expect_writable(path: Path | None, option: str) -> None:
    """Refuse before the work what could not be written after it; no folder is made.

    Raises:
        NotFoundError: the folder of the file is missing.
        InputError: what stands there is no file.
        SetupError: the machine does not let us write there.

    """
    if path is None:
        return
    hint = _place_hint(option)
    try:
        if not path.parent.is_dir():
            raise NotFoundError(Text("cli.no_folder", path=str(path.parent)), hint)
        if path.exists() and not path.is_file():
            raise InputError(Text("cli.out_no_file", path=str(path)), hint)
        with TemporaryFile(dir=path.parent, prefix=f".{path.name}"):
            pass
    except OSError as refused:
        raise SetupError(Text("journey.cannot_write", path=str(path), why=refused.strerror or ""), hint) from refused


def write_json(content: Mapping[str, Any], path: Path, option: str) -> None:
    """Write a plan, whole or not at all.

    Raises:
        InputError, SetupError: it cannot stand there.

    """
    write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", path, option)


def write_text(content: str, path: Path, option: str) -> None:
    """Write a text, whole or not at all; `option` is what named the file.

    Raises:
        InputError, SetupError: it cannot stand there.

    """
    with whole_file(path, _place_hint(option)) as staging:
        staging.write_text(content, encoding="utf-8")


def _place_hint(option: str) -> Text:
    return Text("cli.out_file_hint", option=option)


def _part(content: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return a part of a whole `plan.json`, or the content as it is."""
    if content.get("schema") != PLAN_FILE:
        return content
    found = content.get(name)
    if not isinstance(found, dict):
        raise InputError(Text("timetable.schema_field", field=name))
    return found
