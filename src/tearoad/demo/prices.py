"""The demo's table of rates: made up, and every row says so where its source would stand."""

from __future__ import annotations

from tearoad.market.price.rates import COLUMNS, PriceStep, RateUnit

FILE = "fictional-rates.csv"
_SOURCE = "made up for the demo (fictional)"
_SINCE = "2020-01-01"
_RATE_UNTIL = "2039-12-31"
"""A demo is played on any day, and a rate that names no last day counts for a year only."""
_FROM_HERE = (
    (PriceStep.TO_PORT, "900", RateUnit.SHIPMENT, "CNY"),
    (PriceStep.FREIGHT, "1.60", RateUnit.KILOGRAM, "CNY"),
    (PriceStep.INSURANCE, "0.4", RateUnit.PERCENT, ""),
)
_PER_MARKET = {
    # market: currency, for one yuan, duty, tax, certificates, delivery a kilogram
    "RUS": ("RUB", "10", "7", "18", "12000", "9"),
    "KAZ": ("KZT", "60", "6", "11", "70000", "55"),
    "VNM": ("VND", "3000", "16", "9", "4000000", "1800"),
    "DEU": ("EUR", "0.1", "4", "8", "450", "0.25"),
    "USA": ("USD", "0.2", "3", "0", "700", "0.40"),
}
_MARGINS = ((PriceStep.IMPORTER_MARGIN, "20"), (PriceStep.SHELF_MARGIN, "35"))


def rates_table() -> str:
    """Return the table as it is uploaded; no figure is meant to be like a real one."""
    rows = [COLUMNS]
    for market, (currency, exchange, duty, tax, certificates, delivery) in _PER_MARKET.items():
        steps = (
            *_FROM_HERE,
            (PriceStep.EXCHANGE, exchange, RateUnit.RATE, f"CNY>{currency}"),
            (PriceStep.DUTY, duty, RateUnit.PERCENT, ""),
            (PriceStep.EXCISE, "0", RateUnit.PERCENT, ""),
            (PriceStep.CERTIFICATES, certificates, RateUnit.SHIPMENT, currency),
            (PriceStep.DELIVERY, delivery, RateUnit.KILOGRAM, currency),
            (PriceStep.VAT, tax, RateUnit.PERCENT, ""),
            *((step, margin, RateUnit.PERCENT, "") for step, margin in _MARGINS),
        )
        for step, value, unit, money in steps:
            until = _RATE_UNTIL if step is PriceStep.EXCHANGE else ""
            rows.append((step, market, "", value, unit, money, _SINCE, until, _SOURCE))
    return "".join(",".join(row) + "\n" for row in rows)
