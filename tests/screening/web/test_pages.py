from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tearoad.companies import Buyer, Contact
from tearoad.companies.web.actions.register import enter, erase_contact
from tearoad.companies.web.models import Company
from tearoad.names import FirmName, PersonName
from tearoad.people import Actor, Role
from tearoad.people.web.models import LedgerEntry, Membership, User
from tearoad.screening.web.actions.lists import add_list
from tearoad.screening.web.actions.personal import erase_decider, erase_hits
from tearoad.screening.web.actions.rulings import ruling_fields
from tearoad.screening.web.models import Decision, Hit, WatchList
from tearoad.screening.web.queries.personal import decisions_by, hits_about
from tearoad.screening.web.tasks import screen_register
from tearoad.values import PartyId
from tearoad.web.saving.stale import version_of
from tests.queries import queries_of
from tests.screening.web.conftest import ENTRIES, HEAD, Run

FIRST = version_of(ruling_fields(None))
"""The mark of a likeness about which nobody has ruled."""
PAGES = ("/screening/", "/screening/decided/", "/screening/lists/")


def decide(client: Client, hit: Hit, **changes: str) -> int:
    current = Decision.objects.filter(company=hit.company_id, entry_key=hit.entry_key, replaced_at=None).first()
    read = version_of(ruling_fields(current))
    form = {"ruling": "clear", "why": "Another number", "read_version": read} | changes
    return client.post(f"/screening/hits/{hit.pk}/decide/", form).status_code


def upload(client: Client, name: str, content: bytes) -> str:
    answer = client.post("/screening/lists/add/", {"file": SimpleUploadedFile(name, content)}, follow=True)
    return f"{answer.status_code} {answer.content.decode()}"


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_say_the_next_step_where_nothing_is_there(
    signed_in: Client, page: str, request: pytest.FixtureRequest
) -> None:
    assert 'class="empty"' in signed_in.get(page).content.decode()
    request.getfixturevalue("screened")
    decide(signed_in, Hit.objects.get(entry_id="X-2"))
    assert 'class="empty"' not in signed_in.get(page).content.decode()


def test_ours_stands_beside_theirs_with_the_evidence(signed_in: Client, screened: Company) -> None:
    hit = Hit.objects.get(entry_id="X-1")
    page = signed_in.get(f"/screening/hits/{hit.pk}/").content.decode()
    assert all(text in page for text in ("7701234567", "Vymysel Torg LLC", "EXAMPLE", "Same registration number"))
    assert screened.name in page.replace("&#x27;", "'")


def test_our_country_is_named_in_the_readers_language_and_left_out_where_it_is_not_known(
    signed_in: Client, screened: Company
) -> None:
    hit = Hit.objects.get(entry_id="X-1")
    assert signed_in.get(f"/screening/hits/{hit.pk}/").context["country"] == "Russia"
    signed_in.cookies["language"] = "zh-Hans"
    assert signed_in.get(f"/screening/hits/{hit.pk}/").context["country"] == "俄罗斯"
    Company.objects.filter(pk=screened.pk).update(country="")
    assert signed_in.get(f"/screening/hits/{hit.pk}/").context["country"] == ""


def test_deciding_goes_on_to_the_next_and_clears_when_all_is_answered(signed_in: Client, screened: Company) -> None:
    first, second = Hit.objects.order_by("-score", "entry_id")
    form = {"ruling": "clear", "why": "Another number", "read_version": version_of(ruling_fields(None))}
    assert signed_in.post(f"/screening/hits/{first.pk}/decide/", form)["Location"] == f"/screening/hits/{second.pk}/"
    screened.refresh_from_db()
    assert screened.standing == "held"
    assert signed_in.post(f"/screening/hits/{second.pk}/decide/", form)["Location"] == "/screening/"
    screened.refresh_from_db()
    assert screened.standing == "clear"
    assert [decision.by for decision in Decision.objects.all()] == ["Officer", "Officer"]


