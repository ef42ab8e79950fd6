"""What cannot be is told in three languages, with what was typed still there; nothing that was said is lost."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any, TypeAlias
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tearoad import orders as core
from tearoad.companies import Standing
from tearoad.companies.web.actions.merging import merge_companies
from tearoad.companies.web.models import Company
from tearoad.mission.web.actions import links
from tearoad.mission.web.models import Mission, Participation
from tearoad.orders.web.actions.opportunities import change_step, open_opportunity
from tearoad.orders.web.models import Opportunity, OpportunityEvent
from tearoad.orders.web.queries.opportunities import opportunity, today_of
from tearoad.people import Actor, Role, Scope
from tearoad.results.web.models import SurveyAnswer, SurveyInvitation
from tearoad.text import PriceInText, Text
from tearoad.values import Language
from tearoad.web.clock import now
from tearoad.words import Words
from tests.orders.web.conftest import Write, wanted

Answer: TypeAlias = Any  # the test client's answer has no public type
SURVEY = {"meetings": "4", "partners": "5", "organisation": "3", "again": "yes", "comment": "Better signs"}
NEW = {"firm": "E01", "buyer": "B001", "about": "More tea", "next_step": "call", "due_on": "2027-03-01"}
in_every_language = pytest.mark.parametrize("language", list(Language))


def at(name: str, mission: Mission, **more: object) -> str:
    return reverse(f"orders-{name}", kwargs={"mission_id": mission.id, **more})


def speaks(client: Client, language: Language) -> Words:
    """Let a browser read a language; return its words."""
    client.cookies["language"] = language.value
    return Words(language)


def html(text: str) -> str:
    """Return a text as pages hold it."""
    return text.replace("&", "&amp;").replace("'", "&#x27;").replace('"', "&quot;")


def event_form(mission: Mission, said: dict[str, str]) -> dict[str, object]:
    today = today_of(mission)
    typed: dict[str, object] = {
        "what": "forward contract",
        "on": today.isoformat(),
        "amount": "1 500,50",
        "currency": "CNY",
        "said_by": "exporter",
        "number": "TR-77",
    }
    typed |= said
    if said.get("on") == "a year ahead":
        typed["on"] = (today + timedelta(days=365)).isoformat()
    if "file" in said:
        typed["file"] = SimpleUploadedFile("contract.exe", b"MZ\x90\x00" + b"\x00" * 200)
    return typed


@dataclass(frozen=True, slots=True)
class OrdersScene:
    """A contract of 100 CNY between E01 and B001, and everybody who can say something of it."""

    mission: Mission
    contract: OpportunityEvent
    office: Client
    visitor: Client
    firm: str
    """The path of the firm's link."""
    buyer: str
    survey: str

    @property
    def row(self) -> Opportunity:
        """The opportunity."""
        row: Opportunity = self.contract.opportunity
        return row

    def form(self, said: dict[str, str]) -> Answer:
        """Write an event by the office's form."""
        address = at("event-add", self.mission, opportunity_id=self.row.pk)
        return self.office.post(address, event_form(self.mission, said))

    def link(self, said: dict[str, str]) -> Answer:
        """Write an event by the firm's link."""
        return self.visitor.post(f"{self.firm}{self.row.pk}/", event_form(self.mission, said))

    def sheet(self, said: dict[str, str]) -> Answer:
        """Hand in a sheet with one row."""
        typed = {name: str(value) for name, value in event_form(self.mission, said).items()}
        whole = {"firm": "E01", "buyer": "B001", "about": "Green tea"} | typed | {"number": "TR-78"}
        out = io.StringIO()
        writer = csv.DictWriter(out, list(whole))
        writer.writeheader()
        writer.writerow(whole)
        file = SimpleUploadedFile("events.csv", out.getvalue().encode())
        return self.office.post(at("events-sheet", self.mission), {"file": file})

    def api(self, said: dict[str, str]) -> Answer:
        """Write an event as a program does."""
        typed = {name: str(value) for name, value in event_form(self.mission, said).items()}
        typed["type"], _, typed["rung"] = typed.pop("what").partition(" ")
        typed |= {} if "amount" in said else {"amount": "1500.50"}
        return self._program(f"opportunities/{self.row.pk}/events", typed)

    def new_form(self, said: dict[str, str]) -> Answer:
        """Open an opportunity by the office's form."""
        return self.office.post(at("new", self.mission), NEW | said)

    def new_api(self, said: dict[str, str]) -> Answer:
        """Open an opportunity as a program does."""
        return self._program("opportunities", NEW | said)

    def new_sheet(self, said: dict[str, str]) -> Answer:
        """Hand in a row that would open an opportunity."""
        return self.sheet({"about": NEW["about"]} | said)

    def _program(self, path: str, said: dict[str, str]) -> Answer:
        key = {"Idempotency-Key": uuid4().hex}
        address = f"/api/missions/{self.mission.pk}/{path}"
        return self.office.post(address, said, content_type="application/json", headers=key)

    def firm_page(self, said: dict[str, str]) -> Answer:
        """Open the firm's list."""
        del said
        return self.visitor.get(self.firm)

    def buyer_answer(self, said: dict[str, str]) -> Answer:
        """Answer by the buyer's link."""
        return self.visitor.post(f"{self.buyer}events/{self.contract.pk}/", {"answer": "no", "note": "TR-77"} | said)

    def survey_answer(self, said: dict[str, str]) -> Answer:
        """Answer the survey."""
        return self.visitor.post(self.survey, SURVEY | said)

    def ask(self, said: dict[str, str]) -> Answer:
        """Ask the buyer to confirm."""
        return self.office.post(at("ask-buyer", self.mission, opportunity_id=self.row.pk), said)

    def offer(self, said: dict[str, str]) -> Answer:
        """Make an offer by the office's form."""
        return self.office.post(at("offer-new", self.mission, opportunity_id=self.row.pk), said)

    def page(self, said: dict[str, str]) -> Answer:
        """Open the opportunity's page."""
        del said
        return self.office.get(at("opportunity", self.mission, opportunity_id=self.row.pk))

    def own_page(self, said: dict[str, str]) -> Answer:
        """Open the opportunity's page as the firm."""
        del said
        return self.visitor.get(f"{self.firm}{self.row.pk}/")


