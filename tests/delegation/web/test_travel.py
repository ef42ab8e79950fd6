from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tearoad.delegation.web.actions import travel as actions
from tearoad.delegation.web.models import TravelList
from tearoad.delegation.web.queries.people import delegation
from tearoad.errors import Conflict
from tearoad.mission import Delegate as Person
from tearoad.mission.web.models import Delegate, Mission
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry
from tearoad.values import Language, LocalText
from tearoad.values.document import from_document

LIST = (
    "Client,Hotel,Room type,Roommate,Arrival,Arrival flight,Passport No\n"
    "LI/SHILI MR,Example Hotel,twin,王示例,2027-02-07 08:40,su205,E12345678\n"
    "王示例,Example Hotel,twin,,2027-02-07 08:40,su205,E87654321\n"
    "SMITH John,Example Hotel,single,,,,\n"
)


def send(signed_in: Client, mission: Mission, content: str | bytes, name: str = "agent.csv") -> HttpResponse:
    written = content.encode() if isinstance(content, str) else content
    sent = {"file": SimpleUploadedFile(name, written)}
    answer: HttpResponse = signed_in.post(reverse("mission-travel-lists", args=[mission.id]), sent)  # type: ignore[assignment]  # Django's test answer
    return answer


@pytest.fixture
def taken_in(signed_in: Client, mission: Mission) -> TravelList:
    assert send(signed_in, mission, LIST).status_code == 302
    found: TravelList = TravelList.objects.get()
    return found


def url(name: str, found: TravelList) -> str:
    return reverse(f"mission-travel-list{name}", args=[found.mission.id, found.id])


def person(code: str) -> Person:
    return from_document(Person, Delegate.objects.get(code=code).document)


def test_a_list_with_strange_headers_is_explained_then_taken_over(
    officer: Actor, signed_in: Client, taken_in: TravelList
) -> None:
    page = signed_in.get(url("", taken_in)).content.decode()
    assert "SMITH" not in page
    assert ">Client<" in page
    signed_in.post(url("-explain", taken_in), {"h0": "name"})
    context = signed_in.get(url("", taken_in)).context
    assert [(proposal.line.row, proposal.fit.who, proposal.state) for proposal, _, _ in context["proposals"]] == [
        (2, "D01", "sure"),
        (3, "D02", "sure"),
        (4, None, "nobody"),
    ]
    known = delegation(taken_in.mission, Language.EN).names
    assert [name for _, name, _ in context["proposals"]] == [known["D01"], known["D02"], ""]
    answer = signed_in.post(url("-take-over", taken_in), {"who_2": "D01", "who_3": "D02", "who_4": ""})
    assert answer.status_code == 302
    first, second = person("D01"), person("D02")
    assert (first.hotel, first.room, first.room_with, first.arrives_by) == (
        LocalText("Example Hotel"),
        "twin",
        ("D02",),
        "su205",
    )
    assert (second.hotel, second.room_with) == (LocalText("Example Hotel"), ())
    taken_in.refresh_from_db()
    assert taken_in.document == {"lines": 2, "changed": 2}
    assert LedgerEntry.objects.latest("number").code == "mission.travel_list_taken_over"
    with pytest.raises(Conflict):
        actions.take_over(officer, taken_in, {})


def test_passport_numbers_are_not_kept(taken_in: TravelList) -> None:
    assert "12345678" not in str(taken_in.document)
    assert "87654321" not in str(taken_in.document)


def test_two_rows_for_one_person_are_refused_and_nothing_changes(signed_in: Client, taken_in: TravelList) -> None:
    signed_in.post(url("-explain", taken_in), {"h0": "name"})
    before = person("D01")
    answer = signed_in.post(url("-take-over", taken_in), {"who_2": "D01", "who_3": "D01"})
    assert (answer.status_code, person("D01")) == (422, before)


def test_a_list_is_put_aside(signed_in: Client, taken_in: TravelList) -> None:
    assert signed_in.post(url("-put-aside", taken_in)).status_code == 302
    assert TravelList.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("agent.pdf", b"%PDF-1.4"),
        ("agent.csv", b""),
        ("agent.xlsx", b"no workbook"),
        ("agent.csv", b"\x00\x01\x02\xff" * 50),
        ("agent.csv", b"Name\n" + b"x\n" * 3000),
        ("agent.xlsx", b"x" * 4_000_000),
    ],
)
def test_a_bad_file_is_told_and_nothing_is_kept(signed_in: Client, mission: Mission, name: str, content: bytes) -> None:
    answer = send(signed_in, mission, content, name)
    assert (answer.status_code, TravelList.objects.count()) == (422, 0)


def test_no_file_and_a_column_that_there_is_not_are_told(
    signed_in: Client, mission: Mission, taken_in: TravelList
) -> None:
    assert signed_in.post(reverse("mission-travel-lists", args=[mission.id])).status_code == 422
    assert signed_in.post(url("-explain", taken_in), {"h0": "nonsense"}).status_code == 422


def test_rooms_and_buses_follow_from_the_list(signed_in: Client, mission: Mission, taken_in: TravelList) -> None:
    signed_in.post(url("-explain", taken_in), {"h0": "name"})
    signed_in.post(url("-take-over", taken_in), {"who_2": "D01", "who_3": "D02"})
    page = signed_in.get(reverse("mission-delegation-rooms", args=[mission.id])).content.decode()
    assert "Example Hotel" in page
    assert "SU 205" in page
    assert "1 rooms, 2 beds" in page