def test_the_ledger_names_the_ruling_and_keeps_the_reason_apart(signed_in: Client, screened: Company) -> None:
    decide(signed_in, Hit.objects.get(entry_id="X-1"), ruling="block", why="Same number and same street")
    entry = LedgerEntry.objects.get(code="screening.decided")
    assert entry.facts == {"entry": "X-1", "ruling": "block", "standing": "blocked"}
    assert (entry.subject_id, entry.evidence_digest != "") == (str(screened.pk), True)
    assert "street" not in str(entry.facts)


def test_sent_twice_it_is_one_ruling_and_another_is_a_new_one(signed_in: Client, screened: Company) -> None:
    hit = Hit.objects.get(entry_id="X-1")
    assert [decide(signed_in, hit, read_version=FIRST), decide(signed_in, hit, read_version=FIRST)] == [302, 302]
    assert Decision.objects.count() == 1
    assert decide(signed_in, hit, ruling="hold", why="Not sure after all") == 302
    assert [
        (decision.ruling, decision.replaced_at is None) for decision in Decision.objects.order_by("decided_at", "id")
    ] == [
        ("clear", False),
        ("hold", True),
    ]
    screened.refresh_from_db()
    assert screened.standing == "held"


def test_a_page_that_was_overtaken_is_refused(signed_in: Client, screened: Company) -> None:
    hit = Hit.objects.get(entry_id="X-1")
    decide(signed_in, hit, ruling="block", why="Same number")
    assert decide(signed_in, hit, ruling="clear", why="I think not", read_version=FIRST) == 409
    screened.refresh_from_db()
    assert screened.standing == "blocked"


@pytest.mark.parametrize("wrong", [{"why": ""}, {"why": " … "}, {"why": "x" * 1001}, {"ruling": "forget"}])
def test_bad_input_decides_nothing(signed_in: Client, screened: Company, wrong: dict[str, str]) -> None:
    assert decide(signed_in, Hit.objects.get(entry_id="X-1"), **wrong) == 422
    assert Decision.objects.count() == 0
    assert screened.standing == "held"


def test_an_auditor_is_shown_no_form_of_a_decision(signed_in: Client, screened: Company) -> None:
    del screened
    Membership.objects.filter(user=User.objects.get()).update(role=Role.AUDITOR)
    hit = Hit.objects.get(entry_id="X-1")
    page = signed_in.get(f"/screening/hits/{hit.pk}/")
    assert (page.status_code, "<textarea" in page.content.decode()) == (200, False)


@pytest.mark.parametrize(
    ("page", "queries"), [("/screening/", 8), ("/screening/decided/", 5), ("/screening/lists/", 4)]
)
@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_asks_the_same_number_of_queries(
    officer: Actor, signed_in: Client, run: Run, page: str, queries: int, rows: int
) -> None:
    for number in range(rows):
        add_list(officer, f"{number}.csv", (HEAD + f"X-{number},firm,Vymysel Torg LLC,RU,,\n").encode())
    enter(officer, Buyer(PartyId("B1"), FirmName("Vymysel Torg LLC")))
    enter(officer, Buyer(PartyId("B2"), FirmName("Vymysel Torg LLC")))
    screen_register(run)
    for hit in Hit.objects.filter(company=Company.objects.order_by("pk")[0]):
        decide(signed_in, hit)
    assert (Decision.objects.count(), Hit.objects.count()) == (rows, 2 * rows)
    signed_in.get(page)  # what was said to the officer is shown once
    assert queries_of(lambda: signed_in.get(page)) == queries


@pytest.mark.parametrize("query", [{"page": "abc"}, {"page": "-1"}, {"page": "9" * 30}])
def test_nonsense_is_passed_over(signed_in: Client, screened: Company, query: dict[str, str]) -> None:
    assert all(signed_in.get(page, query).status_code == 200 for page in PAGES)
    assert screened.standing == "held"


