"""The page of roads: routes and border posts of the organisation's own tables, and facts that were accepted for it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import escape

from tearoad.demo.roads import posts_table, routes_table
from tearoad.market.web.actions.articles import add_article, decide_facts
from tearoad.market.web.models import ArticleFact, BorderPostTable, FactState, RouteTable
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry
from tests.market.road.test_routes import TABLE
from tests.market.web.test_facts import NOTICE


def upload(client: Client, kind: str, content: str | bytes) -> tuple[int, str]:
    file = SimpleUploadedFile("t.csv", content.encode() if isinstance(content, str) else content)
    answer = client.post(f"/markets/tables/{kind}/", {"file": file}, follow=True)
    return answer.status_code, answer.content.decode()


def road_page(client: Client, market: str = "Russia", on: str = "2026-03-01") -> tuple[int, str]:
    answer = client.get("/markets/road/", {"market": market, "on": on})
    return answer.status_code, answer.content.decode()


def test_routes_stand_beside_each_other_with_their_legs_and_sources(signed_in: Client) -> None:
    assert "There is no table of routes yet." in signed_in.get("/markets/road/").content.decode()
    assert "6 legs are in use." in upload(signed_in, "routes", TABLE)[1]

    status, page = road_page(signed_in)

    assert status == 200
    assert page.index("By road (fictional)") < page.index("By rail (fictional)") < page.index("By sea (fictional)")
    assert page.count("no other is quicker without being dearer") == 2
    for shown in (
        "100 h (4.2 d)",
        "5,050 USD a container",
        "24 h (12 to 72)",
        "20 of 100 take 96 h longer",
        "The time is open: Guiyang → Moscow has no hours.",
        "Measured B (fictional), line 3 of the table",
        "more than a year ago: read it again",
        "Your table of border posts has none of this market.",
    ):
        assert shown in page, shown
    assert "The table of routes has none to Germany." in road_page(signed_in, "Germany")[1]


def test_posts_and_accepted_facts_stand_there_with_those_who_said_it(signed_in: Client, officer: Actor) -> None:
    upload(signed_in, "posts", posts_table())
    article = add_article(officer, "A line (fictional)", "Example Daily (fictional)", None, NOTICE)
    fact = ArticleFact.objects.filter(article=article)[0]
    shown = {"market": "RUS", "on_brief": False, "on_posts": False, "on_road": True}
    decide_facts(officer, article, [fact.pk], FactState.ACCEPTED, placement=shown)

    page = road_page(signed_in)[1]

    for text in ("1,500,000 t", "published: nearly +83 %", "so about 820,000 in 2022-01", "Russian mission in Harbin"):
        assert text in page, text
    assert escape(NOTICE) in page
    assert escape(NOTICE) not in road_page(signed_in, "KAZ")[1]


def test_every_fault_is_named_and_the_table_before_stays_in_use(signed_in: Client) -> None:
    upload(signed_in, "routes", routes_table())

    status, page = upload(signed_in, "routes", TABLE.replace("rail,Town", "rail,Village"))

    assert status == 422
    assert "begins at “Village”, but the one before ends at “Town”" in page
    assert [table.content for table in RouteTable.objects.all()] == [routes_table()]
    assert LedgerEntry.objects.filter(code="market.routes_saved").count() == 1


@pytest.mark.parametrize(
    ("kind", "content", "says"),
    [
        ("routes", b"\xff\xfe\x00", "cannot be read"),
        ("routes", b"", "“t.csv” is empty"),
        ("routes", b"a" * 200_001, "larger than 200 kB"),
        ("posts", "market,post\nRUS,x\n", "lacks: mode, period"),
    ],
)
def test_what_is_no_such_table_is_refused(signed_in: Client, kind: str, content: str | bytes, says: str) -> None:
    status, page = upload(signed_in, kind, content)

    assert status == 422
    assert says in page
    assert not RouteTable.objects.exists()
    assert not BorderPostTable.objects.exists()


def test_a_table_of_another_name_is_not_found(signed_in: Client) -> None:
    assert upload(signed_in, "wishes", "a")[0] == 404
    assert signed_in.get("/markets/tables/wishes/template/").status_code == 404


@pytest.mark.parametrize(("market", "on"), [("Atlantis", "2026-03-01"), ("Russia", "soon")])
def test_what_cannot_be_read_is_said_at_its_field(signed_in: Client, market: str, on: str) -> None:
    assert road_page(signed_in, market, on)[0] == 422
