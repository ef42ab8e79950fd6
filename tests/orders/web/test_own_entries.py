"""A firm by its link: it confirms, corrects, takes back, sends a paper; what is the office's stays with the office."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tearoad import orders as core
from tearoad.mission.web.models import Mission
from tearoad.orders.web.models import Opportunity, OpportunityEvent
from tearoad.orders.web.queries.opportunities import opportunity, today_of
from tearoad.text import Text
from tearoad.values import Language, Money
from tests.office.files import pdfs
from tests.orders.web.conftest import Write
from tests.orders.web.test_bad_input import at, event_form, html, in_every_language, speaks
from tests.orders.web.test_orders_api_writes import base, event_of, post

Informant = core.Informant


def _page(client: Client, own_link: str, row: Opportunity) -> str:
    return client.get(f"{own_link}{row.pk}/").content.decode()


@pytest.mark.parametrize("who", [Informant.BUYER, Informant.OFFICER])
def test_firm_confirms_with_one_tap_what_others_said(
    stranger: Client, mission: Mission, opened: Opportunity, own_link: str, write: Write, who: Informant
) -> None:
    event = write(core.Rung.CONTRACT, "32500", by=who)
    button = f'name="confirm" value="{event.pk}"'
    assert button in _page(stranger, own_link, opened)
    assert stranger.post(f"{own_link}{opened.pk}/", {"confirm": str(event.pk)}).status_code == 302
    said = opportunity(mission, opened.pk).history.informants(core.EventId(str(event.pk)))
    assert (said, button in _page(stranger, own_link, opened)) == (frozenset({who, Informant.EXPORTER}), False)
    assert stranger.post(f"{own_link}{opened.pk}/", {"confirm": str(event.pk)}).status_code == 409
    assert OpportunityEvent.objects.count() == 2


def test_firm_corrects_its_own_slip_with_what_it_wrote_filled_in(
    stranger: Client, mission: Mission, opened: Opportunity, own_link: str, write: Write
) -> None:
    slip = write(core.Rung.PAID, "1500000", number="TR-7")
    page = stranger.get(f"{own_link}{opened.pk}/?correct={slip.pk}")
    form = page.context["event"]
    assert (form["amount"].value(), form["number"].value(), form["about"].value()) == ("1500000", "TR-7", str(slip.pk))
    sent = {name: form[name].value() or "" for name in form.fields} | {"amount": "150000"}
    assert stranger.post(f"{own_link}{opened.pk}/", sent).status_code == 302
    (event,) = opportunity(mission, opened.pk).history.counted
    assert (event.money, event.about) == (Money(Decimal(150000), "CNY"), core.EventId(str(slip.pk)))


def test_firm_takes_back_its_own_word_and_no_other(
    stranger: Client, mission: Mission, opened: Opportunity, own_link: str, write: Write
) -> None:
    own, theirs = write(core.Rung.CONTRACT, "1"), write(core.Rung.CONTRACT, "2", by=Informant.BUYER)
    for event, status in ((own, 302), (theirs, 409), (own, 409)):
        assert stranger.post(f"{own_link}{opened.pk}/", {"take_back": str(event.pk)}).status_code == status
    assert [event.id for event in opportunity(mission, opened.pk).history.counted] == [str(theirs.pk)]


@pytest.mark.parametrize("wanted", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_tap_about_no_entry_is_refused(stranger: Client, opened: Opportunity, own_link: str, wanted: str) -> None:
    for tap in ("confirm", "take_back"):
        assert stranger.post(f"{own_link}{opened.pk}/", {tap: wanted}).status_code == 404
    assert OpportunityEvent.objects.count() == 0


def test_firm_sends_a_paper_as_evidence(stranger: Client, mission: Mission, opened: Opportunity, own_link: str) -> None:
    sent = event_form(mission, {}) | {"file": SimpleUploadedFile("contract.pdf", pdfs.PLAIN)}
    assert stranger.post(f"{own_link}{opened.pk}/", sent).status_code == 302
    event = OpportunityEvent.objects.get()
    assert (event.file.name, event.file.media_type, event.document["said_by"]) == (
        "contract.pdf",
        "application/pdf",
        "exporter",
    )
    assert "contract.pdf" in _page(stranger, own_link, opened)


@in_every_language
def test_program_as_evidence_is_refused_by_the_link_too(
    stranger: Client, mission: Mission, opened: Opportunity, own_link: str, language: Language
) -> None:
    words = speaks(stranger, language)
    answer = stranger.post(f"{own_link}{opened.pk}/", event_form(mission, {"file": "program"}))
    sentence = html(words(Text("orders.evidence_kind", name="contract.exe")))
    assert (answer.status_code, sentence in answer.content.decode(), OpportunityEvent.objects.count()) == (422, True, 0)


def test_note_for_the_office_is_shown_by_no_link(
    signed_in: Client, stranger: Client, mission: Mission, opened: Opportunity, own_link: str
) -> None:
    sent = event_form(mission, {"note": "For both", "office_note": "Pays late"})
    assert signed_in.post(at("event-add", mission, opportunity_id=opened.pk), sent).status_code == 302
    by_api = event_of(mission, note="Open word", office_note="Ask twice")
    assert post(signed_in, f"{base(mission)}/opportunities/{opened.pk}/events", by_api).status_code == 201
    office = signed_in.get(at("opportunity", mission, opportunity_id=opened.pk)).content.decode()
    firm = _page(stranger, own_link, opened)
    for text, to_firm in (("For both", True), ("Open word", True), ("Pays late", False), ("Ask twice", False)):
        assert (text in office, text in firm) == (True, to_firm)
    own = event_form(mission, {"office_note": "by the firm"})
    assert stranger.post(f"{own_link}{opened.pk}/", own).status_code == 302
    assert "office_note" not in OpportunityEvent.objects.order_by("-id")[0].document


@in_every_language
def test_forms_say_who_reads_a_note(
    signed_in: Client, mission: Mission, opened: Opportunity, language: Language
) -> None:
    words = speaks(signed_in, language)
    page = signed_in.get(at("opportunity", mission, opportunity_id=opened.pk)).content.decode()
    assert page.count(html(words(Text("orders_pages.note_is_read")))) == 2
    assert html(words(Text("orders_pages.office_note_help"))) in page


def test_office_corrects_an_entry_with_what_it_says_filled_in(
    signed_in: Client, mission: Mission, opened: Opportunity, write: Write
) -> None:
    slip = write(core.Rung.PAID, "1500000")
    address = at("opportunity", mission, opportunity_id=opened.pk)
    assert f'href="?correct={slip.pk}#id_what"' in signed_in.get(address).content.decode()
    page = signed_in.get(f"{address}?correct={slip.pk}")
    form = page.context["event"]
    assert re.search(r'<details class="card more" open>', page.content.decode())
    sent = {name: form[name].value() or "" for name in form.fields} | {"amount": "150000"}
    assert signed_in.post(at("event-add", mission, opportunity_id=opened.pk), sent).status_code == 302
    (event,) = opportunity(mission, opened.pk).history.counted
    assert event.money == Money(Decimal(150000), "CNY")


def test_form_begins_with_the_next_rung_and_what_is_known(
    stranger: Client, opened: Opportunity, own_link: str, write: Write
) -> None:
    form = stranger.get(f"{own_link}{opened.pk}/").context["event"]
    assert form["what"].value() == "forward contract"
    write(core.Rung.CONTRACT, "500", number="TR-7")
    write(core.Rung.DEPOSIT, "100")
    form = stranger.get(f"{own_link}{opened.pk}/").context["event"]
    begun = {name: form[name].value() for name in ("what", "currency", "number", "amount")}
    assert begun == {"what": "forward shipped", "currency": "CNY", "number": "TR-7", "amount": None}


@in_every_language
@pytest.mark.parametrize("by", ["office", "firm"])
def test_refusal_stands_at_the_top_with_the_cursor_on_its_field(
    signed_in: Client,
    stranger: Client,
    mission: Mission,
    opened: Opportunity,
    own_link: str,
    by: str,
    language: Language,
) -> None:
    client, address = {
        "office": (signed_in, at("event-add", mission, opportunity_id=opened.pk)),
        "firm": (stranger, f"{own_link}{opened.pk}/"),
    }[by]
    words = speaks(client, language)
    page = client.post(address, event_form(mission, {"amount": "1,50,7"})).content.decode()
    sentence = html(words(Text("forms.not_saved")))
    assert (page.index(sentence) < page.index("enctype="), page.count("autofocus")) == (True, 1)
    assert re.search(r'<input[^>]*name="amount"[^>]*autofocus', page)
    late = (today_of(mission) + timedelta(days=365)).isoformat()
    page = client.post(address, event_form(mission, {"on": late})).content.decode()
    assert page.count("autofocus") == 1


def test_address_of_a_form_that_was_refused_can_be_opened_again(
    signed_in: Client, mission: Mission, opened: Opportunity, write: Write
) -> None:
    event = write(core.Rung.CONTRACT, "1")
    page = at("opportunity", mission, opportunity_id=opened.pk)
    of_one = ("event-add", "step", "ask-buyer", "copy-address")
    addresses = [at(name, mission, opportunity_id=opened.pk) for name in of_one]
    addresses += [at(name, mission, event_id=event.pk) for name in ("event-confirm", "event-withdraw")]
    answers = [signed_in.get(address) for address in addresses]
    assert [(answer.status_code, answer.headers["Location"]) for answer in answers] == [(302, page)] * len(addresses)