@pytest.fixture
def scene(
    officer: Actor, signed_in: Client, stranger: Client, mission: Mission, own_link: str, write: Write
) -> OrdersScene:
    """The scene of all cases."""
    contract = write(core.Rung.CONTRACT, "100")
    buyer = urlsplit(links.make(officer, mission, Role.BUYER, "B001", Scope.FOLLOW).address).path
    SurveyInvitation.objects.create(mission=mission, role="exporter", party="E01", sent_on=mission.ends_on)
    survey = urlsplit(links.link_for(officer, mission, Role.EXPORTER, "E01", Scope.SURVEY)).path
    return OrdersScene(mission, contract, signed_in, stranger, own_link, buyer, survey)


def says(answer: Answer, text: Text, words: Words) -> bool:
    """Whether an answer tells a whole sentence: a page anywhere, a program under `message` or `hint`."""
    if answer.headers["Content-Type"].startswith("application/json"):
        document = json.loads(answer.content)
        return words(text) in (document.get("message"), document.get("hint"))
    return html(words(text)) in answer.content.decode()


def days(mission: Mission) -> tuple[str, str, str]:
    """Return today, the first day of which a mission counts anything, and the day in a year."""
    today = today_of(mission)
    return today.isoformat(), str(mission.starts_on - core.EARLIEST_BEFORE_FAIR), str(today + timedelta(days=365))


