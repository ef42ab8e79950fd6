from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pypdfium2
import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tearoad.errors import NotFoundError
from tearoad.market.web.models import SavedBrief
from tearoad.market.web.queries.briefs import brief_of_row
from tearoad.market.web.tasks import make_saved_brief
from tearoad.office.web.models import Job
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry
from tests.market.trade_files import Trade, comtrade, load
from tests.market.web.made_up_trade import keep_small_brief, small_brief
from tests.queries import queries_at
from tests.screening.web.conftest import Run

FORM = {"exporter": "China", "products": "0902, 210390", "markets": "Россия, KAZ", "year": ""}
TRADE: list[Trade] = [
    (year, market, "M", exporter, "090210", 1000 * year)
    for year in (2021, 2022)
    for market in ("643", "398")
    for exporter in ("156", "276")
]


@pytest.fixture
def store(tmp_path: Path, settings: Settings) -> Path:
    """A site's data folder without trade figures."""
    settings.DATA = tmp_path
    return tmp_path / "market"


def ask(client: Client, **changes: str) -> str:
    answer = client.post("/markets/ask/", FORM | changes)
    return f"{answer.status_code} {answer.content.decode()}"


def test_site_without_figures_says_what_to_do(signed_in: Client, store: Path) -> None:
    page = signed_in.get("/markets/").content.decode()

    assert "No trade figures are loaded" in page
    assert 'class="empty"' in page
    assert not store.exists()


def test_brief_that_is_asked_for_is_written_down_and_waits_for_a_worker(signed_in: Client, store: Path) -> None:
    assert ask(signed_in).startswith("302")

    row = SavedBrief.objects.get()
    assert (row.exporter, row.products, row.markets, row.year, row.made_at) == (
        "CHN", "0902,210390", "RUS,KAZ", None, None,
    )  # fmt: skip
    assert list(Job.objects.values_list("kind", "key")) == [("market.make_brief", str(row.pk))]
    assert LedgerEntry.objects.filter(code="market.brief_asked").count() == 1
    page = signed_in.get(f"/markets/{row.pk}/").content.decode()
    assert "China, HS 0902, 2103.90: Russia, Kazakhstan" in page
    assert signed_in.get(f"/markets/{row.pk}/pdf/").status_code == 409
    assert not store.exists()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"exporter": "Atlantis"}, "Atlantis"),
        ({"products": "12345"}, "12345"),
        ({"markets": ", "}, "A brief needs a product and a market"),
        ({"year": "1900"}, "1960"),
    ],
)
def test_what_cannot_be_read_is_said_beside_what_was_typed(
    signed_in: Client, store: Path, changes: dict[str, str], says: str
) -> None:
    page = ask(signed_in, **changes)

    assert page.startswith("422")
    assert says in page
    assert SavedBrief.objects.count() == 0
    assert not store.exists()


def test_worker_makes_the_brief_once(signed_in: Client, store: Path, run: Run, tmp_path: Path) -> None:
    load(store, comtrade(tmp_path / "made.csv", TRADE))
    ask(signed_in)
    row = SavedBrief.objects.get()
    run.payload = {"brief": str(row.pk)}

    assert make_saved_brief(run) == {"figures": 2 * 2 * (16 + 2) + 2 * 2}
    assert make_saved_brief(run) == {}
    row.refresh_from_db()
    made = brief_of_row(row)
    assert (made.year, made.ranked_on, made.sources) == (2022, (), ("UN Comtrade",))
    page = signed_in.get(f"/markets/{row.pk}/").content.decode()
    assert "4,044,000" in page
    assert "No places: ranking needs five years" in page


def test_job_says_that_nothing_was_loaded(signed_in: Client, store: Path, run: Run) -> None:
    ask(signed_in)
    run.payload = {"brief": str(SavedBrief.objects.get().pk)}

    with pytest.raises(NotFoundError) as refused:
        make_saved_brief(run)

    assert refused.value.code == "market.nothing_loaded"
    assert not store.exists()


def test_every_number_of_the_page_has_a_reference_that_stands_below(signed_in: Client, officer: Actor) -> None:
    del officer
    row = keep_small_brief()

    page = signed_in.get(f"/markets/{row.pk}/").content.decode()

    known = {figure.ref for figure in small_brief().figures}
    assert set(re.findall(r"\[(F\d+)\]", page)) <= known
    assert known <= set(re.findall(r">(F\d+)<", page))
    assert "1,234,567" in page


@pytest.mark.parametrize(("form", "start"), [("pdf", b"%PDF"), ("xlsx", b"PK"), ("md", b"# ")])
def test_brief_is_handed_out_in_three_forms(signed_in: Client, officer: Actor, form: str, start: bytes) -> None:
    del officer
    row = keep_small_brief()

    answer = signed_in.get(f"/markets/{row.pk}/{form}/")

    assert (answer.status_code, answer.content[: len(start)]) == (200, start)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="market-brief.{form}"'


def test_brief_bears_the_day_on_which_it_was_made_not_asked_for(signed_in: Client, officer: Actor) -> None:
    del officer
    row = keep_small_brief()
    asked_at, made_at = datetime(2026, 5, 4, 8, tzinfo=UTC), datetime(2026, 5, 6, 9, 30, tzinfo=UTC)
    SavedBrief.objects.filter(pk=row.pk).update(asked_at=asked_at, made_at=made_at)

    file = pypdfium2.PdfDocument(signed_in.get(f"/markets/{row.pk}/pdf/").content)

    assert file.get_metadata_value("CreationDate")[:16] == "D:20260506093000"


def test_what_is_not_there_is_said(signed_in: Client, officer: Actor) -> None:
    del officer
    row = keep_small_brief()

    assert signed_in.get(f"/markets/{uuid4()}/").status_code == 404
    assert signed_in.get(f"/markets/{row.pk}/docx/").status_code == 404


def test_list_takes_as_many_queries_for_three_briefs_as_for_one(signed_in: Client, officer: Actor, store: Path) -> None:
    del officer
    keep_small_brief()
    queries = queries_at(signed_in, "/markets/")
    keep_small_brief()
    keep_small_brief()

    assert queries_at(signed_in, "/markets/") == queries
    assert not store.exists()


def test_brief_that_failed_says_so_in_the_list_and_can_be_asked_for_again(signed_in: Client, store: Path) -> None:
    ask(signed_in)
    Job.objects.update(state="failed")
    row = SavedBrief.objects.get()

    listed = signed_in.get("/markets/").content.decode()
    assert "not ready yet" not in listed
    assert '<span class="badge bad">failed</span>' in listed
    assert f'action="/markets/{row.pk}/again/"' in signed_in.get(f"/markets/{row.pk}/").content.decode()

    signed_in.post(f"/markets/{row.pk}/again/")
    assert "not ready yet" in signed_in.get("/markets/").content.decode()
    newer = SavedBrief.objects.exclude(pk=row.pk).get()
    assert f'action="/markets/{newer.pk}/again/"' not in signed_in.get(f"/markets/{newer.pk}/").content.decode()
    assert not store.exists()
