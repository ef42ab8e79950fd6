"""How well names are found: `python lab/benchmarks/screening_names.py DIR [tune|report]` prints figures as JSON.

DIR holds `lists/` and `labelled/`. Every second row of each labelled file is for tuning, the others are reported.
"""

from __future__ import annotations

import csv
import json
import random
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from faker import Faker

from tearoad.companies import Buyer, Contact
from tearoad.names import FirmName, NameIndex, ParsedName, PersonName, compare, fold, parse_firm, parse_person
from tearoad.names.latin import readings
from tearoad.screening import ListEntry, read_lists, screen
from tearoad.screening.screen import FIRM_LEAST, PERSON_LEAST
from tearoad.values import CountryCode, PartyId

Rows = list[dict[str, str]]
_SHOWN = 25
_FILES = ("ofac_sdn_2023.csv", "ofac_alt_2024-01.csv", "un_consolidated_2026-02-27.xml")


def half(path: Path, which: str) -> Rows:
    """Return every second row: the even ones to tune, the odd ones to report."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [row for place, row in enumerate(csv.DictReader(lines)) if place % 2 == (which == "report")]


def share(part: int, whole: int) -> float:
    """Return a share with four digits."""
    return round(part / whole, 4) if whole else 0.0


def pairs(rows: Rows, *, show: bool) -> dict[str, object]:
    """Labelled pairs: is it a match at the thresholds of screening?"""
    out: dict[str, object] = {}
    for kind, person in (("person", True), ("firm", False)):
        parse, least = (parse_person, PERSON_LEAST) if person else (parse_firm, FIRM_LEAST)
        told = [
            (row["is_match"] == "true", compare(parse(row["name1"]), parse(row["name2"])).value, row)
            for row in rows
            if (row["schema"] == "Person") is person
        ]
        hit, miss = ([row for row in told if (row[1] >= least) is is_hit] for is_hit in (True, False))
        true = sum(match for match, _, _ in hit)
        out[kind] = {
            "pairs": len(told),
            "recall": share(true, sum(match for match, _, _ in told)),
            "precision": share(true, len(hit)),
        }
        if show:
            for _, score, row in [r for r in hit if not r[0]] + [r for r in miss if r[0]]:
                print(score, row["is_match"], row["name1"], "|", row["name2"], file=sys.stderr)
    return out


def damaged(labelled: Path, which: str, persons: NameIndex, names: Sequence[str], *, show: bool) -> dict[str, object]:
    """Persons of the UN list whose names were damaged: is the own entry found among all persons of all lists?"""
    rows = list(
        zip(
            half(labelled / "un_persons_treated.csv", which),
            half(labelled / "un_persons_untreated.csv", which),
            strict=True,
        )
    )
    found = 0
    for treated, untreated in rows:
        hits = persons.search(parse_person(treated["full_name"]), PERSON_LEAST)
        own = set(fold(untreated["full_name"]).split())
        is_found = any(set(fold(names[hit.place]).split()) == own for hit in hits)
        found += is_found
        if show and not is_found:
            score = compare(parse_person(treated["full_name"]), parse_person(untreated["full_name"]), persons.rarity)
            print("damaged", score.value, treated["full_name"], "|", untreated["full_name"], file=sys.stderr)
    return {"persons": len(rows), "recall": share(found, len(rows))}


def not_listed(rows: Rows, persons: NameIndex, names: Sequence[str], *, show: bool) -> dict[str, object]:
    """Made-up persons: how many are hits all the same?"""
    false = 0
    for row in rows:
        hits = persons.search(parse_person(row["full_name"]), PERSON_LEAST)
        false += bool(hits)
        if show and hits and false <= _SHOWN:
            print("false", hits[0].score.value, row["full_name"], "|", names[hits[0].place], file=sys.stderr)
    return {"persons": len(rows), "false_hits": false, "share": share(false, len(rows))}


def cross_script(rows: Rows, which: str, *, show: bool) -> dict[str, object]:
    """Names in other scripts: is the own entry found among the Latin names of all entries of the file?"""
    out: dict[str, object] = {}
    groups: dict[tuple[str, str], Rows] = {}
    for row in rows:
        groups.setdefault(("person" if row["schema"] == "Person" else "firm", row["script"]), []).append(row)
    for (kind, script), group in sorted(groups.items()):
        person = kind == "person"
        parse: Callable[[str], ParsedName] = parse_person if person else parse_firm
        owners = [(row["entity"], name) for row in group for name in row["latin_names"].split(" | ")]
        index = NameIndex([parse(name) for _, name in owners])
        found, others, shown = 0, 0, 0
        for row in group:
            hits = {
                owners[h.place][0] for h in index.search(parse(row["name"]), PERSON_LEAST if person else FIRM_LEAST)
            }
            found += row["entity"] in hits
            others += len(hits - {row["entity"]})
            if show and row["entity"] not in hits and shown < _SHOWN:
                shown += 1
                latin = [reading.words for reading in readings(tuple(fold(row["name"]).split()), person=person)]
                print("cross", which, row["name"], latin, "|", row["latin_names"][:90], file=sys.stderr)
        out[f"{kind} {script}"] = {
            "names": len(group), "recall": share(found, len(group)), "others_a_name": share(others, len(group))
        }  # fmt: skip
    return out


def disguised(rows: Rows, seed: int) -> dict[str, object]:
    """Cyrillic names of listed persons, reordered and with a letter lost: are they still found by the Latin name?"""
    dice = random.Random(seed)  # not secret
    group = [row for row in rows if row["schema"] == "Person" and row["script"] == "Cyrillic"]
    owners = [(row["entity"], name) for row in group for name in row["latin_names"].split(" | ")]
    index = NameIndex([parse_person(name) for _, name in owners])
    found = 0
    for row in group:
        words = row["name"].split()
        longest = max(range(len(words)), key=lambda place: len(words[place]))
        place = dice.randrange(1, max(2, len(words[longest]) - 1))
        words[longest] = words[longest][:place] + words[longest][place + 1 :]
        dice.shuffle(words)
        hits = index.search(parse_person(" ".join(words)), PERSON_LEAST)
        found += row["entity"] in {owners[hit.place][0] for hit in hits}
    return {"persons": len(group), "recall": share(found, len(group))}


WORDS = [
    "Вкус",
    "Урожай",
    "Дары",
    "Природа",
    "Золотой",
    "Колос",
    "Север",
    "Байкал",
    "Планета",
    "Чайный",
    "Мир",
    "Продукт",
    "Сибирь",
    "Алтай",
    "Кубань",
    "Волга",
    "Снаб",
    "Торг",
    "Трейд",
    "Гурман",
    "Лавка",
    "Мастер",
    "Азбука",
    "Край",
    "Степь",
    "Жибек",
    "Жолы",
    "Алма",
    "Нурлы",
    "Тан",
    "Бота",
    "Дастархан",
    "Береке",
    "Достык",
    "Азия",
    "Фуд",
    "Экспресс",
    "Логистик",
    "Центр",
    "Маркет",
]


def made_up(count: int, seed: int) -> tuple[Buyer, ...]:
    """Return fictional buyers with Russian, Kazakh-like and Latin names."""
    russian, english, dice = Faker("ru_RU"), Faker("en_US"), random.Random(seed)  # not secret
    russian.seed_instance(seed)
    english.seed_instance(seed)
    makers: tuple[Callable[[], FirmName], ...] = (
        lambda: FirmName(native=f"{russian.company_prefix()} «{russian.last_name_male()} и партнёры»"),
        lambda: FirmName(native=f"ООО «{' '.join(dice.sample(WORDS, 2))}»"),
        lambda: FirmName(native=f'ТОО "{dice.choice(WORDS)}{dice.choice(WORDS).lower()}"'),
        lambda: FirmName(latin=english.company()),
    )
    return tuple(
        Buyer(
            PartyId(f"B{n:04}"),
            makers[n % len(makers)](),
            country=CountryCode("RU"),
            contact=Contact(person=PersonName(native=russian.name())),
        )
        for n in range(count)
    )


def whole_run(folder: Path, seeds: range, *, show: bool) -> dict[str, object]:
    """180 made-up buyers against all lists: seconds with reading, and parties that are held for nothing."""
    started = time.perf_counter()
    lists = read_lists(folder)
    read = time.perf_counter() - started
    seconds: list[float] = []
    false = parties = 0
    for seed in seeds:
        buyers = made_up(180, seed)
        began = time.perf_counter()
        verdicts = screen(buyers, lists.entries, ())
        seconds.append(round(time.perf_counter() - began, 2))
        parties += len(buyers)
        held = [verdict for verdict in verdicts if verdict.hits]
        false += len(held)
        for verdict in held if show else ():
            print("held", verdict.hits[0].score, verdict.hits[0].ours, "|", verdict.hits[0].theirs, file=sys.stderr)
    return {
        "entries": len(lists.entries),
        "names": sum(len(entry.names) for entry in lists.entries),
        "weak_names": sum(len(entry.weak_names) for entry in lists.entries),
        "read_seconds": round(read, 2),
        "screen_seconds": seconds,
        "parties": parties,
        "false_hits": false,
        "share": share(false, parties),
    }


def main(root: Path, which: str) -> None:
    """Print the figures; on the half for tuning, print what went wrong as well."""
    show = which == "tune"
    lists, labelled = root / "lists", root / "labelled"
    chosen = Path("build/lists")
    chosen.mkdir(parents=True, exist_ok=True)
    for name in _FILES:
        (chosen / name).write_bytes((lists / name).read_bytes())
    seeds = range(3) if show else range(100, 105)
    figures: dict[str, object] = {"half": which, "whole_run": whole_run(chosen, seeds, show=show)}
    entries: tuple[ListEntry, ...] = read_lists(chosen).entries
    names = [name for entry in entries if entry.kind == "person" for name in entry.names]
    persons = NameIndex([parse_person(name) for name in names])
    figures["name_pairs"] = pairs(half(labelled / "name_pairs.csv", which), show=show)
    figures["damaged"] = damaged(labelled, which, persons, names, show=show)
    figures["not_listed"] = not_listed(half(labelled / "not_listed_global.csv", which), persons, names, show=show)
    figures["cross_script"] = cross_script(half(labelled / "cross_script_names.csv", which), which, show=show)
    figures["disguised_cyrillic"] = disguised(half(labelled / "cross_script_names.csv", which), 5)
    figures["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(figures, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "report")
