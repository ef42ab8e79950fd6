from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tearoad.call import Campaign, Criterion, PastMission, Planned
from tearoad.call.web import models as rows
from tearoad.call.web.actions import personal, receiving
from tearoad.call.web.actions.campaigns import PastMissionChanges, write_campaign, write_past_missions
from tearoad.call.web.actions.settings import write_call
from tearoad.call.web.forms.settings import CallForm, options_of, write_option
from tearoad.call.web.queries.by_hand import confirmed_by_hand
from tearoad.call.web.queries.calls import core_call
from tearoad.call.web.queries.campaigns import past_missions
from tearoad.errors import Conflict
from tearoad.journey.example import example_mission
from tearoad.mission import LocalText
from tearoad.mission.web.actions.missions import make
from tearoad.office.web.models import Message, MessageState
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry
from tearoad.web.saving.stale import Stale, version_of
from tests.call.web.conftest import SENT

Apply = Callable[..., rows.Application]


def fields_of(form: CallForm) -> dict[str, str]:
    found = {}
    for name in form.fields:
        value = form[name].value()
        if value not in (None, False, ""):
            found[name] = "on" if value is True else str(value)
        elif not name.endswith("needed"):
            found[name] = ""
    return found


def test_a_call_is_opened_by_its_form_and_kept_as_it_was(officer: Actor, signed_in: Client) -> None:
    mission = make(officer, example_mission())
    start = f"/missions/{mission.id}/call/"
    assert "Open a call" in signed_in.get(start).content.decode()
    page = signed_in.get(f"{start}settings/")
    sent = fields_of(page.context["form"])
    answer = signed_in.post(f"{start}settings/", sent | {"cap": "7", "fee": "1200", "currency": "usd"})
    assert answer.status_code == 302, answer.context["form"].errors
    row = rows.Call.objects.get()
    call = core_call(row)
    assert (call.cap, str(call.fee.amount) if call.fee else "", len(call.criteria), len(call.questions)) == (
        7,
        "1200",
        4,
        5,
    )
    assert len(row.address) == 24
    again = signed_in.get(f"{start}settings/").context
    sent = fields_of(again["form"]) | {"read_version": again["read"]}
    assert signed_in.post(f"{start}settings/", sent).status_code == 302
    assert core_call(rows.Call.objects.get()) == call


def test_everything_wrong_with_a_call_is_told_at_once(call: rows.Call, signed_in: Client) -> None:
    address = f"/missions/{call.mission_id}/call/settings/"
    sent = fields_of(signed_in.get(address).context["form"])
    sent |= {name: "" for name in sent if name.startswith(("purpose", "criterion"))}
    answer = signed_in.post(address, sent | {"cap": "0", "address": "Осень"})
    assert answer.status_code == 422
    assert len(answer.context["form"].non_field_errors()) == 4
    answer = signed_in.post(address, sent | {"cap": "many", "opens_at": "soon"})
    assert {"cap", "opens_at"} <= set(answer.context["form"].errors)


@pytest.mark.parametrize("fee", ["1e9", "1E2", "-1", "0.001"])
def test_a_fee_is_written_in_digits(call: rows.Call, signed_in: Client, fee: str) -> None:
    address = f"/missions/{call.mission_id}/call/settings/"
    sent = fields_of(signed_in.get(address).context["form"])
    answer = signed_in.post(address, sent | {"fee": fee, "currency": "CNY"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["fee"])
    answer = signed_in.post(address, sent | {"fee": "1200", "currency": "XXX"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["currency"])


def test_weights_that_are_all_nothing_are_told_at_their_field(call: rows.Call, signed_in: Client) -> None:
    address = f"/missions/{call.mission_id}/call/settings/"
    sent = fields_of(signed_in.get(address).context["form"])
    sent |= {name: "0" for name in sent if name.startswith("criterion") and name.endswith("weight")}
    answer = signed_in.post(address, sent)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["criterion_0_weight"])
    sent |= {"criterion_0_id": ""}
    answer = signed_in.post(address, sent)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["criterion_0_weight"])


def test_applications_that_nobody_confirmed_are_counted_apart(
    officer: Actor, call: rows.Call, applied: Apply, outside: Client, signed_in: Client
) -> None:
    applied(1)
    outside.post(f"/call/{call.address}/", SENT)
    page = signed_in.get(f"/missions/{call.mission_id}/call/").content.decode()
    assert '<dt>Applications</dt><dd>1 <a class="small" href="?state=unconfirmed">+1 not confirmed</a></dd>' in page
    planned = Planned(LocalText("Tea"), mission=str(call.mission_id))
    campaign = write_campaign(officer, Campaign(LocalText("Tea year"), 2027, missions=(planned,)))
    page = signed_in.get(f"/campaigns/{campaign.id}/").content.decode()
    assert page.count('1 <span class="muted small">+1 not confirmed</span>') == 2