VALUES: dict[str, tuple[dict[str, str], dict[str, str], str]] = {
    "two commas": ({"amount": "1,50,7"}, {"found": "1,50,7"}, "sheets.bad_number"),
    "letters as an amount": ({"amount": "many"}, {"found": "many"}, "sheets.bad_number"),
    "no currency": ({"currency": "XQZ"}, {"found": "XQZ"}, "sheets.bad_currency"),
    "a currency for tests": ({"currency": "XTS"}, {"found": "XTS"}, "sheets.bad_currency"),
    "shipped in 1989": (
        {"on": "1989-05-01", "what": "forward shipped"},
        {"found": "1989-05-01"},
        "orders.day_too_early",
    ),
    "a clock a year ahead": ({"on": "a year ahead"}, {}, "orders.day_to_come"),
    "a program": ({"file": "program"}, {"name": "contract.exe"}, "orders.evidence_kind"),
    "a program on a disk": ({"link": "file:///contract.exe"}, {"found": "file:///contract.exe"}, "orders.bad_link"),
    "a script as link": ({"link": "javascript:alert(1)"}, {"found": "javascript:alert(1)"}, "orders.bad_link"),
}
HINTS = {
    "orders.day_too_early": "orders.day_too_early_hint",
    "orders.day_to_come": "orders.day_to_come_hint",
    "orders.bad_link": "orders.bad_link_hint",
}


@in_every_language
@pytest.mark.parametrize("case", list(VALUES))
def test_what_cannot_be_is_told_at_form_link_sheet_and_api_and_stays_typed(
    scene: OrdersScene, case: str, language: Language
) -> None:
    said, found, code = VALUES[case]
    today, earliest, ahead = days(scene.mission)
    found |= {
        "orders.day_too_early": {"earliest": earliest},
        "orders.day_to_come": {"found": ahead, "today": today},
    }.get(code, {})
    ways = [scene.form, scene.link] if "file" in said else [scene.form, scene.link, scene.sheet, scene.api]
    words = speaks(scene.office, language)
    speaks(scene.visitor, language)
    sentences = [Text(code, **found), *([Text(HINTS[code])] if code in HINTS else [])]
    answers = {}
    for way in ways:
        answer = way(said)
        typed = way not in (scene.form, scene.link) or 'value="TR-77"' in answer.content.decode()
        answers[way.__name__] = (answer.status_code, [says(answer, sentence, words) for sentence in sentences], typed)
    assert answers == {way.__name__: (422, [True] * len(sentences), True) for way in ways}
    assert OpportunityEvent.objects.count() == 1


@in_every_language
@pytest.mark.parametrize("way", ["form", "link", "sheet", "api"])
def test_paid_over_the_contract_is_kept_and_stands_beside_it(scene: OrdersScene, way: str, language: Language) -> None:
    words = speaks(scene.office, language)
    speaks(scene.visitor, language)
    answer = getattr(scene, way)({"what": "forward paid", "amount": "150"})
    assert answer.status_code == (201 if way == "api" else 302)
    (doubt,) = core.contradictions(opportunity(scene.mission, scene.row.pk).history)
    assert (doubt.code, doubt["found"], doubt["agreed"]) == (
        "orders.doubt_paid_over",
        PriceInText(Decimal(150), "CNY"),
        PriceInText(Decimal(100), "CNY"),
    )
    assert [says(page({}), doubt, words) for page in (scene.page, scene.own_page)] == [True, True]
    read = scene.office.get(f"/api/missions/{scene.mission.pk}/opportunities/{scene.row.pk}").json()
    assert (read["contradictions"], len(read["events"])) == (["orders.doubt_paid_over"], 2)


def _withdraw(scene: OrdersScene) -> None:
    Participation.objects.filter(mission=scene.mission, code="E01").delete()


def _block(party: str) -> Callable[[OrdersScene], None]:
    def block(scene: OrdersScene) -> None:
        taking = Participation.objects.get(mission=scene.mission, code=party)
        Company.objects.filter(pk=taking.company_id).update(standing=Standing.BLOCKED)

    return block


