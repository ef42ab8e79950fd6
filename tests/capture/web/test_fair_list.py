"""The fair's own list: handed in, shown beside what was written down, forgotten."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from tearoad.capture.web.actions.personal import declared
from tearoad.capture.web.models import FairVisitor, Phone, SentRevision
from tearoad.mission.web.models import Mission
from tests.capture.web.conftest import send, sent

LetIn = Callable[..., Phone]
CSV = (
    "Badge;Name;Company;Position;E-mail;Phone;Country\n"
    "PX-0017;Анна Иванова;ООО «Пример»;Закупки;anna@example.org;+7 900 000-00-17;RU\n"
    "PX-0018;Li Ming;Example Foods;;li@example.org;;CN\n"
    "PX-0018;Twice;;;;;\n"
)


def hand_in(browser: Client, mission: Mission, content: bytes, name: str = "visitors.csv", status: int = 200) -> str:
    address = f"/missions/{mission.pk}/floor/fair-list/"
    answer = browser.post(address, {"file": SimpleUploadedFile(name, content)}, follow=True)
    assert answer.status_code == status
    return answer.content.decode()


def test_a_scanned_badge_is_shown_with_whom_the_fair_says_it_is(
    signed_in: Client, mission: Mission, phone: Phone
) -> None:
    send(
        phone,
        sent(1, code="PX-0017", warmth="hot"),
        sent(2, code="PX-9999"),
        sent(3, code="PX-0018\n\nhttps://t.me/li"),
    )
    page = hand_in(signed_in, mission, CSV.encode())
    assert "2 badges taken in." in page
    assert "1 row has a code" in page
    shown = signed_in.get(f"/missions/{mission.pk}/floor/firms/E01/").content.decode()
    for part in ("Анна Иванова, Закупки", "ООО «Пример» (RU)", "Li Ming", "Example Foods"):
        assert part in shown
    assert "person" not in {name for revision in SentRevision.objects.all() for name in revision.document["values"]}
    book = load_workbook(io.BytesIO(signed_in.get(f"/missions/{mission.pk}/floor/visitors.xlsx").content))
    rows = [dict(zip(*pair, strict=True)) for pair in _pairs(list(book.active.iter_rows(values_only=True)))]
    assert {row["Scanned code"]: row["Fair’s list: Name"] for row in rows} == {
        "PX-0017": "Анна Иванова",
        "PX-9999": None,
        "PX-0018\n\nhttps://t.me/li": "Li Ming",
    }


def _pairs(rows: list[tuple[object, ...]]) -> list[tuple[tuple[object, ...], tuple[object, ...]]]:
    return [(rows[0], row) for row in rows[1:]]


def test_a_second_list_takes_the_place_of_the_first_and_can_be_forgotten(signed_in: Client, mission: Mission) -> None:
    hand_in(signed_in, mission, CSV.encode())
    assert "1 badge taken in." in hand_in(signed_in, mission, "Код;ФИО\nA1;Пётр\n".encode())
    assert list(FairVisitor.objects.values_list("code", "name")) == [("A1", "Пётр")]
    page = signed_in.post(f"/missions/{mission.pk}/floor/fair-list/drop/", follow=True).content.decode()
    assert "list is forgotten" in page
    assert FairVisitor.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "visitors.csv", "No file was sent."),
        (b"x", "visitors.pdf", "is no spreadsheet"),
        (b"Name;Firm\nA;B\n", "visitors.csv", "no column of badge codes"),
        (b"PK\x03\x04 broken", "visitors.xlsx", "MB"),
    ],
)
def test_what_is_no_list_says_so_and_the_old_one_stays(
    signed_in: Client, mission: Mission, content: bytes, name: str, sentence: str
) -> None:
    hand_in(signed_in, mission, CSV.encode())
    assert sentence in hand_in(signed_in, mission, content, name, status=422)
    assert FairVisitor.objects.count() == 2


def test_who_is_erased_goes_from_the_list_and_from_reports_that_only_their_badge_names(
    signed_in: Client, mission: Mission, phone: Phone, let_in: LetIn
) -> None:
    hand_in(signed_in, mission, CSV.encode())
    send(phone, sent(1, code="PX-0017", firm="ООО «Пример»"))
    send(let_in("E02"), sent(1, code="PX-0018"))
    ordered = sorted(declared(), key=lambda data: data.tells_who)
    assert [len(list(data.find("+7 (900) 000 00 17"))) for data in ordered if data.tells_who] == [0, 1, 1]
    assert sum(data.erase("+7 (900) 000 00 17") for data in ordered) == 2
    assert list(FairVisitor.objects.values_list("code", flat=True)) == ["PX-0018"]
    assert {revision.party: revision.document["values"] for revision in SentRevision.objects.all()} == {
        "E01": {"firm": "ООО «Пример»"},
        "E02": {"code": "PX-0018"},
    }
