"""What the office sees of cards: beside what firms wrote, marked, and never as theirs."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from openpyxl import load_workbook

from tearoad.capture.web.actions.cards import put_off
from tearoad.capture.web.models import CardRead, CardState, Phone
from tearoad.mission.web.models import Mission
from tests.capture.pictures import named, photo
from tests.capture.web.cards.conftest import FRONT, Known, photographed, read_all
from tests.capture.web.conftest import send, sent
from tests.queries import queries_of

NOT_CONFIRMED = "Read from the card, not confirmed"


def page(browser: Client, mission: Mission, rest: str = "firms/E01/") -> str:
    return browser.get(f"/missions/{mission.pk}/floor/{rest}").content.decode()


def test_fields_in_which_nothing_stands_show_what_was_read(signed_in: Client, mission: Mission, phone: Phone) -> None:
    send(phone, first := sent(1, files=[named(FRONT)], firm="Yunwu"))
    photographed(phone, FRONT)
    assert "is being read" in page(signed_in, mission)
    read_all()
    shown = page(signed_in, mission)
    assert NOT_CONFIRMED in shown
    assert ("李伟 (" in shown, "茶叶有限公司" in shown, "unsure" in shown) == (True, False, False)
    read = CardRead.objects.get().reading["suggestions"]
    everything = {card_read["field"]: card_read["value"] for card_read in read}
    send(phone, sent(2, report=first["report"], **(everything | {"firm": "Yunwu"})) | {"replaces": {}})
    shown = page(signed_in, mission)
    assert (NOT_CONFIRMED in shown, "李伟" in shown) == (False, True)


def test_what_is_unsure_is_said_to_be(signed_in: Client, mission: Mission, phone: Phone) -> None:
    send(phone, sent(1, files=[named(FRONT)]))
    photographed(phone, FRONT)
    read_all(Known(confidence=40))
    assert "unsure" in page(signed_in, mission)


def test_the_workbook_holds_nothing_that_nobody_confirmed(signed_in: Client, mission: Mission, phone: Phone) -> None:
    send(phone, sent(1, files=[named(FRONT)], notes="at nine"))
    photographed(phone, FRONT)
    read_all()
    answer = signed_in.get(f"/missions/{mission.pk}/floor/visitors.xlsx")
    cells = [str(cell.value) for row in load_workbook(io.BytesIO(answer.content)).active.iter_rows() for cell in row]
    assert ("at nine" in cells, any("李伟" in cell for cell in cells)) == (True, False)


@pytest.mark.parametrize(
    ("state", "said"),
    [(CardState.ILLEGIBLE, "nothing legible"), (CardState.UNAVAILABLE, "this server cannot read cards")],
)
def test_why_nothing_was_read_is_said(
    signed_in: Client, mission: Mission, phone: Phone, state: CardState, said: str
) -> None:
    content = photo("x", size=(300, 200))
    send(phone, sent(1, files=[named(content)]))
    photographed(phone, content)
    if state is CardState.UNAVAILABLE:
        put_off()
    else:
        read_all()
    assert said in page(signed_in, mission)
    assert ("tearoad doctor" in page(signed_in, mission, "")) == (state is CardState.UNAVAILABLE)


def test_the_number_of_queries_does_not_grow_with_cards(signed_in: Client, mission: Mission, phone: Phone) -> None:
    counts = []
    for place in range(3):
        content = photo(f"card {place}")
        send(phone, sent(place + 1, files=[named(content)]))
        photographed(phone, content)
        read_all()
        page(signed_in, mission)
        counts.append(queries_of(lambda: page(signed_in, mission)))
    assert len(set(counts)) == 1
