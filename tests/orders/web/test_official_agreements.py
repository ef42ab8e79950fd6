"""What officials agreed, on its page, in the results, and when somebody asks to be forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.mission.web.models import Mission
from tearoad.orders.web.actions.personal import declared
from tearoad.orders.web.models import OfficialAgreement
from tearoad.orders.web.queries.opportunities import today_of
from tearoad.results import export_of, results_of
from tearoad.results.web.queries.records import record_of
from tearoad.values import Language
from tests.queries import queries_at

pytestmark = pytest.mark.django_db
_CODES = ("agreements", "agreements_due", "agreements_done", "agreements_overdue")


def _written(mission: Mission, **more: str) -> dict[str, str]:
    today = today_of(mission)
    return {
        "subject_en": "Papers for tea",
        "said_by": "Director Wen wen@bureau.example",
        "said_to": "Head Orlova",
        "agreed_on": str(today - timedelta(days=9)),
        **more,
    }


def test_an_agreement_is_added_listed_and_counted_apart_from_the_ladder(signed_in: Client, mission: Mission) -> None:
    new = reverse("orders-agreement-new", args=[mission.id])
    assert signed_in.get(new).status_code == 200
    late = str(today_of(mission) - timedelta(days=1))
    for more in ({}, {"to_do_en": "A list of papers", "due_by": "Trade department", "due_on": late}):
        assert signed_in.post(new, _written(mission, **more)).status_code == 302
    page = signed_in.get(reverse("orders-agreements", args=[mission.id]))
    assert [(agreement.agreement.id, agreement.state.value) for agreement in page.context["agreements"]] == [
        ("OA02", "overdue"),
        ("OA01", "nothing_due"),
    ]
    days = signed_in.get(reverse("orders-days", args=[mission.id]))
    assert [agreement.agreement.id for agreement in days.context["agreements"]] == ["OA02"]
    record = record_of(mission, Language.EN)
    results = results_of(record)
    found = [results.of(code) for code in _CODES]
    assert [(figure.value, figure.rows, figure.rung, figure.currency) for figure in found if figure] == [
        (2, ("OA02", "OA01"), None, ""),
        (1, ("OA02",), None, ""),
        (0, (), None, ""),
        (1, ("OA02",), None, ""),
    ]
    assert [row["id"] for row in export_of(record, results).document()["rows"]["agreements"]] == ["OA02", "OA01"]
    opened = signed_in.get(reverse("results-rows", args=[mission.id, "agreements_overdue"]))
    (row,) = opened.context["table"].rows
    assert "Papers for tea" in row.cells


@pytest.mark.parametrize(
    ("field", "value", "wrong_field"),
    [
        ("said_by", "", "said_by"),
        ("agreed_on", "40 May", "agreed_on"),
        ("due_on", "1989-05-01", "due_on"),
        ("done_on", "1989-05-01", "done_on"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_kept(
    signed_in: Client, mission: Mission, field: str, value: str, wrong_field: str
) -> None:
    answer = signed_in.post(reverse("orders-agreement-new", args=[mission.id]), _written(mission, **{field: value}))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [wrong_field]
    assert OfficialAgreement.objects.count() == 0


def test_the_page_asks_as_much_for_three_as_for_one(signed_in: Client, mission: Mission) -> None:
    new, page = (reverse(f"orders-{name}", args=[mission.id]) for name in ("agreement-new", "agreements"))
    queries = []
    for number in (1, 2):
        for _ in range(number):
            signed_in.post(new, _written(mission))
        queries.append(queries_at(signed_in, page))
    assert queries[0] == queries[1]


def test_whoever_is_forgotten_is_in_no_agreement_and_the_agreement_stays(signed_in: Client, mission: Mission) -> None:
    signed_in.post(reverse("orders-agreement-new", args=[mission.id]), _written(mission))
    (data,) = [personal_data for personal_data in declared() if personal_data.model == "orders.OfficialAgreement"]
    assert [json["said_by"] for json in data.find("wen@bureau.example")] == ["Director Wen wen@bureau.example"]
    assert data.erase("wen@bureau.example") == 1
    kept = OfficialAgreement.objects.get().document
    assert (kept["said_by"], kept["subject"]) == ("…", {"en": "Papers for tea"})
    assert data.erase("wen@bureau.example") == 0
