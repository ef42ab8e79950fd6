"""The page of obstacles: tables and lists of the organisation, each row with its source."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tearoad.companies.web.actions.register import enter
from tearoad.demo.make import make_mission
from tearoad.market.obstacles.requirements import requirements_template
from tearoad.market.price.rates import PriceStep
from tearoad.market.web.actions.tables import save_table
from tearoad.market.web.models import RequirementTable
from tearoad.market.web.queries.obstacles import market_obstacles
from tearoad.market.web.queries.tables import RATES as RATE_TABLE
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry
from tearoad.screening.web.actions.lists import add_list
from tearoad.screening.web.models import Hit
from tearoad.web.clock import now
from tests.market.obstacles.test_requirements import TABLE
from tests.market.price.test_landed import RATES

TEA = {"market": "Russia", "hs": "0902.10", "on": "2026-03-01"}


def upload(client: Client, content: str | bytes) -> tuple[int, str]:
    file = SimpleUploadedFile("t.csv", content.encode() if isinstance(content, str) else content)
    answer = client.post("/markets/tables/requirements/", {"file": file}, follow=True)
    return answer.status_code, answer.content.decode()


def obstacles_page(client: Client, **changed: str) -> tuple[int, str]:
    answer = client.get("/markets/obstacles/", TEA | changed)
    return answer.status_code, answer.content.decode()


def test_everything_known_stands_there_with_its_source_and_silence_is_no_clearance(
    signed_in: Client, officer: Actor
) -> None:
    assert "There is no table of requirements yet." in signed_in.get("/markets/obstacles/").content.decode()
    assert "5 requirements are in use." in upload(signed_in, TABLE)[1]
    save_table(officer, RATE_TABLE, "rates.csv", RATES.encode())
    buyer = next(
        party for party in make_mission(2023).buyers if party.country is not None and party.country.alpha2 == "RU"
    )
    company = enter(officer, buyer)
    hit = Hit.objects.create(company=company, entry_id="L-7", entry_key="L-7", score=90, document={}, found_at=now())

    status, page = obstacles_page(signed_in)

    assert status == 200
    for shown in (
        "The goods stand on none of your goods lists.",
        "10\u202f%",
        "Tariff (fictional), line 7 of the table",
        "EAC declaration (fictional)",
        "Decision 1 (fictional), line 2 of the table",
        "In roubles or yuan (fictional)",
        "more than a year ago: read it again",
        "<li>Bans</li>",
        "<dt>Not screened</dt><dd>1</dd>",
        f'<a href="/screening/hits/{hit.pk}/">{company.name}</a>',
    ):
        assert shown in page, shown
    assert "Only in yuan" not in page
    assert "<li>Payment</li>" not in page


def test_without_rates_and_companies_that_is_said(signed_in: Client) -> None:
    page = obstacles_page(signed_in)[1]

    assert page.count("no rate for this day") == 3
    assert "The register has no company there." in page
    assert "<li>Certificates</li>" in page


def test_goods_on_a_list_are_warned_of(signed_in: Client, officer: Actor) -> None:
    add_list(officer, "goods.csv", b"hs6,list\n090210,Made-up goods (fictional)\n")

    assert "falls under 0902.10 of the goods list “Made-up goods (fictional)”" in obstacles_page(signed_in)[1]


def test_every_fault_is_named_and_the_table_before_stays_in_use(signed_in: Client) -> None:
    upload(signed_in, TABLE)

    status, page = upload(signed_in, TABLE.replace("Decision 3 (fictional)", "").replace("label", "luck"))

    assert status == 422
    for line, found, column in ((5, "luck", "topic"), (6, "", "source")):
        assert f"Line {line} of the table of requirements “t.csv”: “{found}” in the column “{column}”" in page
    assert [table.content for table in RequirementTable.objects.all()] == [TABLE]
    assert LedgerEntry.objects.filter(code="market.requirements_saved").count() == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xff\xfe\x00", "cannot be read"),
        (b"", "“t.csv” is empty"),
        (requirements_template(), "in the column “read_on” cannot be used"),
        (b"a" * 200_001, "larger than 200 kB"),
    ],
)
def test_what_is_no_table_of_requirements_is_refused(signed_in: Client, content: str | bytes, says: str) -> None:
    status, page = upload(signed_in, content)

    assert status == 422
    assert says in page
    assert not RequirementTable.objects.exists()


@pytest.mark.parametrize(
    ("changed", "says"),
    [({"market": "Atlantis"}, "Atlantis"), ({"hs": "09021"}, "09021"), ({"on": "soon"}, 'id="id_on_error"')],
)
def test_what_cannot_be_read_is_said_at_its_field(signed_in: Client, changed: dict[str, str], says: str) -> None:
    status, page = obstacles_page(signed_in, **changed)

    assert status == 422
    assert says in page


def test_both_tables_are_handed_out(signed_in: Client) -> None:
    assert signed_in.get("/markets/tables/requirements/in-use/").status_code == 404
    upload(signed_in, TABLE)

    assert signed_in.get("/markets/tables/requirements/in-use/").content.decode("utf-8-sig") == TABLE
    assert (
        signed_in.get("/markets/tables/requirements/template/").content.decode("utf-8-sig") == requirements_template()
    )


def test_charge_is_the_one_of_the_day(officer: Actor) -> None:
    """Finds a duty of the first of the month, or of no day, where one began within it."""
    more = "duty,RUS,0902,12,percent,,2026-03-10,,Tariff (fictional)\n"
    save_table(officer, RATE_TABLE, "rates.csv", (RATES + more).encode())
    charged = [
        [
            rate and rate.value
            for step, rate in market_obstacles(officer, (), "RUS", "090210", on).charges
            if step is PriceStep.DUTY
        ]
        for on in (date(2025, 12, 31), date(2026, 3, 9), date(2026, 3, 10))
    ]
    assert charged == [[None], [10], [12]]
