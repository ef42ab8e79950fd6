"""The watch list file holds what the entries say."""

from __future__ import annotations

import csv
from pathlib import Path

from tearoad.demo.watch_list import COLUMNS, make_watch_list, write_watch_list


def test_the_file_holds_a_row_for_each_entry_under_the_projects_own_headers(tmp_path: Path) -> None:
    entries = make_watch_list()
    path = write_watch_list(entries, tmp_path / "lists")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == COLUMNS
    assert [(row["id"], row["kind"], row["name"], tuple(filter(None, row["aliases"].split("; ")))) for row in rows] == [
        (entry.id, entry.kind.value, entry.names[0], entry.names[1:]) for entry in entries
    ]


def test_every_entry_is_marked_fictional_and_has_an_id_of_its_own() -> None:
    entries = make_watch_list()
    assert len({entry.id for entry in entries}) == len(entries)
    assert {entry.remark for entry in entries} == {"Fictional entry for the demo"}