def test_a_list_is_added_shown_and_removed_by_its_name(signed_in: Client) -> None:
    assert upload(signed_in, "own.csv", ENTRIES.encode()).startswith("200")
    row = WatchList.objects.get()
    assert (row.entries, row.form, row.added_by) == (2, "table", "Officer")
    assert signed_in.post(f"/screening/lists/{row.pk}/remove/", {"confirm": "other"}).status_code == 422
    assert signed_in.post(f"/screening/lists/{row.pk}/remove/", {"confirm": "OWN.csv"}).status_code == 302
    assert "own.csv" not in re.sub(r"<p class=\"notice.*?</p>", "", signed_in.get("/screening/lists/").content.decode())
    codes = LedgerEntry.objects.filter(code__startswith="screening.list").order_by("number")
    assert [code.code for code in codes] == ["screening.list_added", "screening.list_removed"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("page.csv", b"<!doctype html><html>sign in</html>", "is a web page"),
        ("book.xlsx", b"PK\x03\x04rest", "cannot be opened"),
        ("nothing.csv", b"", "is empty"),
        ("hole.csv", (HEAD + "1,firm,\n2,firm,Name\n3,firm,\n").encode(), "Row 2 of"),
        ("table.csv", b"a,b\n1,2\n", "no known watch list"),
        ("../../.evil.csv", b"a,b\n1,2\n", "evil.csv"),
    ],
)
def test_a_broken_list_is_told_row_by_row_and_not_taken(
    signed_in: Client, name: str, content: bytes, said: str
) -> None:
    answer = upload(signed_in, name, content)
    assert answer.startswith("422")
    assert said in answer
    assert WatchList.objects.count() == 0


def test_a_name_is_in_use_once(signed_in: Client, watch_list: WatchList) -> None:
    assert upload(signed_in, watch_list.name, ENTRIES.encode()).startswith("409")


def test_the_companys_page_says_why_it_stands_as_it_does(signed_in: Client, screened: Company) -> None:
    page = signed_in.get(f"/companies/{screened.pk}/").content.decode()
    assert "2 likenesses wait for a person." in page
    decide(signed_in, Hit.objects.get(entry_id="X-1"), ruling="block", why="The very same street")
    page = signed_in.get(f"/companies/{screened.pk}/").content.decode()
    assert "Blocked by Officer" in page
    assert "The very same street" in page


def test_a_person_is_forgotten_in_the_evidence_whoever_is_asked_first(
    officer: Actor, screened: Company, signed_in: Client
) -> None:
    assert [hit["name"] for hit in hits_about("petr@example.org")] == ["Pyotr Vymyshlennikov"]
    erase_contact("petr@example.org")
    assert "Вымышленников" not in str([hit.document["ours"] for hit in Hit.objects.filter(company=screened)])
    assert erase_hits("petr@example.org") == 0
    assert signed_in.get(f"/screening/hits/{Hit.objects.get(entry_id='X-2').pk}/").status_code == 200
    enter(
        officer,
        Buyer(PartyId("B9"), FirmName("X"), contact=Contact(PersonName("Pyotr Vymyshlennikov"), email="p@example.org")),
    )  # one thought
    screen_register(Run(officer.tenant))
    assert erase_hits("p@example.org") == 1


def test_who_decided_can_be_found_and_forgotten_and_the_ruling_stays(signed_in: Client, screened: Company) -> None:
    decide(signed_in, Hit.objects.get(entry_id="X-1"), ruling="block", why="Same number")
    assert [decision["ruling"] for decision in decisions_by("Officer@example.org")] == ["block"]
    assert erase_decider("officer@example.org") == 1
    screened.refresh_from_db()
    assert (Decision.objects.get().by, screened.standing) == ("", "blocked")


def test_whoever_goes_by_no_list_states_it_by_one_button_and_once(signed_in: Client) -> None:
    answers = [signed_in.post("/screening/lists/none/") for _ in range(2)]
    assert [answer.headers["Location"] for answer in answers] == ["/screening/", "/screening/lists/"]
    (made,) = WatchList.objects.all()
    assert (made.form, made.entries, made.removed_at) == ("own_empty", 0, None)
    assert made.added_by in signed_in.get("/screening/lists/").content.decode()
    assert LedgerEntry.objects.filter(code="screening.list_added").count() == 1


def test_no_statement_is_made_by_opening_its_address(signed_in: Client) -> None:
    assert (signed_in.get("/screening/lists/none/").headers["Location"], WatchList.objects.count()) == (
        "/screening/lists/",
        0,
    )
