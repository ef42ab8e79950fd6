"""The results of a mission: a page, the rows behind each figure, files and editions, in three languages."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from lab.benchmarks.recount import differences, differences_in_page, differences_in_workbook, recounted
from tearoad import orders as core
from tearoad.mission.web.models import Mission
from tearoad.orders.web.actions.events import write_event
from tearoad.orders.web.actions.opportunities import open_opportunity
from tearoad.orders.web.models import Opportunity
from tearoad.orders.web.queries.opportunities import today_of
from tearoad.paper import figures as figures_in_words
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry
from tearoad.results.in_words import value_in_words
from tearoad.results.result_figure import DIVIDED_BY
from tearoad.results.web.models import ResultsEdition
from tearoad.results.web.queries.records import record_without_orders
from tearoad.results.web.queries.rows import rows_behind
from tearoad.values import Language
from tearoad.web.clock import now
from tearoad.words import Words
from tests.orders.web.conftest import Write, wanted
from tests.queries import queries_at


def at(name: str, mission: Mission, **more: object) -> str:
    return reverse(f"results{name}", kwargs={"mission_id": mission.id, **more})


def texts_of(content: bytes) -> Iterator[str]:
    """Yield the text of each page of a PDF."""
    document = pypdfium2.PdfDocument(content)
    for page in document:
        yield page.get_textpage().get_text_range()


@pytest.fixture
def told(write: Write, officer: Actor) -> None:
    """Two contracts, one confirmed by the buyer; one payment; one in a currency without a rate."""
    first = write(core.Rung.CONTRACT, "100.10")
    write(core.Rung.CONTRACT, "50")
    write(core.Rung.PAID, "30")
    row = first.opportunity
    about = core.EventId(str(first.pk))
    on = core.OrderEvent(core.EventId(""), core.EventType.CONFIRMED, now().date(), core.Informant.BUYER, about=about)
    write_event(officer, row, on)


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("language", ["en", "zh-Hans", "ru"])
def test_page_and_files_show_what_is_recounted_from_the_export(
    signed_in: Client, mission: Mission, tmp_path: Path, language: str
) -> None:
    signed_in.cookies["language"] = language
    document = json.loads(signed_in.get(at("-json", mission)).content)
    ours = recounted(document)
    page, book = tmp_path / "page.html", tmp_path / "book.xlsx"
    page.write_bytes(signed_in.get(at("", mission)).content)
    book.write_bytes(signed_in.get(at("-xlsx", mission)).content)
    assert differences(document, ours) == []
    assert differences_in_page(page, ours) == []
    assert differences_in_workbook(book, ours) == []
    assert differences(signed_in.get(f"/api/missions/{mission.id}/results").json(), ours) == []
    assert str(ours["contract_amount", ""]["value"]) == "150.10"
    assert str(ours["contract_confirmed", ""]["value"]) == "100.10"


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("language", ["en", "zh-Hans", "ru"])
def test_board_hand_over_and_opportunities_say_what_is_recounted(
    signed_in: Client, mission: Mission, language: str
) -> None:
    signed_in.cookies["language"] = language
    document = json.loads(signed_in.get(at("-json", mission)).content)
    ours = recounted(document)
    board = signed_in.get(reverse("orders-board", kwargs={"mission_id": mission.id}))
    for column in board.context["board"].columns:
        for name, code in (("home", "amount"), ("confirmed", "confirmed")):
            if (f"{column.name}_{code}", "") in ours:
                wanted = ours[f"{column.name}_{code}", ""]
                shown = getattr(column.amount, name) if column.amount else None
                assert (shown.amount if shown else 0) == (wanted["value"] or 0)
    rows = {row["id"]: row for row in document["rows"]["events"]}
    handed = signed_in.get(reverse("orders-table-file", kwargs={"mission_id": mission.id, "handed": "events"}))
    for event, _opportunity, _firm, _buyer, _on, _what, amount, currency, _by, number, *_more in list(
        csv.reader(handed.content.decode("utf-8-sig").splitlines())
    )[1:]:
        row = rows.pop(event)
        assert (amount, currency, number) == (row["amount"], row["currency"], row["number"])
    assert rows == {}
    answer = signed_in.get(f"/api/missions/{mission.id}/opportunities").json()
    listed = sorted(opportunity["id"] for opportunity in answer["items"])
    assert listed == [opportunity["id"] for opportunity in document["rows"]["opportunities"]]


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("language", list(Language))
def test_report_says_what_the_page_says(signed_in: Client, mission: Mission, language: Language) -> None:
    signed_in.cookies["language"] = language.value
    answer = signed_in.get(at("-pdf", mission))
    text = re.sub(r"\s+", "", "".join(texts_of(answer.content)))
    words = Words(language)
    shown = [
        figure
        for _title, figures, _chart in signed_in.get(at("", mission)).context["results"].sections
        for figure in figures
    ]
    said = [value_in_words(counted.figure, words) for counted in shown] + [words(counted.name) for counted in shown]
    assert [value for value in said if re.sub(r"\s+", "", value) not in text] == []
    assert re.sub(r"\s+", "", f"{figures_in_words.price(Decimal('150.10'), language)} CNY") in text


@pytest.mark.usefixtures("told")
def test_every_figure_opens_to_its_rows(signed_in: Client, mission: Mission) -> None:
    document = json.loads(signed_in.get(at("-json", mission)).content)
    assert any(figure["rows"] for figure in document["figures"])
    record, seen = record_without_orders(mission, Language.EN), set()
    for figure in document["figures"]:
        code, of, wanted = figure["code"], figure["of"], sorted(figure["rows"])
        if (page := (figure["table"], of.partition(":")[0], bool(wanted))) in seen:  # it would be the same page
            found = [row["id"] for row in rows_behind(mission, record, code, of)]
        else:
            answer = signed_in.get(at("-rows", mission, figure=code) + f"?of={of}")
            assert answer.status_code == 200
            found = [row.id for row in answer.context["table"].rows]
        seen.add(page)
        assert (code, of, sorted(found)) == (code, of, wanted)


def test_what_the_mission_brought_shows_answer_and_share(
    signed_in: Client, officer: Actor, mission: Mission, opened: Opportunity, write: Write
) -> None:
    write(core.Rung.CONTRACT, "100")
    said = core.OrderEvent(
        core.EventId(""),
        core.EventType.WITHOUT_MISSION,
        today_of(mission),
        core.Informant.EXPORTER,
        without=core.WithoutMission.LITTLE,
    )
    write_event(officer, opened, said)
    table = signed_in.get(at("-rows", mission, figure="contract_brought")).context["table"]
    (row,) = table.rows
    assert (row.cells[-2:], row.link) == (
        ("Without the mission: little of it, a quarter or so", "0.75"),
        reverse("orders-opportunity", args=(mission.pk, opened.pk)),
    )
    assert (row.cells[5], row.cells[7]) == ("100", "100")


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("figure", ["cost_a_meeting", "cost_a_contract", "survey_rate"])
def test_ratio_opens_to_what_it_divides_by(signed_in: Client, mission: Mission, figure: str) -> None:
    context = signed_in.get(at("-rows", mission, figure=figure)).context
    by = context["by"].code
    own = signed_in.get(at("-rows", mission, figure=by)).context["table"]
    assert (by, [row.id for row in context["by_table"].rows]) == (DIVIDED_BY[figure], [row.id for row in own.rows])
    assert figure != "cost_a_contract" or own.rows


def test_figure_that_is_none_is_told(signed_in: Client, mission: Mission) -> None:
    assert signed_in.get(at("-rows", mission, figure="all_rungs")).status_code == 404
    assert signed_in.get(at("-rows", mission, figure="firms") + "?of=firm:E99").status_code == 404


def test_edition_stays_as_it_was_frozen_and_tells_what_changed(
    signed_in: Client, mission: Mission, write: Write
) -> None:
    write(core.Rung.CONTRACT, "100")
    first = signed_in.post(at("-freeze", mission))
    assert first.headers["Location"] == at("-edition", mission, edition=1)
    write(core.Rung.CONTRACT, "20")
    page = signed_in.get(at("-edition", mission, edition=1))
    changed = {change.code: (change.then, change.now) for change in page.context["compared"].changes if change.changed}
    assert {name: (str(then.amount), str(now_.amount)) for name, (then, now_) in changed.items()} == {
        "contract_amount": ("100", "120")
    }
    assert signed_in.get(at("-edition", mission, edition=2)).status_code == 404


def test_frozen_twice_without_a_change_is_one_edition(signed_in: Client, mission: Mission, write: Write) -> None:
    write(core.Rung.CONTRACT, "100")
    for _ in range(2):
        assert signed_in.post(at("-freeze", mission)).status_code == 302
    Mission.objects.filter(pk=mission.pk).update(archived_at=now())
    assert signed_in.post(at("-freeze", mission)).status_code == 409
    assert ResultsEdition.objects.count() == 1
    assert LedgerEntry.objects.filter(code="results.frozen").count() == 1


def test_edition_of_other_definitions_is_marked(signed_in: Client, mission: Mission) -> None:
    signed_in.post(at("-freeze", mission))
    ResultsEdition.objects.update(schema=0)
    signed_in.cookies["language"] = "en"
    assert "other definitions" in signed_in.get(at("-edition", mission, edition=1)).content.decode()


def test_edition_holds_no_name(signed_in: Client, mission: Mission, write: Write) -> None:
    write(core.Rung.CONTRACT, "100")
    signed_in.post(at("-freeze", mission))
    kept = json.dumps(ResultsEdition.objects.get().document, ensure_ascii=False)
    assert ("Li Na" in kept, "Green tea" in kept) == (False, False)


def test_results_ask_as_much_for_three_as_for_one(
    signed_in: Client, officer: Actor, mission: Mission, write: Write
) -> None:
    write(core.Rung.CONTRACT, "100")
    queries = queries_at(signed_in, at("", mission))
    for about in ("White tea", "Black tea"):
        write(core.Rung.PAID, "70", row=open_opportunity(officer, mission, wanted(mission, about)))
    assert queries_at(signed_in, at("", mission)) == queries
