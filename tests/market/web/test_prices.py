from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tearoad.market.price.rates import rates_template
from tearoad.market.web.models import PriceRateTable
from tearoad.people.web.models import LedgerEntry
from tests.market.price.test_landed import RATES
from tests.market.web.made_up_trade import keep_small_brief

SAUCE = {"market": "Russia", "hs": "2103.90", "on": "2026-03-01", "pieces": "1000", "weight": "350", "currency": "cny"}


def upload(client: Client, content: str | bytes, name: str = "rates.csv") -> tuple[int, str]:
    file = SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
    answer = client.post("/markets/tables/rates/", {"file": file}, follow=True)
    return answer.status_code, answer.content.decode()


def price_page(client: Client, **changed: str) -> tuple[int, str]:
    answer = client.get("/markets/price/", SAUCE | changed)
    return answer.status_code, answer.content.decode().replace("\xa0", " ")


def test_a_price_is_worked_out_both_ways_with_the_line_of_each_rate(signed_in: Client) -> None:
    assert "There is no table of rates yet." in signed_in.get("/markets/price/").content.decode()
    assert upload(signed_in, RATES)[0] == 200

    forwards, backwards = price_page(signed_in, ex_works="8,50"), price_page(signed_in, shelf="269.79")

    for status, page in (forwards, backwards):
        assert status == 200
        for shown in ("114,811.20 RUB", "138,351.76 RUB", "269.79 RUB", "Tariff (fictional), line 8 of the table"):
            assert shown in page, shown
    assert "8.50 CNY" in backwards[1]


def test_larger_shipments_share_what_is_paid_once(signed_in: Client) -> None:
    upload(signed_in, RATES)

    page = price_page(signed_in, ex_works="8.50")[1]

    # By hand for ten times as many: 85,000 + 600 + 4,200 = 89,800; x 1.005 = 90,249; x 12 = 1,082,988; 5 % = 54,149.40;
    # + 15,000 + 28,000 = 1,180,137.40 for 10,000 pieces; a piece / 12 = 9.83 CNY, x 1.25 x 1.30 x 1.20 = 230.13.
    for shown in ("10,000 pcs", "118.01 RUB", "9.83 CNY", "230.13 RUB"):
        assert shown in page, shown


def test_a_missing_rate_leaves_the_price_open_and_names_it(signed_in: Client) -> None:
    upload(signed_in, "\n".join(line for line in RATES.splitlines() if not line.startswith("duty,RUS")))

    status, page = price_page(signed_in, ex_works="8.50")

    assert status == 200
    assert "<li>Customs duty</li>" in page
    assert "RUB" not in page.partition('id="shipment"')[0]


@pytest.mark.parametrize(
    ("on", "age", "rows"), [("2026-04-01", "rate is 31 days old", 1), ("2027-03-03", "days old", 0)]
)
def test_the_age_of_an_exchange_rate_is_told_until_it_leaves_the_price_open(
    signed_in: Client, on: str, age: str, rows: int
) -> None:
    upload(signed_in, RATES)

    page = price_page(signed_in, ex_works="8.50", on=on)[1]

    assert (page.count(age), "366 days" in page) == (rows, rows == 0)


def test_the_mean_price_of_imports_stands_beside_it_with_its_brief(signed_in: Client) -> None:
    upload(signed_in, RATES)
    brief = keep_small_brief()

    assert "No brief of yours has this product and market" in price_page(signed_in, hs="090210", ex_works="8")[1]
    figures = brief.document["figures"]
    (unit_value,) = (figure for figure in figures if (figure["measure"], figure["market"]) == ("unit_value", "RUS"))
    unit_value["value"] = 3.5
    brief.save()

    page = price_page(signed_in, hs="090210", ex_works="8")[1]
    assert "All suppliers, dollars a kilogram</dt><dd>3.5" in page
    assert f'href="/markets/{brief.pk}/"' in page


def test_every_fault_of_a_table_is_named_and_the_one_before_stays_in_use(signed_in: Client) -> None:
    upload(signed_in, RATES)
    broken = RATES.replace("1.20,kilogram", "1 kg,kilogram").replace("Bank (fictional)", "")

    status, page = upload(signed_in, broken)

    assert status == 422
    for line, found, column in ((3, "1 kg", "value"), (5, "", "source"), (6, "", "source"), (18, "", "source")):
        said = f"Line {line} of the table of rates “rates.csv”: “{found}” in the column “{column}” cannot be used: "
        assert said in page
    assert [table.content for table in PriceRateTable.objects.all()] == [RATES]
    assert LedgerEntry.objects.filter(code="market.rates_saved").count() == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xff\xfe\x00", "cannot be read"),
        (b"", "“rates.csv” is empty"),
        (b"step;market\n", "lacks: hs, value"),
        (b"a" * 200_001, "larger than 200 kB"),
    ],
)
def test_what_is_no_table_of_rates_is_refused_in_words(signed_in: Client, content: bytes, says: str) -> None:
    status, page = upload(signed_in, content)

    assert status == 422
    assert says in page
    assert not PriceRateTable.objects.exists()


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"market": "Atlantis"}, "Atlantis"),
        ({"hs": "21039"}, "21039"),
        ({"weight": "much"}, "much"),
        ({"weight": "-1"}, "-1"),
        ({"currency": "XXZ"}, "XXZ"),
        ({"pieces": "0"}, 'id="id_pieces_error"'),
        ({"on": "soon"}, 'id="id_on_error"'),
        ({"shelf": "5"}, "Give either the price at the factory or the price on the shelf."),
        ({"ex_works": ""}, "Give either the price at the factory or the price on the shelf."),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field(signed_in: Client, changed: dict[str, str], says: str) -> None:
    upload(signed_in, RATES)

    status, page = price_page(signed_in, **({"ex_works": "8.50"} | changed))

    assert status == 422
    assert says in page


def test_the_empty_table_and_the_one_in_use_are_handed_out(signed_in: Client) -> None:
    assert signed_in.get("/markets/tables/rates/in-use/").status_code == 404
    upload(signed_in, RATES)

    assert signed_in.get("/markets/tables/rates/in-use/").content.decode("utf-8-sig") == RATES
    assert signed_in.get("/markets/tables/rates/template/").content.decode("utf-8-sig") == rates_template()


def test_every_rate_stands_beside_its_amount_and_margins_have_lines(signed_in: Client) -> None:
    upload(signed_in, RATES)

    _status, page = price_page(signed_in, ex_works="8.50")

    table = page.partition("<tbody>")[2].partition("</tbody>")[0]
    rates = [cell.partition("<")[0] for cell in table.split('data-label="Rate">')[1:]]
    rows = [line.split(",") for line in RATES.splitlines()[1:]]
    assert len(rates) == 11
    assert all(rates)
    margins = {value for step, _market, _hs, value, *_ in rows if step in {"importer_margin", "shelf_margin"}}
    assert {rate.partition("\u202f")[0] for rate in rates[-2:]} <= margins
    assert "Shipment at the port (FOB): " in page
