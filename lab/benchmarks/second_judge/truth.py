"""The same mission as it was planned before people counted, and with further interpreters."""

from __future__ import annotations

from pathlib import Path

import openpyxl

PAUSES = "[pauses]"


def without_the_truth(folder: Path) -> Path:
    """Take the delegates' languages and the pauses out: a firm speaks what its row says, whoever comes."""
    path = folder / "mission.xlsx"
    book = openpyxl.load_workbook(path)
    page = book["Delegates"]
    column = [cell.value for cell in page[1]].index("Languages") + 1
    for row in range(2, page.max_row + 1):
        page.cell(row, column).value = None
    book.save(path)
    mission = folder / "mission.toml"
    text = mission.read_text(encoding="utf-8")
    off = text.replace("switched_off = []", 'switched_off = ["pauses"]')
    if off == text or PAUSES not in text:
        raise ValueError(mission)
    mission.write_text(off, encoding="utf-8")
    return folder


def with_interpreters(folder: Path, number: int) -> Path:
    """Add interpreters of Russian to the pool, who work as long as anybody may."""
    path = folder / "mission.xlsx"
    book = openpyxl.load_workbook(path)
    page = book["Interpreters"]
    headers = [cell.value for cell in page[1]]
    for nth in range(number):
        row = {"ID": f"M{nth + 1}", "Name in Latin letters": f"More {nth + 1} (fictional)", "Languages": "ru<>zh"}
        page.append([row.get(header) for header in headers])
    book.save(path)
    return folder