def test_names_of_an_application_stand_in_the_reader_s_script_first(
    call: rows.Call, applied: Apply, signed_in: Client
) -> None:
    row = applied(1)
    address = f"/missions/{call.mission_id}/call/{row.pk}/"
    assert "<dd>WANG Shili · 王示例" in signed_in.get(address).content.decode()
    signed_in.cookies["language"] = "zh-Hans"
    assert "<dd>王示例 · WANG Shili" in signed_in.get(address).content.decode()


def test_a_change_behind_ones_back_conflicts_and_an_address_is_nobodys_twice(officer: Actor, call: rows.Call) -> None:
    read = version_of(call.document)
    write_call(officer, call.mission, replace(core_call(call), cap=5), read)
    with pytest.raises(Stale):
        write_call(officer, call.mission, replace(core_call(call), cap=6), read)
    with pytest.raises(Conflict):
        write_call(officer, make(officer, example_mission()), core_call(call))


def test_stale_settings_come_back_as_typed_with_what_stands_there_now(
    officer: Actor, call: rows.Call, signed_in: Client
) -> None:
    here = f"/missions/{call.mission_id}/call/settings/"
    page = signed_in.get(here)
    mine = fields_of(page.context["form"]) | {"read_version": page.context["read"], "cap": "7"}
    known = core_call(call)
    further = Criterion("more", LocalText("Further"), 3)
    write_call(officer, call.mission, replace(known, cap=5, criteria=(*known.criteria, further)))
    stale = signed_in.post(here, mine)
    assert (stale.status_code, stale.context["form"]["cap"].value()) == (409, "7")
    meanwhile = stale.context["meanwhile"]
    number = len(known.criteria) + 1
    now = {field.label: (field.now, field.entered) for field in meanwhile.there}
    assert (meanwhile.by.who, ("5", "7") in now.values()) == ("Officer", True)
    assert now[f"Criterion {number} · English"] == ("Further", "–")
    assert core_call(rows.Call.objects.get()).cap == 5
    assert signed_in.post(here, mine | {"read_version": stale.context["read"]}).status_code == 302
    kept = core_call(rows.Call.objects.get())
    assert (kept.cap, kept.criteria) == (7, known.criteria)


def test_an_address_of_another_call_is_told_at_its_field(officer: Actor, call: rows.Call, signed_in: Client) -> None:
    here = f"/missions/{make(officer, example_mission()).id}/call/settings/"
    page = signed_in.get(here)
    sent = fields_of(page.context["form"]) | {"read_version": "0", "address": call.address}
    answer = signed_in.post(here, sent)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["address"])
    assert rows.Call.objects.count() == 1


def test_options_read_back() -> None:
    written = "ready | Yes | 有 | Да | 100\nnone | No | 无 | Нет | 0"
    assert "\n".join(write_option(option) for option in options_of(written)) == written
    assert [option.percent for option in options_of("a | b\nc | | | | 999")] == [0, 100]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long(call: rows.Call, applied: Apply, signed_in: Client, count: int) -> None:
    for number in range(count):
        applied(number)
    address = f"/missions/{call.mission_id}/call/"
    signed_in.get(address)
    with CaptureQueriesContext(connection) as queries:
        page = signed_in.get(address).content.decode()
    assert page.count("<tr>") == count + 1
    assert len(queries) == LIST_QUERIES


LIST_QUERIES = 9


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("words=a02", ["Firm 2"]),
        ("words=示例1", ["Firm 1"]),
        ("decision=accepted", []),
        ("state=mine", ["Firm 1", "Firm 2"]),
        ("state=whole", []),
        ("state=nonsense&decision=nonsense", ["Firm 1", "Firm 2"]),
    ],
)
def test_applications_are_filtered(
    call: rows.Call, applied: Apply, signed_in: Client, query: str, found: list[str]
) -> None:
    for number in (1, 2):
        applied(number)
    page = signed_in.get(f"/missions/{call.mission_id}/call/?{query}").content.decode()
    assert [name for name in ("Firm 1", "Firm 2") if name in page] == found


