"""What holds for every kind of row because it stands in the one list of kinds."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tearoad.journey.example import example_mission
from tearoad.journey.kinds import KINDS, SheetKind
from tearoad.journey.read import read_folder
from tearoad.mission.toml import mission_toml, read_header_mapping, read_mission
from tearoad.paper.sheets import SheetSpec
from tearoad.values import Language

SHEETS = tuple(kind.spec for kind in KINDS)


def mission_file(folder: Path, tables: str) -> Path:
    path = folder / "mission.toml"
    path.write_text(mission_toml(example_mission(), Language.EN) + "\n" + tables, encoding="utf-8")
    return path


def own_headers(spec: SheetSpec) -> dict[str, str]:
    return {f"Our word {number}": column.field for number, column in enumerate(spec.written)}


def read_as(folder: Path, kind: SheetKind, headers: list[str], mapping: Mapping[str, Mapping[str, str]]) -> object:
    """Return what a sheet of one row of examples says under some headers, and what is wrong with it."""
    with (folder / f"{kind.name}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows((headers, [column.sample(Language.EN) for column in kind.spec.written]))
    files = read_folder(folder, example_mission(), mapping)
    return tuple(kind.of(files)), [(problem.cell, problem.text.code) for problem in files.problems]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_headers_of_every_sheet_can_be_named_in_mission_toml(tmp_path: Path, kind: SheetKind) -> None:
    own = own_headers(kind.spec)
    table = "".join(f"{json.dumps(header)} = {json.dumps(field)}\n" for header, field in own.items())
    path = mission_file(tmp_path, f"[headers.{kind.name}]\n{table}")
    assert read_mission(path, SHEETS) == (example_mission(), ())
    mapping = read_header_mapping(path, SHEETS)
    assert mapping == {kind.name: own}
    usual = read_as(tmp_path, kind, [column.title(Language.EN) for column in kind.spec.written], {})
    assert read_as(tmp_path, kind, list(own), mapping) == usual
    assert read_as(tmp_path, kind, list(own), {}) != usual


@pytest.mark.parametrize("name", ["orders", "Orders", "precedences", '"会面顺序"', '"Очерёдность"'])
def test_a_sheet_is_called_in_mission_toml_as_it_may_be_called_elsewhere(tmp_path: Path, name: str) -> None:
    path = mission_file(tmp_path, f'[headers.{name}]\n"Wer zuerst" = "exporter"\n')
    assert read_mission(path, SHEETS) == (example_mission(), ())
    assert read_header_mapping(path, SHEETS) == {"precedences": {"Wer zuerst": "exporter"}}