def _merge(scene: OrdersScene) -> None:
    system = Actor(scene.row.tenant_id, Role.SYSTEM, name="x")
    open_opportunity(system, scene.mission, wanted(scene.mission, "Black tea", buyer="B002"))
    kept, joined = (Participation.objects.get(mission=scene.mission, code=code).company for code in ("B001", "B002"))
    merge_companies(system, kept, joined, {})
    Company.objects.update(standing=Standing.CLEAR)


def _archive(scene: OrdersScene) -> None:
    Mission.objects.filter(pk=scene.mission.pk).update(archived_at=now())


_LEFT, _PUT_AWAY = Text("portal_pages.has_left"), Text("portal_pages.is_archived")
_CLOSED, _ARCHIVED = Text("people.link_unknown"), Text("mission_pages.is_archived")
STATES: dict[str, tuple[Callable[[OrdersScene], None], dict[str, tuple[int, Text | None]]]] = {
    "a firm withdrawn": (
        _withdraw,
        {
            "new_form": (422, Text("orders.no_such_exporter", found="E01")),
            "new_api": (422, Text("orders.no_such_exporter", found="E01")),
            "new_sheet": (422, Text("orders.no_such_exporter", found="E01")),
            "form": (302, None),
            "sheet": (302, None),
            "api": (201, None),
            "link": (404, _LEFT),
            "firm_page": (404, _LEFT),
            "survey_answer": (404, _LEFT),
            "buyer_answer": (302, None),
            "page": (200, Text("orders_pages.no_longer_there")),
        },
    ),
    "a buyer blocked": (
        _block("B001"),
        {
            "new_form": (409, Text("orders.is_blocked", found="B001")),
            "new_api": (409, Text("orders.is_blocked", found="B001")),
            "new_sheet": (422, Text("orders.is_blocked", found="B001")),
            "form": (302, None),
            "sheet": (302, None),
            "api": (201, None),
            "link": (302, None),
            "own_page": (200, Text("orders_pages.blocked_since")),
            "buyer_answer": (404, _CLOSED),
            "ask": (409, Text("portal_pages.not_cleared")),
            "page": (200, Text("orders_pages.blocked_since")),
        },
    ),
    "a firm blocked": (
        _block("E01"),
        {
            "new_form": (409, Text("orders.is_blocked", found="E01")),
            "new_api": (409, Text("orders.is_blocked", found="E01")),
            "form": (302, None),
            "link": (404, _CLOSED),
            "ask": (409, Text("orders.is_blocked", found="E01")),
            "page": (200, Text("orders_pages.firm_blocked_since")),
        },
    ),
    "a buyer merged": (
        _merge,
        {
            "form": (302, None),
            "sheet": (302, None),
            "api": (201, None),
            "link": (302, None),
            "buyer_answer": (302, None),
            "page": (200, Text("orders_pages.joined_since")),
        },
    ),
    "an archived mission": (
        _archive,
        {
            **dict.fromkeys(("new_form", "new_api", "new_sheet", "form", "sheet", "api"), (409, _ARCHIVED)),
            **dict.fromkeys(("ask", "offer"), (409, _ARCHIVED)),
            **dict.fromkeys(("link", "firm_page", "buyer_answer", "survey_answer"), (404, _PUT_AWAY)),
            "page": (200, _ARCHIVED),
        },
    ),
}  # fmt: skip
TYPED_AT_LINKS = {"link", "buyer_answer"}


@in_every_language
@pytest.mark.parametrize("state", list(STATES))
def test_who_left_was_blocked_or_put_away_meanwhile_is_told_and_nothing_is_lost(
    scene: OrdersScene, state: str, language: Language
) -> None:
    happens, expected = STATES[state]
    words = speaks(scene.office, language)
    speaks(scene.visitor, language)
    happens(scene)
    found: dict[str, tuple[int, Text | None]] = {}
    lost = []
    for way, (_, text) in expected.items():
        answer = getattr(scene, way)({})
        found[way] = answer.status_code, text if text is None or says(answer, text, words) else None
        if way in TYPED_AT_LINKS and answer.status_code == 404 and "TR-77" not in answer.content.decode():
            lost.append(way)
    assert (found, lost) == (expected, [])
    kept = sum(
        code in {201, 302}
        for way, (code, _) in expected.items()
        if way in {"form", "sheet", "api", "link", "buyer_answer"}
    )
    assert OpportunityEvent.objects.count() == 1 + kept


