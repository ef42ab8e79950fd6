"""A table takes the place of another only where somebody says that rows may go; earlier ones can be put back."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tearoad.market.web.models import PriceRateTable
from tearoad.market.web.queries.tables import TABLE_KINDS
from tearoad.people.web.models import LedgerEntry
from tests.market.price.test_landed import RATES

PAGE = "/markets/tables/rates/"
FIRST, *ROWS = RATES.splitlines()
ONE_ROW = f"{FIRST}\n{ROWS[0]}\n"


def upload(client: Client, content: str, **sent: str) -> tuple[int, str]:
    file = SimpleUploadedFile("rates.csv", content.encode())
    answer = client.post(PAGE, {"file": file, **sent}, follow=True)
    return answer.status_code, answer.content.decode()


def in_use() -> str:
    return TABLE_KINDS["rates"].model._default_manager.first().content  # type: ignore[union-attr]  # noqa: SLF001  # a public name of Django's


def test_rows_go_only_where_somebody_says_so(signed_in: Client) -> None:
    upload(signed_in, RATES)

    status, page = upload(signed_in, ONE_ROW)
    assert status == 422
    assert f"Rows that go: {len(ROWS) - 1}; that come: 0; that stay: 1. Nothing has changed yet." in page
    assert 'name="replace"' in page
    assert in_use() == RATES
    assert LedgerEntry.objects.filter(code="market.rates_saved").count() == 1

    status, page = upload(signed_in, ONE_ROW, replace="on")
    assert (status, "1 rate is in use." in page, in_use()) == (200, True, ONE_ROW)


@pytest.mark.parametrize("more", ["", "\n", f"{ROWS[0].replace('600', '700').replace('2026-01-01', '2027-01-01')}\n"])
def test_nobody_is_asked_where_no_row_goes(signed_in: Client, more: str) -> None:
    upload(signed_in, RATES)
    turned = "\n".join([FIRST, *reversed(ROWS)]) + "\n"

    assert upload(signed_in, turned + more)[0] == 200
    assert in_use() == turned + more


def test_an_earlier_table_is_listed_and_put_back(signed_in: Client) -> None:
    upload(signed_in, RATES)
    assert "Earlier tables" not in signed_in.get("/markets/price/").content.decode()
    upload(signed_in, ONE_ROW, replace="on")
    former = PriceRateTable.objects.order_by("saved_at")[0]
    assert f'value="{former.pk}"' in signed_in.get("/markets/price/").content.decode()

    answer = signed_in.post(PAGE, {"put_back": str(former.pk)}, follow=True)

    assert answer.status_code == 200
    assert in_use() == RATES
    assert [row.content for row in PriceRateTable.objects.order_by("saved_at")] == [RATES, ONE_ROW, RATES]
    assert LedgerEntry.objects.filter(code="market.rates_saved").count() == 3


@pytest.mark.parametrize("table", ["x", "6b1f0f8e-2f43-4c5e-9a39-0d1c5d6f7a11"])
def test_a_table_that_is_not_there_is_not_found(signed_in: Client, table: str) -> None:
    assert signed_in.post(PAGE, {"put_back": table}).status_code == 404
    assert not PriceRateTable.objects.exists()
