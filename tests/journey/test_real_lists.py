"""Real watch lists beside the made-up mission: a listed name in Cyrillic is held, made-up buyers mostly are not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tearoad.companies import Contact
from tearoad.demo import make_mission
from tearoad.journey.run import Options, prepare
from tearoad.journey.watch import Unwatched
from tearoad.names import FirmName, PersonName
from tearoad.screening import Status
from tearoad.values import LocalText
from tests.journey.small_demo import write
from tests.machine import copy_real_lists, needs_real_lists


@needs_real_lists
def test_a_listed_name_in_cyrillic_is_held_and_made_up_buyers_are_not(tmp_path: Path) -> None:
    files = make_mission()
    firm = replace(files.buyers[0], name=FirmName(native="АО «Рособоронэкспорт»"), registration_number="")
    person = replace(
        files.buyers[1], contact=Contact(PersonName(native="Сечин Игорь Иванович"), LocalText(ru="Директор"))
    )
    folder = write(replace(files, buyers=(firm, person, *files.buyers[2:])), tmp_path / "mission")
    copy_real_lists(folder / "lists")
    ready = prepare(folder, Options(), Unwatched())
    undecided = {verdict.party: verdict for verdict in ready.verdicts if verdict.status is Status.UNDECIDED}
    assert {firm.id, person.id} <= undecided.keys()
    assert len(undecided) - 2 <= 0.03 * len(files.buyers)
    planned = {party.id for party in ready.problem.parties}
    assert planned.isdisjoint(undecided)
    assert len(ready.lists.entries) > 12_000
