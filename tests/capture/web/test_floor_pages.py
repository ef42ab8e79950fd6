"""The officer's pages: what waits, phones, visitors, the workbook."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.test import Client
from openpyxl import load_workbook

from tearoad.capture import FIELDS
from tearoad.capture.fair import TOLD
from tearoad.capture.web.actions.phones import stop
from tearoad.capture.web.models import Phone, Quarantined, SentRevision, Weighed
from tearoad.capture.web.queries.devices import devices
from tearoad.capture.web.queries.streams import cleaned
from tearoad.capture.web.queries.visitors import Figures, figures, firms
from tearoad.mission.web.models import Mission
from tearoad.people import Actor, Role
from tearoad.people.web.models import Membership
from tearoad.values import Language
from tearoad.web.clock import now
from tearoad.web.registry import personal_data
from tests.capture.web.conftest import send, sent
from tests.queries import queries_at

LetIn = Callable[..., Phone]


def address(mission: Mission, rest: str = "") -> str:
    return f"/missions/{mission.id}/floor/{rest}"


def test_without_a_phone_the_page_says_what_to_do_and_the_mission_shows_no_card(
    signed_in: Client, mission: Mission
) -> None:
    shown = signed_in.get(address(mission)).content.decode()
    assert "No phone has been made ready yet." in shown
    assert "card-floor" not in signed_in.get(f"/missions/{mission.id}/").content.decode()


def test_the_floor_at_a_glance(officer: Actor, signed_in: Client, mission: Mission, let_in: LetIn) -> None:
    own, other, lost = let_in(), let_in("E02"), let_in()
    report = sent()["report"]
    send(own, sent(1, report, warmth="warm"), sent(2, report, warmth="hot"), sent(3, warmth="cold"), is_ready=True)
    send(other, sent(1, person="李"), "odd")
    stop(officer, lost)
    assert figures(mission) == Figures(visitors=3, phones=2, ready=1, waiting=1)
    counted = {
        firm.party: (firm.visitors, firm.hot, firm.warm, firm.cold, firm.phones, firm.ready)
        for firm in firms(mission, Language.EN)
    }
    assert (counted["E01"], counted["E02"]) == ((2, 1, 0, 1, 1, 1), (1, 0, 0, 0, 1, 0))
    assert "card-floor" in signed_in.get(f"/missions/{mission.id}/").content.decode()


def test_notes_that_stand_on_a_phone_alone_are_named_once_it_is_out_of_reach(
    officer: Actor, mission: Mission, phone: Phone
) -> None:
    send(phone, sent(1), sent(3), sent(4), {"number": 8}, made=9)
    (found,) = devices(mission, now())
    assert (found.alone, found.numbers, found.is_out_of_reach) == (5, "2, 5–7, 9", False)
    (found,) = devices(mission, now() + timedelta(hours=25))
    assert found.is_out_of_reach
    stop(officer, phone)
    assert devices(mission, now())[0].is_out_of_reach


def test_a_phone_that_claims_a_great_many_notes_is_not_counted_through(mission: Mission, phone: Phone) -> None:
    send(phone, sent(2), made=2**31 - 1)
    (found,) = devices(mission, now())
    assert found.alone == 2**31 - 2
    assert found.numbers == "1, 3–201, …"


def test_what_waits_is_shown_with_its_reasons_and_decided_with_one_click(
    signed_in: Client, mission: Mission, phone: Phone
) -> None:
    send(phone, sent(1, person="Анна <b>", warmth="hot", mood=["x"]), clock=now() - timedelta(days=40))
    shown = signed_in.get(address(mission)).content.decode()
    for part in ("The phone’s clock is wrong", "There is no field “mood”.", "Анна &lt;b&gt;", "Hot", "[&quot;x&quot;]"):
        assert part in shown
    note = Quarantined.objects.get()
    assert f"notes/{note.pk}/take/" not in shown  # nobody could take it over
    page = signed_in.post(address(mission, f"notes/{note.pk}/aside/"), follow=True).content.decode()
    assert "It can still be read below." in page
    assert "Анна &lt;b&gt;" in page
    assert Quarantined.objects.get().state == Weighed.PUT_ASIDE
    assert signed_in.post(address(mission, f"notes/{note.pk}/aside/")).status_code == 409


def test_a_note_is_taken_over_with_one_click(signed_in: Client, mission: Mission, phone: Phone) -> None:
    send(phone, sent(1, person="Анна"), clock=now() - timedelta(days=40))
    note = Quarantined.objects.get()
    page = signed_in.post(address(mission, f"notes/{note.pk}/take/"), follow=True).content.decode()
    assert "Taken over" in page
    assert SentRevision.objects.count() == 1
    assert "Анна" in signed_in.get(address(mission, "firms/E01/")).content.decode()


def test_a_phone_is_stopped_by_its_name(signed_in: Client, mission: Mission, phone: Phone) -> None:
    page = address(mission, f"phones/{phone.pk}/stop/")
    assert signed_in.get(page).status_code == 200
    assert signed_in.post(page, {"confirm": "E02-1"}).status_code == 422
    assert Phone.objects.get().revoked_at is None
    after = signed_in.post(page, {"confirm": " e01-1"}, follow=True).content.decode()
    assert "Phone E01-1 is stopped." in after
    assert Phone.objects.get().revoked_at is not None


def test_a_firm_shows_both_where_two_notes_differ(signed_in: Client, mission: Mission, let_in: LetIn) -> None:
    report = sent()["report"]
    send(let_in(), sent(1, report, warmth="hot", firm="ООО «Пример»", due_on="2027-03-01", quantity="1200"))
    send(let_in(), sent(1, report, warmth="cold", owner="D02"))
    shown = signed_in.get(address(mission, "firms/E01/")).content.decode()
    for part in ("Hot / Cold", "2 notes differ", "ООО «Пример»", "Monday 1 March", "1,200"):
        assert part in shown
    assert signed_in.get(address(mission, "firms/E02/")).status_code == 200
    assert signed_in.get(address(mission, "firms/B001/")).status_code == 404


def test_the_workbook_holds_words_as_words(signed_in: Client, mission: Mission, let_in: LetIn) -> None:
    risky = '=HYPERLINK("http://example.org")'
    send(let_in(), sent(1, person=risky, phone="+7 495 000-00-17", price="12.50", due_on="2027-03-01", notes="a\nб"))
    send(let_in("E02"), sent(1, person="李"))
    whole = signed_in.get(address(mission, "visitors.xlsx"))
    rows = list(load_workbook(io.BytesIO(whole.content)).active.iter_rows(values_only=True))
    assert [len(row) for row in rows] == [4 + len(FIELDS) + len(TOLD)] * 3
    heads = list(rows[0])
    row = next(row for row in rows if row[heads.index("Name")] == risky)
    cells = {heads[place]: value for place, value in enumerate(row)}
    assert (cells["Phone"], Decimal(str(cells["Target price"])), cells["By when"], cells["Notes"]) == (
        "+7 495 000-00-17",
        Decimal("12.5"),
        "2027-03-01",
        "a\nб",
    )
    assert b"<f>" not in whole.content
    wsgiresponse = signed_in.get(address(mission, "firms/E02/visitors.xlsx"))
    names = [
        row[heads.index("Name")]
        for row in load_workbook(io.BytesIO(wsgiresponse.content)).active.iter_rows(values_only=True)
    ]
    assert names == ["Name", "李"]


@pytest.mark.parametrize("page", ["", "firms/E01/", "visitors.xlsx"])
def test_the_number_of_queries_does_not_grow(signed_in: Client, mission: Mission, let_in: LetIn, page: str) -> None:
    counts = []
    for many in (1, 3, 9):
        phone = let_in()
        send(
            phone,
            *(sent(number + 1, warmth="hot") for number in range(many)),
            *(f"odd {many} {n}" for n in range(many)),
        )
        counts.append(queries_at(signed_in, address(mission, page)))
    assert len(set(counts)) == 1


def test_an_auditor_is_shown_no_buttons(signed_in: Client, mission: Mission, phone: Phone) -> None:
    Membership.objects.update(role=Role.AUDITOR)
    send(phone, sent(1), clock=now() - timedelta(days=40))
    shown = signed_in.get(address(mission)).content.decode()
    assert "Take over" not in shown
    assert "Stop this phone" not in shown


def test_everything_of_a_lost_phone_is_taken_over_by_one_button_and_its_name(
    signed_in: Client, mission: Mission, phone: Phone
) -> None:
    send(phone, sent(1, person="Анна"), {"odd": True}, clock=now() - timedelta(days=40))
    where = address(mission, f"phones/{phone.pk}/take/")
    assert f'href="{where}"' in signed_in.get(address(mission)).content.decode()
    assert signed_in.post(where, {"confirm": "E01-9"}).status_code == 422
    assert SentRevision.objects.count() == 0
    shown = signed_in.post(where, {"confirm": "e01-1"}, follow=True).content.decode()
    assert ("1 note taken over." in shown, "1 note stays for a decision" in shown) == (True, True)
    assert SentRevision.objects.get().document["values"] == {"person": "Анна"}


@pytest.mark.usefixtures("phone")
def test_a_file_that_is_none_is_refused_on_the_page(signed_in: Client, mission: Mission) -> None:
    where = address(mission, "file/")
    assert f'href="{where}"' in signed_in.get(address(mission)).content.decode()
    assert "No file was chosen." in signed_in.post(where, {"digits": "1"}).content.decode()
    wrong = signed_in.post(where, {"digits": "12 34", "file": io.BytesIO(b"PK")})
    assert (wrong.status_code, 'value="12 34"' in wrong.content.decode()) == (422, True)


def test_a_phone_that_somebody_has_left_is_not_counted_among_those_that_may_write(
    signed_in: Client, mission: Mission, phone: Phone
) -> None:
    send(phone, is_ready=True)
    assert (figures(mission).phones, figures(mission).ready) == (1, 1)
    send(phone, is_wiped=True)
    assert (figures(mission).phones, figures(mission).ready) == (0, 0)
    assert "Left by its holder and emptied" in signed_in.get(address(mission)).content.decode()


@pytest.mark.parametrize(
    "planted", ["", "nonsense", "[" * 100_000, '{"number": NaN}', "9" * 5000, '"\\ud800"', "[null]"]
)
def test_what_is_kept_aside_and_is_no_json_breaks_no_page_and_no_letter(
    signed_in: Client, mission: Mission, phone: Phone, planted: str
) -> None:
    note = sent(1, person="李")
    send(phone, note, clock=now() - timedelta(days=9))
    kept = Quarantined.objects.get()
    Quarantined.objects.update(payload=planted)
    shown = signed_in.get(address(mission))
    assert (shown.status_code, f"note-{kept.pk}" in shown.content.decode()) == (200, True)
    assert signed_in.get(address(mission, "now/")).status_code == 200
    taken = signed_in.post(address(mission, f"notes/{kept.pk}/take/"))
    assert (taken.status_code, "cannot be taken over" in taken.content.decode()) == (409, True)
    assert send(phone, note) == [("attention", ["capture.clock_off"])]
    is_json = planted[:1] in {'"', "["} and len(planted) < 99
    assert bool(cleaned(phone, [UUID(note["id"])])) == is_json, "what is no JSON takes no note off a phone"
    assert list(personal_data()["capture.Quarantined"].find("anna@example.org")) == []
    assert Quarantined.objects.get().payload == planted