def test_a_campaign_is_a_year_of_missions(officer: Actor, signed_in: Client) -> None:
    mission = make(officer, example_mission())
    sent = {
        "year": "2027", "title_en": "Tea year", "title_zh": "茶年", "title_ru": "", "goal_en": "", "goal_zh": "",
        "goal_ru": "", "m0_mission": str(mission.id), "m0_firms": "18", "m1_title": "Almaty in autumn", "m1_firms": "6",
    }  # fmt: skip
    answer = signed_in.post("/campaigns/new/", sent)
    assert answer.status_code == 302
    page = signed_in.get(answer.headers["Location"]).content.decode()
    assert "Almaty in autumn" in page
    assert "24" in page
    row = rows.Campaign.objects.get()
    assert signed_in.get(f"/campaigns/{row.id}/change/").status_code == 200
    signed_in.cookies["language"] = "en"
    stale = signed_in.post(f"/campaigns/{row.id}/change/", sent | {"read_version": "0", "title_en": "Typed"})
    text = stale.content.decode()
    assert (stale.status_code, 'value="Typed"' in text, "<div>Tea year</div>" in text) == (409, True, True)
    assert f'name="read_version" value="{version_of(row.document)}"' in text
    bad = signed_in.post("/campaigns/new/", {"year": "12"})
    assert (bad.status_code, len(bad.context["form"].non_field_errors())) == (422, 2)
    assert "Tea year" in signed_in.get("/campaigns/").content.decode()


SHEET = "代表团,年份,展会,国家,企业数,人数,洽谈场次,来源\nFood 2019,2019,Moscow Table,俄罗斯,12,30,,Report p. 3\n"


def test_past_missions_come_from_a_sheet(officer: Actor, signed_in: Client) -> None:
    sent = {"file": SimpleUploadedFile("anything.csv", ("\ufeff" + SHEET).encode())}
    assert signed_in.post("/campaigns/past/", sent).status_code == 302
    page = signed_in.get("/campaigns/").content.decode()
    assert "Food 2019" in page
    assert ">?<" in page
    bad = SHEET + "Broken,someday,,,,,,\n"
    answer = signed_in.post("/campaigns/past/", {"file": SimpleUploadedFile("past_missions.csv", bad.encode())})
    assert answer.status_code == 422
    assert "someday" in answer.content.decode()
    assert signed_in.post("/campaigns/past/", {}).status_code == 422
    nonsense = {"file": SimpleUploadedFile("x.csv", b"\x00\x01\x02")}
    assert signed_in.post("/campaigns/past/", nonsense).status_code == 422
    assert rows.PastMission.objects.count() == 1
    same = [PastMission("P01", "Food 2019", 2019, "Moscow Table", firms=14)]
    assert write_past_missions(officer, same) == PastMissionChanges((), tuple(same))
    assert write_past_missions(officer, same) == PastMissionChanges((), ())


def test_past_missions_without_an_id_are_new_ones_and_replace_nothing(officer: Actor, signed_in: Client) -> None:
    write_past_missions(officer, [PastMission("P01", "Tea 2017", 2017), PastMission("P02", "Tea 2018", 2018)])
    sheet = "ID,Mission,Year\n,Sauce 2020,2020\n,Tea 2018,2018\nP02x,Salt 2021,2021\nP01,Tea of 2017,2017\n"
    sent = {"file": SimpleUploadedFile("past_missions.csv", sheet.encode())}
    page = signed_in.post("/campaigns/past/", sent, follow=True).content.decode()
    assert {mission.code: mission.document["name"] for mission in rows.PastMission.objects.all()} == {
        "P01": "Tea of 2017",
        "P02": "Tea 2018",
        "P03": "Sauce 2020",
        "P02x": "Salt 2021",
    }
    assert "2 past missions are new: Sauce 2020 (P03); Salt 2021 (P02x)." in page
    assert "1 past mission was changed: Tea of 2017 (P01)." in page


def test_a_past_mission_is_taken_off_the_record_by_its_id_and_no_claim_counts_it(
    officer: Actor, signed_in: Client
) -> None:
    wrong, right = (
        PastMission("P01", "Tea 2017", 2017, delegates=900),
        PastMission("P02", "Tea 2018", 2018, delegates=2),
    )
    write_past_missions(officer, [wrong, right])
    signed_in.cookies["language"] = "en"
    mistyped = signed_in.post("/campaigns/past/remove/", {"code": "P01", "typed": "P02"})
    assert (mistyped.status_code, past_missions()) == (422, (wrong, right))
    page = signed_in.post("/campaigns/past/remove/", {"code": "P01", "typed": "p01"}, follow=True).content.decode()
    assert "P01 was taken off the record" in page
    assert past_missions() == (right,)
    assert LedgerEntry.objects.get(code="mission.past_mission_removed").facts["removed"]["delegates"] == 900
    assert signed_in.post("/campaigns/past/remove/", {"code": "P01", "typed": "P01"}).status_code == 404
    assert signed_in.post("/campaigns/past/remove/", {"code": "P\0", "typed": "P01"}).status_code == 400
    write_past_missions(officer, [PastMission("P03", "Tea 2019", 2019)])
    assert [mission.id for mission in past_missions()] == ["P02", "P03"]


