"""Made notices with known facts; those of `first.toml` were known when the reader was written, the others not."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tearoad.market.facts.document import FactType
from tearoad.market.facts.reading import read_facts

FOLDER = Path(__file__).parent / "notices"
LISTS = {
    FactType.QUANTITY: "quantities",
    FactType.PERCENTAGE: "percentages",
    FactType.DATE: "dates",
    FactType.PLACE: "places",
}


def notices(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["notice"]
    return found


def known(notice: dict[str, Any]) -> set[tuple[str, str]]:
    names = (*LISTS.values(), "speakers", "cites")
    return {(name, written) for name in names for written in notice.get(name, [])}


def proposed(text: str) -> set[tuple[str, str]]:
    facts = read_facts(text)
    found = {(LISTS[fact.type], fact.written) for fact in facts}
    found |= {("speakers", fact.speaker) for fact in facts if fact.speaker}
    return found | {("cites", fact.cites) for fact in facts if fact.cites}


@pytest.mark.parametrize("name", ["first", "second", "third", "fourth", "fifth", "sixth"])
def test_facts_of_notices_are_proposed_and_little_else(name: str) -> None:
    right = missed = wrong = 0
    for notice in notices(name):
        wanted, found = known(notice), proposed(notice["text"])
        right, missed, wrong = right + len(wanted & found), missed + len(wanted - found), wrong + len(found - wanted)

    assert right / (right + wrong) >= 0.9, (right, wrong)
    assert right / (right + missed) >= 0.8, (right, missed)
