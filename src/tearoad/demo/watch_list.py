"""A watch list of the project's own kind; every entry is made up, like the two people who put it together."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from tearoad.screening import EntryKind, ListEntry

FILE = "fictional-watch-list.csv"
COLUMNS = ("id", "kind", "name", "aliases", "country", "numbers", "programme", "remark")
NEAR, CLEARED, BLOCKED = "FICT-003", "FICT-007", "FICT-011"
"""The entries that three buyers of the demo resemble."""
_REMARK = "Fictional entry for the demo"

_FIRMS = (
    ("Kvartseum Ridge Holding", ("Кварцеум Ридж Холдинг",), "RU"),
    ("Obsidian Halyard Shipping", (), "CY"),
    ("ООО «Пурпурный Альбатрос»", ("Purpurny Albatros LLC", "Purple Albatross Trading"), "RU"),
    ("Ultramarine Sextant FZE", ("Ультрамарин Секстант",), "AE"),
    ("Vermilion Gantry Bank", (), "IR"),
    ("АО «Гранитный Эскадрон»", ("Granitny Eskadron JSC",), "RU"),
    ("ООО «Янтарная Шхуна»", ("Yantarnaya Shkhuna LLC", "Amber Schooner"), "RU"),
    ("Cobalt Zeppelin Logistics", (), "TR"),
    ("Чугунный Фрегат", ("Chugunny Fregat",), "BY"),
    ("Tungsten Marquee Arms", (), "RU"),
    ("ООО «Сапфировый Гарпун»", ("Sapfirovy Garpun LLC", "Sapphire Harpoon"), "RU"),
    ("Malachite Drawbridge Invest", ("Малахит Дробридж Инвест",), "KZ"),
)
_PEOPLE = (
    ("Zaboltsev, Yermolai Fomich", ("Забольцев Ермолай Фомич",), "RU"),
    ("Khvatunsky, Prokl Savvich", ("Хватунский Прокл Саввич",), "BY"),
    ("Ostrozubov, Yevlampy", (), "RU"),
    ("Quillfeather, Barnaby", (), "GB"),
)


def make_watch_list() -> tuple[ListEntry, ...]:
    """Return the entries: firms, people and a ship, the same for every seed."""
    named = [*((EntryKind.FIRM, *firm) for firm in _FIRMS), *((EntryKind.PERSON, *person) for person in _PEOPLE)]
    named.append((EntryKind.VESSEL, "Gravitas Petrel", ("Буревестник Гравитас",), "PA"))
    return tuple(
        ListEntry(
            id=f"FICT-{number:03d}",
            source=FILE,
            kind=kind,
            names=(name, *aliases),
            countries=(country,),
            numbers=(f"00990000{number:02d}",) if kind is EntryKind.FIRM else (),
            programme="DEMO",
            remark=_REMARK,
        )
        for number, (kind, name, aliases, country) in enumerate(named, start=1)
    )


def write_watch_list(entries: Sequence[ListEntry], folder: Path) -> Path:
    """Write the list as the project's own CSV: several aliases or numbers stand apart with a semicolon."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        for entry in entries:
            spread = "; ".join
            rows.writerow(
                (
                    entry.id,
                    entry.kind.value,
                    entry.names[0],
                    spread(entry.names[1:]),
                    spread(entry.countries),
                    spread(entry.numbers),
                    entry.programme,
                    entry.remark,
                )
            )
    return path