def test_without_a_mail_server_an_officer_confirms_with_a_reason(
    call: rows.Call, outside: Client, signed_in: Client
) -> None:
    start = f"/missions/{call.mission_id}/call/"
    assert "No mail server is set up" in signed_in.get(start).content.decode()
    outside.post(f"/call/{call.address}/", SENT)
    row = rows.Application.objects.get()
    sent = {"do": "by_hand", "revision": "1"}
    assert "Confirm by hand" in signed_in.get(f"{start}{row.pk}/").content.decode()
    assert signed_in.post(f"{start}{row.pk}/change/", sent | {"why": " \u202e "}).status_code == 422
    row.refresh_from_db()
    assert row.confirmed_at is None
    assert signed_in.post(f"{start}{row.pk}/change/", sent | {"why": "Called\u202e the firm"}).status_code == 302
    row.refresh_from_db()
    assert row.confirmed_at is not None
    page = signed_in.get(f"{start}{row.pk}/").content.decode()
    assert "Called the firm" in page
    assert "Confirm by hand" not in page
    assert [confirmation.why for confirmation in confirmed_by_hand(row)] == ["Called the firm"]
    assert signed_in.post(f"{start}{row.pk}/change/", sent | {"why": "Again"}).status_code == 409
    assert LedgerEntry.objects.filter(code="mission.application_confirmed_by_hand").count() == 1


def test_the_reason_is_forgotten_with_the_firms_person(call: rows.Call, outside: Client, officer: Actor) -> None:
    outside.post(f"/call/{call.address}/", SENT)
    row, sent = rows.Application.objects.get(), rows.Revision.objects.get()
    receiving.confirm_by_hand(officer, row, sent, "Mr Wang said so")
    personal.erase_applications("wang@example.com")
    assert [hand.why for hand in confirmed_by_hand(row)] == [""]


def test_what_a_mail_server_took_is_confirmed_by_its_link_alone(
    call: rows.Call, outside: Client, officer: Actor, signed_in: Client
) -> None:
    outside.post(f"/call/{call.address}/", SENT)
    Message.objects.update(state=MessageState.SENT)
    row, sent = rows.Application.objects.get(), rows.Revision.objects.get()
    assert "Confirm by hand" not in signed_in.get(f"/missions/{call.mission_id}/call/{row.pk}/").content.decode()
    for revision in (sent, None):
        with pytest.raises(Conflict):
            receiving.confirm_by_hand(officer, row, revision, "Called the firm")


def test_the_application_of_a_sheet_is_confirmed_by_hand(call: rows.Call, outside: Client, signed_in: Client) -> None:
    outside.post(f"/call/{call.address}/", SENT)
    rows.Revision.objects.all().delete()
    row = rows.Application.objects.get()
    address = f"/missions/{call.mission_id}/call/{row.pk}/"
    assert "Confirm by hand" in signed_in.get(address).content.decode()
    sent = {"do": "by_hand", "revision": "", "why": "Came on paper"}
    assert signed_in.post(f"{address}change/", sent).status_code == 302
    row.refresh_from_db()
    assert row.confirmed_at is not None
    assert "Came on paper" in signed_in.get(address).content.decode()


def test_saving_a_call_as_it_is_tells_the_same_hour_and_whose_it_is(call: rows.Call, signed_in: Client) -> None:
    start = f"/missions/{call.mission_id}/call/"
    before = signed_in.get(f"{start}decide/").content.decode()
    kept = call.document["closes_at"]
    page = signed_in.get(f"{start}settings/").context
    sent = fields_of(page["form"]) | {"read_version": page["read"]}
    assert signed_in.post(f"{start}settings/", sent).status_code == 302
    call.refresh_from_db()
    assert call.document["closes_at"][-6:] == kept[-6:]
    after = signed_in.get(f"{start}decide/").content.decode()
    (deadline,) = re.findall("open until [^:]+:[0-9]{2} [(]Moscow[)]", before)
    assert deadline in after
