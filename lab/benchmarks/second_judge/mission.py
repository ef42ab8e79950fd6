"""From the rows of a folder to what a plan is held against."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from lab.benchmarks.second_judge.documents import plain
from lab.benchmarks.second_judge.facts import (
    Interpreter,
    Mission,
    Pair,
    Party,
    Person,
    Pin,
    Place,
    Quota,
    Request,
    Rules,
    Slot,
    Span,
)
from lab.benchmarks.second_judge.folder import Folder, Row, UnjudgedError
from lab.benchmarks.second_judge.when import at, moment, spans

LANGUAGES = {
    "zh": "chinese 中文 汉语 китайский",
    "ru": "russian 俄语 русский",
    "en": "english 英语 английский",
    "kk": "kazakh 哈萨克语 казахский",
    "de": "german 德语 немецкий",
}
LONG_AGO, LATE = datetime(2000, 1, 1), datetime(2100, 1, 1)  # noqa: DTZ001  # by the fair's clock, as all times here


class Reader:
    """Reads the parts of one mission."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.toml = folder.mission
        self.fair = [
            Span(at(day["on"], str(day["opens"])), at(day["on"], str(day["closes"]))) for day in self.toml["days"]
        ]
        self.ids = self._ids()
        self.blocked = self._blocked()

    def mission(self) -> Mission:
        """Return the whole mission."""
        rules = self._rules()
        slots = tuple(self._slots(rules))
        parties = {party.id: party for party in (*self._firms(), *self._buyers())}
        quotas = (
            Quota(self.who(row["who"]), self.spans(row.get("when", "")), *_least_and_most(row))
            for row in self.folder.of("quotas")
        )
        orders = (
            (self._pair(row["exporter"], row["buyer"]), self._pair(row["then_exporter"], row["then_buyer"]))
            for row in self.folder.of("precedences")
        )
        return Mission(
            days=tuple(span.start.date() for span in self.fair),
            slots=slots,
            rules=rules,
            places={place.id: place for place in self._places()},
            closed=self.blocked,
            ways={frozenset((one["here"], one["there"])): one["minutes"] for one in self.toml.get("walks", ())},
            parties=parties,
            interpreters={interpreter.id: interpreter for interpreter in self._interpreters()},
            requests=self._requests(),
            pins=self._pins({slot.span.start for slot in slots}),
            quotas=tuple(quotas),
            orders=tuple(orders),
            barred=frozenset(
                self.who(row["party"]) for row in self.folder.of("decisions") if row["ruling"] in {"block", "hold"}
            ),
        )

    def who(self, said: str) -> str:
        """Return the id that a cell means by its id or name."""
        found = self.ids.get(plain(said))
        if not found:
            raise UnjudgedError("nobody is called", said)
        return found

    def everyone(self, cell: str) -> frozenset[str]:
        """Return the ids of a list."""
        return frozenset(self.who(text) for text in map(str.strip, cell.split(";")) if text)

    def spans(self, cell: str) -> tuple[Span, ...]:
        """Return the times of a cell."""
        return spans(cell, self.fair)

    def away_of(self, *ids: str) -> tuple[Span, ...]:
        """Return what blocks somebody or those they belong to."""
        return tuple(span for text in ids for span in self.blocked.get(text, ()))

    def _ids(self) -> dict[str, str]:
        found = {plain(place.id): place.id for place in self._places()}
        for kind in ("exporters", "buyers", "delegates", "interpreters"):
            for row in self.folder.by_id(kind):
                names = (row.get(name, "") for name in ("id", "name", "native", "latin", "name_native", "name_latin"))
                found |= {plain(name): row["id"] for name in names if name}
        return found

    def _blocked(self) -> dict[str, list[Span]]:
        found: dict[str, list[Span]] = {}
        for row in self.folder.of("availability"):
            found.setdefault(self.who(row["who"]), []).extend(self.spans(row["when"]))
        for ids, span in self._items("must", "speaks", "hosts", "interpreters"):
            for text in ids:
                found.setdefault(text, []).append(span)
        return found

    def _items(self, *columns: str) -> Iterator[tuple[frozenset[str], Span]]:
        """Return who is at an item of the programme by some column, and when it is."""
        for row in self.folder.of("programme"):
            end = row["end"] if len(row["end"]) > len("10:00") else f"{row['day']} {row['end']}"
            span = Span(datetime.fromisoformat(f"{row['day']} {row['start']}"), datetime.fromisoformat(end))
            yield self.everyone("; ".join(row.get(column, "") for column in columns)), span

    def _rules(self) -> Rules:
        slots, rules, pauses = (self.toml.get(name, {}) for name in ("slots", "rules", "pauses"))
        return Rules(
            slot_minutes=slots.get("minutes", 30),
            change_minutes=slots.get("pause", 5),
            walk_in_share=rules.get("walk_in_share", 0.3),
            cover=rules.get("stand_cover", 1),
            run=self.toml.get("interpreters", {}).get("max_run_slots", 4),
            pause_minutes=pauses.get("minutes", 30),
            pause_from=pauses.get("from", "12:00"),
            pause_until=pauses.get("until", "14:00"),
            pause_run=pauses.get("max_run_slots", 6),
            off=frozenset(rules.get("switched_off", ())),
        )

    def _slots(self, rules: Rules) -> Iterator[Slot]:
        number = 0
        for day, open_ in enumerate(self.fair):
            start = open_.start
            length = timedelta(minutes=rules.slot_minutes - rules.change_minutes)
            while start + length <= open_.end:
                yield Slot(number, day, Span(start, start + length))
                number, start = number + 1, start + timedelta(minutes=rules.slot_minutes)

    def _places(self) -> Iterator[Place]:
        for one in self.toml.get("places", ()):
            count = one.get("count")
            ids = one.get("names") or ([f"{one['id']}{n}" for n in range(1, count + 1)] if count else [one["id"]])
            for id_ in ids:
                zone = one.get("zone") or one.get("hall") or id_
                yield Place(id_, one["kind"], zone, one.get("owner", ""), one.get("capacity", 1))
        for row in self.folder.by_id("exporters"):
            if stand := row.get("stand"):
                yield Place(stand, "stand", row.get("hall", stand), row["id"], capacity=max(self._staff(row)))

    def _staff(self, row: Row) -> tuple[int, ...]:
        said = [int(text) for text in row.get("staff_per_day", "1").split(";")]
        return tuple(said if len(said) == len(self.fair) else said[:1] * len(self.fair))

    def _firms(self) -> Iterator[Party]:
        people = list(self._people())
        for row in self.folder.by_id("exporters"):
            stand = row.get("stand", "")
            yield Party(
                id=row["id"],
                is_firm=True,
                languages=_languages(row.get("languages", "")),
                base=stand,
                staff=self._staff(row),
                cap=self.toml.get("caps", {}).get("exporter_per_day", 12),
                away=self.away_of(row["id"]),
                avoids=self.everyone(row.get("do_not_meet", "")),
                people=tuple(person for person in people if person.firm == row["id"]),
            )

    def _people(self) -> Iterator[Person]:
        for row in self.folder.by_id("delegates"):
            if not row.get("firm"):
                continue
            firm = self.who(row["firm"])
            arrives, leaves = (moment(row.get(name, "")) for name in ("arrives_at", "leaves_at"))
            travel = (Span(LONG_AGO, arrives or LONG_AGO), Span(leaves or LATE, LATE))
            away = (*travel, *self.away_of(row["id"], firm))
            yield Person(row["id"], firm, _languages(row.get("languages", "")), away)

    def _buyers(self) -> Iterator[Party]:
        for row in self.folder.by_id("buyers"):
            desk = row.get("desk", "")
            people = int(row.get("people", "1")) if desk else 1
            yield Party(
                id=row["id"],
                is_firm=False,
                languages=_languages(row.get("languages", "")),
                base=self.who(desk) if desk else "",
                staff=(people,) * len(self.fair),
                cap=people * self.toml.get("caps", {}).get("buyer_per_day", 8),
                windows=self.spans(row.get("windows", "")),
                away=self.away_of(row["id"]),
                avoids=self.everyone(row.get("do_not_meet", "")),
            )

    def _interpreters(self) -> Iterator[Interpreter]:
        usual = self.toml.get("interpreters", {}).get("max_hours_per_day", 6)
        works: dict[str, list[Span]] = {}
        for ids, span in self._items("interpreters"):
            for text in ids:
                works.setdefault(text, []).append(span)
        for row in self.folder.by_id("interpreters"):
            yield Interpreter(
                id=row["id"],
                pairs=frozenset(_pairs(row["pairs"])),
                attached_to=self.who(row["attached_to"]) if row.get("attached_to") else "",
                hours=self.spans(row.get("hours", "")),
                away=self.away_of(row["id"]),
                programme=tuple(works.get(row["id"], ())),
                max_minutes=60 * int(row.get("max_hours", usual)),
                not_for=self.everyone(row.get("not_for", "")),
            )

    def _requests(self) -> dict[Pair, list[Request]]:
        found: dict[Pair, list[Request]] = {}
        for row in self.folder.of("requests"):
            asker, asked = self.who(row["asker"]), self.who(row["asked"])
            request = Request(
                asker=asker,
                asked=asked,
                strength=row.get("strength", "wish"),
                person=self.who(row["person"]) if row.get("person") else "",
                format=row.get("format", ""),
                window=self.spans(row.get("window", "")),
                agreed=moment(row.get("agreed", "")),
                slots=int(row.get("slots", "1")),
            )
            found.setdefault(self._pair(asker, asked), []).append(request)
        return found

    def _pair(self, text: str, other: str) -> Pair:
        ids = self.who(text), self.who(other)
        firms = {row["id"] for row in self.folder.of("exporters")}
        return ids if ids[0] in firms else (ids[1], ids[0])

    def _pins(self, begins: set[datetime]) -> dict[Pair, Pin]:
        """Return the pins; one that begins with no slot of the fair is held back and told, not planned."""
        found = {}
        for row in self.folder.of("pins"):
            interpreter = self.who(row["interpreter"]) if row.get("interpreter") else ""
            pin = Pin(moment(row.get("start", "")), row.get("place", ""), interpreter)
            if pin.start is None or pin.start in begins:
                found[self._pair(row["exporter"], row["buyer"])] = pin
        return found


def _languages(cell: str) -> frozenset[str]:
    return frozenset(_language(text) for text in map(str.strip, cell.split(";")) if text)


def _language(said: str) -> str:
    for code, names in LANGUAGES.items():
        if plain(said) == code or plain(said) in names.split():
            return code
    raise UnjudgedError("no language is called", said)


def _pairs(cell: str) -> Iterator[tuple[str, str]]:
    for part in map(str.strip, cell.split(";")):
        text, _, other = part.partition(">")
        source, target = _language(text.rstrip("<").strip()), _language(other.strip())
        yield source, target
        if "<" in text:
            yield target, source


def _least_and_most(row: Row) -> tuple[int, int | None]:
    return int(row.get("least", "0")), int(row["most"]) if row.get("most") else None


def read_mission(folder: Folder) -> Mission:
    """Return what a folder states."""
    return Reader(folder).mission()
