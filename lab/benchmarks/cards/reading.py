"""Read made-up business cards from photos with noise: name, firm, telephone and e-mail, each right or not.

A card is right in a field when what is suggested equals what was printed: letters in any case, spaces as they are
between words, a number by its digits. Each wrong one is told, then figures for each kind of card; the last line is
JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

os.environ.setdefault("OMP_THREAD_LIMIT", "1")

from lab.benchmarks.cards.camera import photographed
from lab.benchmarks.cards.contents import KINDS, Truth, made_up
from lab.benchmarks.cards.drawing import LAYOUTS, drawn
from tearoad.capture.cards import CardReader, CardReading, card_reader, read_card

FIELDS = ("person", "firm", "phone", "email")
GOAL = 0.95


@dataclass(frozen=True, slots=True)
class Card:
    """A card to be read."""

    name: str
    truth: Truth
    layout: str
    photos: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a card."""

    card: Card
    reading: CardReading
    seconds: float

    def wrong(self) -> Iterator[tuple[str, str, str]]:
        """Return each field that was not read as printed, with what was printed and what was read."""
        for field in FIELDS:
            printed, read = str(getattr(self.card.truth, field)), self.reading.value(field)
            if plain(field, printed) != plain(field, read):
                yield field, printed, read


def plain(field: str, value: str) -> str:
    """Return what has to be equal."""
    if field == "phone":
        return "".join(filter(str.isdigit, value))
    return "".join(value.split()).casefold()


def cards(count: int, seed: int) -> Iterator[Card]:
    """Make cards; kinds and layouts take turns, all else is chance. Each depends on the seed and its number only."""
    for place in range(count):
        chance = Random(f"{seed}/{place}")
        truth = made_up(KINDS[place % len(KINDS)], chance)
        layout = LAYOUTS[(place + place // len(LAYOUTS)) % len(LAYOUTS)]
        photos = tuple(photographed(drawn(side, layout, chance), chance) for side in truth.sides)
        yield Card(f"{seed}-{place:03}", truth, layout, photos)


def read(card: Card) -> Outcome:
    """Read one card; the seconds are of the processor."""
    reader = _reader()
    began = time.process_time()
    reading = read_card(reader, card.photos)
    return Outcome(card, reading, time.process_time() - began)


@cache
def _reader() -> CardReader:
    reader = card_reader()
    if reader is None:
        sys.exit("The letters are missing: as root, sh requirements/system.sh")
    return reader


def main() -> int:
    """Read the command line and the cards; 1 where a field is below the goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, default=120)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="a folder for the photos of cards that were not read right")
    asked = parser.parse_args()
    made = [card for seed in asked.seeds for card in cards(asked.cards, seed)]
    with ProcessPoolExecutor(asked.workers) as pool:
        outcomes = list(pool.map(read, made))
    for outcome in outcomes:
        _tell(outcome, asked.keep)
    _tell_kinds(outcomes)
    last = figures(outcomes)
    print(json.dumps(last))
    return 0 if all(last[field] >= GOAL for field in FIELDS) else 1


def _tell(outcome: Outcome, keep: Path | None) -> None:
    card, wrong = outcome.card, list(outcome.wrong())
    for field, printed, found in wrong:
        print(f"{card.name} {card.truth.kind:<6}{card.layout:<11}{field:<7} {printed!r} was read as {found!r}")
    if keep and wrong:
        keep.mkdir(parents=True, exist_ok=True)
        for place, photo in enumerate(card.photos):
            (keep / f"{card.name}-{place}.jpg").write_bytes(photo)


def _tell_kinds(outcomes: list[Outcome]) -> None:
    wrong = Counter((outcome.card.truth.kind, field) for outcome in outcomes for field, _, _ in outcome.wrong())
    many = Counter(outcome.card.truth.kind for outcome in outcomes)
    for kind in KINDS:
        shares = {field: round(1 - wrong[kind, field] / many[kind], 3) for field in FIELDS if many[kind]}
        print(json.dumps({"kind": kind, "cards": many[kind], **shares}))


def figures(outcomes: list[Outcome]) -> dict[str, float]:
    """Return the share of cards that are right in each field, and the seconds a card."""
    wrong = Counter(field for outcome in outcomes for field, _, _ in outcome.wrong())
    shares = {field: round(1 - wrong[field] / len(outcomes), 4) for field in FIELDS}
    sides = sum(len(outcome.card.photos) for outcome in outcomes)
    seconds = sum(outcome.seconds for outcome in outcomes)
    return {
        "cards": len(outcomes),
        **shares,
        "seconds_per_card": round(seconds / len(outcomes), 2),
        "seconds_per_side": round(seconds / sides, 2),
    }


if __name__ == "__main__":
    sys.exit(main())
