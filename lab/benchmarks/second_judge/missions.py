"""Made-up small missions in four formats, written as folders by the documents alone. Every name is fictional.

Everything that a rule is about is scarce in them: people, languages, interpreters, hours, tables, rooms for calls.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

FORMATS = ("stands", "tables", "calls", "mixed")
"""Firms at their stands; firms without one at tables; calls from a room; all of it, with desks and offices in town."""
DAYS = ("2027-03-09", "2027-03-10")
GOODS = (("Green tea", "090210"), ("Chili sauce", "210390"), ("Dried mushrooms", "071239"), ("Rice", "100630"))
NAME = 'name = "Made-up mission (fictional)"\nfair = "Made-up fair (fictional)"\ncity = "Moscow"\nvenue = "Hall 1"\n'
PLACES = {
    "stands": (),
    "tables": ('id = "T"\nkind = "table"\ncount = 3\nzone = "tables"',),
    "calls": (
        'id = "CALL"\nkind = "online"\nzone = "calls"\ncapacity = 2',
        'id = "CALL-2"\nkind = "online"\nzone = "far"',
    ),
    "mixed": (
        'id = "T"\nkind = "table"\ncount = 2\nzone = "tables"',
        'id = "CALL"\nkind = "online"\nzone = "calls"',
        'id = "DESK"\nkind = "desk"\nzone = "desks"\nowner = "B01"\ncapacity = 2',
        'id = "OFFICE"\nkind = "offsite"\nzone = "town"\nowner = "B02"',
    ),
}
WAYS = (("1", "tables", 10), ("1", "calls", 15), ("1", "far", 20), ("1", "desks", 10), ("1", "town", 40))
MORE_WAYS = (("calls", "far", 25), ("tables", "calls", 10), ("tables", "desks", 5), ("tables", "town", 40))


@dataclass
class MadeUp:
    """One mission while it is made up."""

    seed: int
    format: str
    firms: int = 4
    buyers: int = 10

    def __post_init__(self) -> None:
        self.random = Random(f"{self.format} {self.seed}")
        self.slot = self.random.choice((30, 30, 40))

    def write(self, folder: Path) -> Path:
        """Write the folder."""
        folder.mkdir(parents=True)
        (folder / "mission.toml").write_text(self._mission(), encoding="utf-8")
        requests = self._requests()
        sheets = {
            "Exporters": self._exporters(),
            "Delegates": self._delegates(),
            "Buyers": self._buyers(),
            "Interpreters": self._interpreters(),
            "Requests": requests,
            "Programme": self._programme(),
            "Availability": self._absences(),
            **self._agreed(requests),
        }
        for name, rows in sheets.items():
            headers = list(dict.fromkeys(header for row in rows for header in row))
            with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.DictWriter(file, headers)
                writer.writeheader()
                writer.writerows(rows)
        return folder

    def _mission(self) -> str:
        pick = self.random.choice
        places = "".join(f"[[places]]\n{place}\n" for place in PLACES[self.format])
        ways = "".join(
            f'[[walks]]\nhere = "{here}"\nthere = "{there}"\nminutes = {minutes}\n'
            for here, there, minutes in WAYS + MORE_WAYS
        )
        days = "".join(
            f'[[days]]\non = {day}\nopens = "10:00"\ncloses = "{closes}"\n'
            for day, closes in zip(DAYS, ("17:00", pick(("15:00", "16:00"))), strict=True)
        )
        objectives = (
            '"musts", "minimums", "value", "fairness"' if self.seed % 4 else '"musts", "value", "idle", "walking"'
        )
        return (
            f'{NAME}country = "RU"\ncurrency = "USD"\nhome_zone = "Asia/Shanghai"\nfair_zone = "Europe/Moscow"\n'
            f"[slots]\nminutes = {self.slot}\npause = {pick((5, 10))}\n{days}"
            f"[rules]\nwalk_in_share = {pick((0.0, 0.2, 0.4))}\nstand_cover = {pick((0, 1))}\n"
            f"proposals_per_exporter = {pick((0, 3))}\nobjectives = [{objectives}]\n"
            f"[caps]\nexporter_per_day = {pick((5, 8, 12))}\nbuyer_per_day = {pick((3, 5))}\n"
            f"[interpreters]\nmax_hours_per_day = {pick((3, 5))}\nmax_run_slots = {pick((2, 3))}\n"
            f"[pauses]\nminutes = {pick((30, 30, 60))}\nmax_run_slots = {pick((3, 4))}\n"
            f"{places}{ways}"
        )

    def _ids(self, letter: str) -> list[str]:
        return [f"{letter}{number:02}" for number in range(1, (self.firms if letter == "E" else self.buyers) + 1)]

    def _has_stand(self, firm: str) -> bool:
        return self.format in {"stands", "calls"} or (self.format == "mixed" and int(firm[1:]) % 2 == 1)

    def _exporters(self) -> list[Mapping[str, str]]:
        rows: list[Mapping[str, str]] = []
        for firm in self._ids("E"):
            good, code = self.random.choice(GOODS)
            stand = {"Stand": f"A{firm[1:]}", "Hall": "1"} if self._has_stand(firm) else {}
            rows.append(
                {
                    "ID": firm,
                    "Name in Latin letters": f"Firm {firm} (fictional)",
                    "Staff per day": self.random.choice(("1", "2", "2", "3; 2")),
                    "Languages": self.random.choice(("Chinese", "Chinese", "Chinese; English", "Chinese; Russian")),
                    "Do not meet": self.random.choice(("", "", f"B{self.random.randint(1, self.buyers):02}")),
                    "Product in English": good,
                    "HS code": code,
                    **stand,
                }
            )
        return rows

    def _delegates(self) -> list[Mapping[str, str]]:
        rows: list[Mapping[str, str]] = []
        for firm in self._ids("E"):
            silent = self.random.random() < 0.2
            for number in range(1, self.random.randint(2, 3) + 1):
                speaks = self.random.choice(("Chinese", "Chinese", "Chinese; English", "Chinese; Russian"))
                rows.append(
                    {
                        "ID": f"{firm}-{number}",
                        "Name in Latin letters": f"Delegate {number} of {firm} (fictional)",
                        "Firm": firm,
                        "Languages": "" if silent else speaks,
                        "Arrives": self.random.choice(("", "", f"{DAYS[0]} 11:30")),
                        "Leaves": self.random.choice(("", "", f"{DAYS[1]} 13:00")),
                    }
                )
        return rows

    def _buyers(self) -> list[Mapping[str, str]]:
        rows: list[Mapping[str, str]] = []
        for buyer in self._ids("B"):
            good, code = self.random.choice(GOODS)
            desk = {"B01": ("DESK", "2"), "B02": ("OFFICE", "1")}.get(buyer, ("", ""))
            own = {"Own desk": desk[0], "People at desk": desk[1]} if self.format == "mixed" else {}
            rows.append(
                {
                    "ID": buyer,
                    "Name in Latin letters": f"Buyer {buyer} (fictional)",
                    "Country": "RU",
                    "Languages": self.random.choice(("Russian", "Russian", "Russian; English", "English")),
                    "At the fair": self._window(0.4),
                    "Wants": good,
                    "HS code": code,
                    **own,
                }
            )
        return rows

    def _window(self, share: float) -> str:
        if self.random.random() > share:
            return ""
        start = self.random.choice((10, 11, 12, 13))
        return f"{self.random.choice(DAYS)} {start}:00-{start + self.random.choice((2, 3))}:00"

    def _interpreters(self) -> list[Mapping[str, str]]:
        rows: list[Mapping[str, str]] = []
        for number, pair in enumerate(("zh<>ru", "zh<>ru", "zh<>en"), start=1):
            rows.append(
                {
                    "ID": f"I{number}",
                    "Name in Latin letters": f"Interpreter {number} (fictional)",
                    "Languages": pair,
                    "Attached to": self.random.choice(("E01", "")) if number == 1 else "",
                    "Hours": self.random.choice(("", f"{DAYS[0]} 10:00-16:00; {DAYS[1]} 10:00-14:00")),
                    "Maximum hours a day": self.random.choice(("", "2")),
                    "Not for": self.random.choice(("", "E02", "B03")),
                }
            )
        return rows

    def _requests(self) -> list[Mapping[str, str]]:
        pairs = [(firm, buyer) for firm in self._ids("E") for buyer in self._ids("B")]
        chosen = self.random.sample(pairs, min(len(pairs), 6 * self.firms))
        rows: list[Mapping[str, str]] = []
        for firm, buyer in chosen:
            turned = self.random.random() < 0.5
            rows.append(
                {
                    "Who asks": buyer if turned else firm,
                    "Whom": firm if turned else buyer,
                    "How strongly": self.random.choice(("wish",) * 8 + ("must", "no")),
                    "Person": f"{firm}-{self.random.randint(1, 2)}" if self.random.random() < 0.15 else "",
                    "Format": self._asked_format(),
                    "Window": self._window(0.1),
                    "Slots": "2" if self.random.random() < 0.1 else "",
                }
            )
        return rows

    def _asked_format(self) -> str:
        if self.format == "calls":
            return "online" if self.random.random() < 0.7 else ""
        return self.random.choice(("online", "table", "", "", "")) if self.format == "mixed" else ""

    def _programme(self) -> list[Mapping[str, str]]:
        heads = "; ".join(f"{firm}-1" for firm in self._ids("E"))
        return [
            self._item("P1", (DAYS[0], "10:00", "11:00"), "Opening (fictional)", **{"Must attend": heads}),
            self._item(
                "P2", (DAYS[1], "12:00", "13:00"), "Talks (fictional)", **{"Interpreters": "I2", "Must attend": "E02-2"}
            ),
        ]

    @staticmethod
    def _item(id_: str, when: tuple[str, str, str], title: str, **who: str) -> Mapping[str, str]:
        day, start, end = when
        return {"ID": id_, "Kind": "other", "Date": day, "From": start, "To": end, "Title": title, **who}

    def _absences(self) -> list[Mapping[str, str]]:
        away = [
            ("E01-2", f"{DAYS[0]} 13:00-15:00"),
            ("B03", f"{DAYS[0]} 10:00-12:00"),
            ("I3", f"{DAYS[1]} 10:00-11:00"),
        ]
        if self.format in {"tables", "mixed"}:
            away.append(("T1", f"{DAYS[0]} 11:00-12:00"))
        return [{"Who": who, "Away": when} for who, when in away]

    def _agreed(self, requests: Sequence[Mapping[str, str]]) -> dict[str, list[Mapping[str, str]]]:
        """Return numbers, an order and a pin of pairs of which somebody wishes to meet and nobody refuses."""
        wished = [
            (min(row["Who asks"], row["Whom"], key=_firms_first), max(row["Who asks"], row["Whom"], key=_firms_first))
            for row in requests
            if row["How strongly"] == "wish" and not row["Person"] and not row["Window"]
        ]
        first, later, pinned = self.random.sample(wished, 3)
        return {
            "Quotas": [
                {"Who": first[1], "At least": "2", "At most": "3"},
                {"Who": "E03", "When": f"{DAYS[0]} 10:00-13:00", "At least": "", "At most": "2"},
            ],
            "Orders": [
                dict(zip(("First exporter", "First buyer", "Then exporter", "Then buyer"), first + later, strict=True))
            ],
            "Pins": [
                {"Exporter": pinned[0], "Buyer": pinned[1], "Start": f"{DAYS[1]} 11:{30 if self.slot == 30 else 20}"}
            ],
        }


def _firms_first(id_: str) -> bool:
    return not id_.startswith("E")