@in_every_language
def test_second_answer_by_a_link_is_told_and_the_first_stays(scene: OrdersScene, language: Language) -> None:
    words = speaks(scene.visitor, language)
    twice = [scene.survey_answer({}), scene.survey_answer({"meetings": "1"})]
    assert [answer.status_code for answer in twice] == [302, 302]
    assert says(scene.visitor.get(scene.survey), Text("results_pages.survey_answered_before"), words)
    assert [answer.document["meetings"] for answer in SurveyAnswer.objects.all()] == [4]
    answers = [scene.buyer_answer({"answer": said}) for said in ("yes", "yes", "no")]
    assert [answer.status_code for answer in answers] == [302, 409, 302]
    assert says(answers[1], Text("orders.said_already"), words)
    assert scene.sheet({}).status_code == 302  # what others said of an entry keeps no sheet out


@in_every_language
@pytest.mark.parametrize("said", ["answer", "nothing"])
def test_link_goes_on_after_an_answer_and_keeps_both(
    stranger: Client, own_link: str, opened: Opportunity, language: Language, said: str
) -> None:
    words = speaks(stranger, language)
    sent = {"without": "half"} if said == "answer" else {}
    for _ in range(2):
        assert stranger.post(f"{own_link}{opened.pk}/", sent).status_code == 302
    page = stranger.get(own_link).content.decode()
    assert (html(words(Text("orders_pages.thanks"))) in page, OpportunityEvent.objects.count()) == (True, 2)


@in_every_language
def test_step_from_a_second_phone_is_held_back_and_told(
    stranger: Client, officer: Actor, own_link: str, opened: Opportunity, language: Language
) -> None:
    words = speaks(stranger, language)
    page = stranger.get(f"{own_link}{opened.pk}/")
    sent = {"next_step": "visit", "due_on": "2027-03-01", "owner": "", "step_note": "", "read_version": "x"}
    sent["read_version"] = page.context["read"]
    known = opportunity(opened.mission, opened.pk).opportunity
    change_step(officer, opened, core.Opportunity(known.firm, known.buyer, "Tea", known.due_on), page.context["read"])
    answer = stranger.post(f"{own_link}{opened.pk}/", sent)
    there = {version.entered: version.now for version in answer.context["meanwhile"].there}
    assert (answer.status_code, words(Text("capture.next_step_visit")) in there) == (409, True)
    opened.refresh_from_db()
    assert opened.document["about"] == "Tea"


@in_every_language
def test_two_answers_from_two_phones_stand_side_by_side(
    officer: Actor, stranger: Client, signed_in: Client, mission: Mission, write: Write, language: Language
) -> None:
    contract = write(core.Rung.CONTRACT, "100")
    link = urlsplit(links.make(officer, mission, Role.BUYER, "B001", Scope.FOLLOW).address).path
    answers = (("yes", ""), ("yes", ""), ("no", "It was 90"))
    statuses = [
        stranger.post(f"{link}events/{contract.pk}/", {"answer": answer, "note": note}).status_code
        for answer, note in answers
    ]
    words = speaks(signed_in, language)
    page = signed_in.get(at("opportunity", mission, opportunity_id=contract.opportunity_id)).content.decode()
    history = opportunity(mission, contract.opportunity_id).history
    assert (statuses, len(history.events)) == ([302, 409, 302], 3)
    (doubt,) = core.contradictions(history)
    assert (html(words(doubt)) in page, "It was 90" in page) == (True, True)
