"""Programs write opportunities, events, contacts and editions: once, never over another, and told what cannot be."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tearoad.companies.web.models import Company
from tearoad.mission.web.models import Mission, Participation
from tearoad.orders.web.actions.opportunities import open_opportunity
from tearoad.orders.web.models import Opportunity, OpportunityEvent
from tearoad.orders.web.queries.opportunities import today_of
from tearoad.people import Actor, Role
from tearoad.people.web.models import Membership
from tearoad.results.web.models import ResultsEdition
from tests.orders.web.conftest import Write, wanted

JSON = "application/json"


def base(mission: Mission) -> str:
    return f"/api/missions/{mission.pk}"


def post(client: Client, address: str, said: object, key: str = "key-1") -> Any:  # noqa: ANN401  # the test client's answer has no public type
    return client.post(address, said, content_type=JSON, headers={"Idempotency-Key": key})


def opportunity_of(mission: Mission, **more: object) -> dict[str, object]:
    due_on = today_of(mission).isoformat()
    return {"firm": "E01", "buyer": "B001", "about": "Green tea", "next_step": "offer", "due_on": due_on} | more


def event_of(mission: Mission, **more: object) -> dict[str, object]:
    on = today_of(mission).isoformat()
    said = {"type": "forward", "rung": "contract", "on": on, "said_by": "exporter", "amount": "12.50"}
    return said | {"currency": "CNY", "hs": ["090210"]} | more


def test_opportunity_is_opened_once_however_often_it_is_sent(signed_in: Client, mission: Mission) -> None:
    first, again = (post(signed_in, f"{base(mission)}/opportunities", opportunity_of(mission)) for _ in range(2))
    assert (first.status_code, again.status_code, first.json()) == (201, 201, again.json())
    assert (again.headers.get("Idempotent-Replayed"), first.headers.get("Idempotent-Replayed")) == ("true", None)
    other = post(signed_in, f"{base(mission)}/opportunities", opportunity_of(mission, about="Black tea"))
    assert (other.status_code, other.json()["code"], Opportunity.objects.count()) == (409, "web.key_used", 1)


def test_nothing_is_written_without_a_key_and_what_was_refused_leaves_none(signed_in: Client, mission: Mission) -> None:
    address = f"{base(mission)}/opportunities"
    bare = signed_in.post(address, opportunity_of(mission), content_type=JSON)
    assert (bare.status_code, bare.json()["fields"]) == (422, ["header.Idempotency-Key"])
    wrong = post(signed_in, address, opportunity_of(mission, buyer="B999"))
    assert (wrong.status_code, wrong.json()["code"]) == (422, "orders.no_such_buyer")
    assert post(signed_in, address, opportunity_of(mission)).status_code == 201


def test_step_is_changed_by_who_read_the_latest(signed_in: Client, mission: Mission, opened: Opportunity) -> None:
    address = f"{base(mission)}/opportunities/{opened.pk}"
    read = signed_in.get(address).json()["version"]
    step = {"next_step": "sample", "due_on": "2027-03-01", "owner": "Li Na"}
    saved = signed_in.patch(address, step, content_type=JSON, headers={"If-Match": f'"{read}"'})
    assert (saved.status_code, saved.json()["next_step"], saved.json()["version"] != read) == (200, "sample", True)
    late = signed_in.patch(address, step | {"owner": "Wu"}, content_type=JSON, headers={"If-Match": read})
    assert (late.status_code, signed_in.get(address).json()["owner"]) == (412, "Li Na")
    assert signed_in.patch(address, step, content_type=JSON).status_code == 422


def test_event_is_written_once_and_stands_in_the_list_of_events(
    signed_in: Client, officer: Actor, mission: Mission, opened: Opportunity
) -> None:
    address = f"{base(mission)}/opportunities/{opened.pk}/events"
    made = [post(signed_in, address, event_of(mission)).json() for _ in range(2)]
    assert (made[0], OpportunityEvent.objects.count()) == (made[1], 1)
    assert (made[0]["amount"], made[0]["rung"], made[0]["counts"]) == ("12.50", "contract", True)
    other = open_opportunity(officer, mission, wanted(mission, "Black tea"))
    paid = event_of(mission, rung="paid")
    second = post(signed_in, f"{base(mission)}/opportunities/{other.pk}/events", paid, "key-2").json()
    page = signed_in.get(f"{base(mission)}/events?limit=1").json()
    assert (page["items"], page["next"]) == ([made[0]], made[0]["id"])
    rest = signed_in.get(f"{base(mission)}/events?limit=1&after={page['next']}").json()
    assert (rest["items"], rest["next"], rest["items"][0]["opportunity"]) == ([second], "", str(other.pk))


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"amount": "1,50,7"}, "sheets.bad_number"),
        ({"currency": "XQZ"}, "sheets.bad_currency"),
        ({"currency": ""}, "orders.currency_missing"),
        ({"on": "1989-05-01"}, "orders.day_too_early"),
        ({"on": "2031-01-01"}, "orders.day_to_come"),
        ({"hs": ["999999"]}, "values.hs_code"),
        ({"link": "javascript:alert(1)"}, "orders.bad_link"),
        ({"type": "confirmed", "rung": None, "amount": "", "currency": ""}, "orders.about_nothing"),
        ({"rung": "signed"}, "web.api_fields"),
        ({"note": "a\0b"}, "web.api_fields"),
        ({"total": "5"}, "web.api_fields"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_kept(
    signed_in: Client, mission: Mission, opened: Opportunity, said: dict[str, object], code: str
) -> None:
    answer = post(signed_in, f"{base(mission)}/opportunities/{opened.pk}/events", event_of(mission, **said))
    assert (answer.status_code, answer.json()["code"], OpportunityEvent.objects.count()) == (422, code, 0)


@pytest.mark.parametrize("language", ["en", "zh-Hans", "ru"])
def test_what_is_no_json_is_told_in_the_callers_language(
    signed_in: Client, mission: Mission, opened: Opportunity, language: str
) -> None:
    signed_in.cookies["language"] = language
    answer = post(signed_in, f"{base(mission)}/opportunities/{opened.pk}/events", "{")
    assert (answer.status_code, answer.json()["code"]) == (400, "web.api_no_json")


def test_contact_of_a_company_is_corrected_by_who_read_the_latest(signed_in: Client, mission: Mission) -> None:
    row = Participation.objects.get(mission=mission, code="B001").company
    read = signed_in.get(f"/api/companies/{row.pk}").json()["version"]
    address, said = f"/api/companies/{row.pk}/contact", {"city": "Tver", "phone": "+74822000000"}
    assert signed_in.put(address, said, content_type=JSON, headers={"If-Match": read}).status_code == 200
    assert Company.objects.get(pk=row.pk).document["contact"]["phone"] == "+74822000000"
    late = signed_in.put(address, said | {"city": "Oryol"}, content_type=JSON, headers={"If-Match": read})
    assert (late.status_code, Company.objects.get(pk=row.pk).city) == (412, "Tver")


def test_edition_is_frozen_once_and_read_again(signed_in: Client, mission: Mission, write: Write) -> None:
    write(amount="100")
    address = f"{base(mission)}/results/editions"
    made = post(signed_in, address, "")
    assert (made.status_code, post(signed_in, address, "").json()) == (201, made.json())
    assert (signed_in.get(address).json(), ResultsEdition.objects.count()) == ({"numbers": [1]}, 1)
    assert signed_in.get(f"{address}/1").json() == made.json()
    assert [signed_in.get(f"{address}/{number}").status_code for number in (2, 10**12)] == [404, 404]


def test_an_auditor_reads_and_writes_nothing(signed_in: Client, mission: Mission, opened: Opportunity) -> None:
    Membership.objects.update(role=Role.AUDITOR)
    answer = post(signed_in, f"{base(mission)}/opportunities/{opened.pk}/events", event_of(mission))
    assert (answer.status_code, signed_in.get(f"{base(mission)}/events").status_code) == (403, 200)
    assert OpportunityEvent.objects.count() == 0


def test_description_names_every_answer(signed_in: Client) -> None:
    described = signed_in.get("/api/openapi.json").json()
    answers = {status for path in described["paths"].values() for it in path.values() for status in it["responses"]}
    assert {"400", "401", "403", "404", "409", "412", "413", "422", "429", "503"} <= answers
    keyed = described["paths"]["/api/missions/{mission_id}/opportunities"]["post"]["parameters"]
    assert {parameter["name"] for parameter in keyed} == {"mission_id", "Idempotency-Key"}


def test_a_form_is_no_json_and_nobody_else_learns_even_that(
    signed_in: Client, mission: Mission, opened: Opportunity
) -> None:
    address = f"{base(mission)}/opportunities"
    form = signed_in.post(address, {"firm": "E01"}, headers={"Idempotency-Key": "key-1"})
    assert (form.status_code, form.json()["code"]) == (400, "web.api_no_json")
    Membership.objects.update(role=Role.AUDITOR)
    answers = [signed_in.post(f"{address}{more}").status_code for more in ("", f"/{opened.pk}/events")]
    assert answers == [403, 403]
    assert signed_in.post(f"/api/missions/{opened.pk}/results/editions").status_code == 403
