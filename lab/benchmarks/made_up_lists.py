"""Watch lists and labelled names of nobody, for the smallest setting of `screening_names.py`.

    python -m lab.benchmarks.made_up_lists FOLDER

Writes `lists/` and `labelled/` in the forms that the bench reads. Everybody in them is made up.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from faker import Faker

from tearoad.names import to_latin

PEOPLE, STRANGERS, FIRMS = 40, 20, 10


def write(folder: Path, seed: int = 1) -> None:
    """Write every file."""
    russian, english = Faker("ru_RU"), Faker("en_US")
    russian.seed_instance(seed)
    english.seed_instance(seed)
    people = [f"{russian.first_name_male()} {russian.last_name_male()}" for _ in range(PEOPLE)]
    latin = [to_latin(name, person=True).upper() for name in people]
    firms = [english.company() for _ in range(FIRMS)]
    lists, labelled = folder / "lists", folder / "labelled"
    for made in (lists, labelled):
        made.mkdir(parents=True, exist_ok=True)
    kinds = [*((name, "individual") for name in latin), *((name, "-0-") for name in firms)]
    _rows(lists / "ofac_sdn_2023.csv", ([n, name, kind, *["-0-"] * 9] for n, (name, kind) in enumerate(kinds, 1)))
    _rows(lists / "ofac_alt_2024-01.csv", ([n, n, "aka", name, "-0-"] for n, name in enumerate(latin, 1)))
    individuals = "".join(map(_individual, range(PEOPLE), latin))
    (lists / "un_consolidated_2026-02-27.xml").write_text(
        f"<CONSOLIDATED_LIST><INDIVIDUALS>{individuals}</INDIVIDUALS></CONSOLIDATED_LIST>", encoding="utf-8"
    )
    damaged = [name.replace("V", "W") for name in latin]
    _rows(labelled / "un_persons_untreated.csv", [["full_name"], *([name] for name in latin)])
    _rows(labelled / "un_persons_treated.csv", [["full_name"], *([name] for name in damaged)])
    _rows(labelled / "not_listed_global.csv", [["full_name"], *([english.name()] for _ in range(STRANGERS))])
    alike = [["Person", *pair, "true"] for pair in zip(people, latin, strict=True)]
    alike += [["Organization", name, f"{name} LLC", "true"] for name in firms]
    apart = [["Person", name, english.name(), "false"] for name in people]
    apart += [["Organization", name, english.company(), "false"] for name in firms]
    pairs = [row for both in zip(alike, alike, apart, apart, strict=True) for row in both]
    _rows(labelled / "name_pairs.csv", [["schema", "name1", "name2", "is_match"], *pairs])
    scripts = [[f"P{n}", "Person", "Cyrillic", *both] for n, both in enumerate(zip(people, latin, strict=True))]
    _rows(labelled / "cross_script_names.csv", [["entity", "schema", "script", "name", "latin_names"], *scripts])


def _individual(number: int, name: str) -> str:
    return f"<INDIVIDUAL><DATAID>{number}</DATAID><FIRST_NAME>{escape(name)}</FIRST_NAME></INDIVIDUAL>"


def _rows(path: Path, rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
