"""Events read by hand are those that `from_document` reads; what is written otherwise is left to it."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from tearoad import orders as core
from tearoad.mission.web.models import Mission
from tearoad.orders.web.models import OpportunityEvent
from tearoad.orders.web.queries.opportunities import opportunities
from tearoad.orders.web.queries.stored_events import event_by_hand
from tearoad.values.document import from_document, to_document
from tests.orders.web.conftest import Write, mission, opened, stranger, write
from tests.results.made_record import made_record

__all__ = ["mission", "opened", "stranger", "write"]  # fixtures

DOCUMENT = {"id": "1", "type": "forward", "on": "2023-02-07", "said_by": "buyer", "rung": "paid"}


@pytest.mark.parametrize("seed", range(3))
def test_made_events_are_read_as_the_converter_reads_them(seed: int) -> None:
    for opportunity in made_record(seed).opportunities:
        for event in opportunity.events.history.events:
            written = to_document(event)
            assert event_by_hand(json.dumps(written)) == event == from_document(core.OrderEvent, written)


def _spoilt(rng: random.Random) -> dict[str, Any]:
    wrong: tuple[Any, ...] = (
        None,
        7,
        True,
        1.5,
        "",
        "x",
        [],
        ["x"],
        {},
        {"amount": "1"},
        {"digits": "09"},
        [{"digits": 9}],
        "20230207",
    )
    money = {"amount": "1", "currency": "CNY"}
    fields = (*core.OrderEvent.__dataclass_fields__, "other")
    spoilt = {rng.choice(fields): rng.choice((*wrong, money, money | {"more": 1}, money | {"amount": 1}))}
    return DOCUMENT | {"money": money} | spoilt


def test_what_the_converter_refuses_is_never_read_by_hand() -> None:
    rng, read = random.Random(1), 0
    for _ in range(600):
        document = _spoilt(rng)
        by_hand = event_by_hand(json.dumps(document))
        read += by_hand is not None
        assert by_hand is None or by_hand == from_document(core.OrderEvent, document)
    assert 0 < read < 600


@pytest.mark.parametrize("written", ["", "[]", "7", "null", '{"id": NaN}', "[" * 100_000])
def test_what_is_no_document_is_left_to_the_converter(written: str) -> None:
    assert event_by_hand(written) is None


@pytest.mark.django_db
def test_a_letter_of_two_halves_is_read_by_the_converter_and_in_its_place(write: Write, mission: Mission) -> None:
    first, second = write(amount="5.00"), write(amount="7.00")
    OpportunityEvent.objects.filter(pk=first.pk).update(document=first.document | {"note": "\N{GRINNING FACE}"})
    (found,) = opportunities(mission)
    assert [event.id for event in found.history.events] == [str(first.pk), str(second.pk)]
    assert found.history.events[0].note == "\N{GRINNING FACE}"
