"""The questions behind a brief's figures, in SQL that anybody can ask of the snapshot again.

`trade_data/cubes.py` has what they read: `bilateral`, what each market bought from whom, and sums of it. `cells` are
the rows of the products and markets asked for; `own` those from the exporter, `now` those of the brief's year.
"""

from __future__ import annotations

from tearoad.market.trade_data.cubes import SUMMED_WORDS, WORDS

ASKED_PRODUCTS = """CREATE OR REPLACE TEMP TABLE asked_products AS
SELECT DISTINCT product, code FROM
(SELECT product, unnest([left(product, 2), left(product, 4), product]) AS code FROM
(SELECT DISTINCT product FROM world_products)) JOIN products USING (code)"""

ASKED_ROWS = """CREATE OR REPLACE TEMP TABLE asked_rows AS
SELECT year, exporter, market, product, value, netweight, told_by FROM bilateral
SEMI JOIN asked_products USING (product) JOIN asked_years USING (year)"""
"""What is traded of the products asked for, in every market: read once for cells and for ranks."""

CELLS = """CREATE OR REPLACE TEMP TABLE cells AS
SELECT code, market, b.exporter AS exporter, b.year AS year, b.exporter = a.exporter AS own,
b.year = a.year AS now, told_by,
sum(value) AS value, sum(netweight) AS weight, sum(value) FILTER (netweight > 0) AS weighed
FROM asked_rows b JOIN asked_products USING (product) JOIN markets USING (market)
JOIN asked a ON b.year IN (a.first_year, a.year) WHERE market <> b.exporter GROUP BY ALL"""

_PARTS = {
    "OF_YEAR": "WHERE year = (SELECT year FROM asked)",
    "AT_YEAR": "JOIN markets USING (market) WHERE year = (SELECT year FROM asked)",
    "BY_EXPORTER": "exporter = (SELECT exporter FROM asked)",
}


def _filled(query: str) -> str:
    """Return a query with the parts that several share."""
    for name, part in _PARTS.items():
        query = query.replace(name, part)
    return query


EXPECTATION = _filled("""CREATE OR REPLACE TEMP TABLE expectation AS
WITH supply AS (SELECT product, e.value / nullif(w.value, 0) AS share FROM exporter_products e
JOIN world_products w USING (year, product) WHERE year = (SELECT year FROM asked) AND BY_EXPORTER)
SELECT market, product, share * value AS expected FROM supply
JOIN (SELECT market, product, value FROM market_products AT_YEAR) USING (product) WHERE share > 0""")

POTENTIALS = _filled("""CREATE OR REPLACE TEMP TABLE potentials AS
SELECT code, market, CASE WHEN expected_all > 0 THEN expected * traded / expected_all END AS value
FROM (SELECT code, market, fsum(expected) AS expected FROM expectation JOIN asked_products USING (product)
GROUP BY ALL) JOIN (SELECT market, fsum(expected) AS expected_all FROM expectation GROUP BY market) USING (market)
JOIN (SELECT market, value AS traded FROM exporter_markets AT_YEAR AND BY_EXPORTER) USING (market)""")

QUERIES = {
    "imports": "SELECT code, market, sum(value) AS value FROM cells WHERE now GROUP BY ALL",
    "from_exporter": "SELECT code, market, sum(value) AS value FROM cells WHERE now AND own GROUP BY ALL",
    "share": """SELECT code, market, coalesce(sum(value) FILTER (own), 0) / nullif(sum(value), 0) AS value
FROM cells WHERE now GROUP BY ALL""",
    "potential": "SELECT code, market, value FROM potentials",
    "unused": """SELECT code, market, greatest(p.value - coalesce(s.value, 0), 0) AS value FROM potentials p
LEFT JOIN (SELECT code, market, sum(value) AS value FROM cells WHERE now AND own GROUP BY ALL) s
USING (code, market)""",
    "growth": """SELECT code, market, CASE WHEN first > 0 AND last > 0 AND told_alike
THEN pow(last / first, 1.0 / (until - since)) - 1 END AS value
FROM (SELECT code, market, sum(value) FILTER (year = since) AS first, sum(value) FILTER (now) AS last,
min(told_by) = max(told_by) AS told_alike, since, until
FROM cells JOIN (SELECT first_year AS since, year AS until FROM asked) ON true GROUP BY ALL)
WHERE until > since""",
    "concentration": """SELECT code, market, sum(value * value) / nullif(pow(sum(value), 2), 0) AS value
FROM cells WHERE now GROUP BY ALL""",
    "unit_value": """SELECT code, market, sum(weighed) / nullif(sum(weight), 0) AS value FROM cells
WHERE now GROUP BY ALL""",
    "own_unit_value": """SELECT code, market, sum(weighed) / nullif(sum(weight), 0) AS value FROM cells
WHERE now AND own GROUP BY ALL""",
}
"""Each gives a value a product and market."""

COUNTRY_EXPORTS = _filled("""CREATE OR REPLACE TEMP TABLE country_exports AS
SELECT exporter, country, fsum(country) OVER () AS world FROM
(SELECT exporter, fsum(value) AS country FROM exporter_markets OF_YEAR GROUP BY exporter)""")

ADVANTAGES = _filled("""CREATE OR REPLACE TEMP TABLE advantages AS
SELECT exporter, code, sold * world / (country * whole) AS value FROM
(SELECT exporter, code, fsum(value) AS sold FROM asked_rows JOIN asked_products USING (product)
OF_YEAR GROUP BY ALL)
JOIN (SELECT code, fsum(value) AS whole FROM world_products JOIN asked_products USING (product)
OF_YEAR GROUP BY ALL) USING (code)
JOIN country_exports USING (exporter) WHERE sold > 0""")
"""Revealed comparative advantage of each country in the products asked for (`figures/advantage.py`)."""

CODE_SETS = _filled(f"""CREATE OR REPLACE TEMP TABLE code_sets AS
SELECT code, CAST(count(*) AS BIGINT) AS countries, {SUMMED_WORDS} FROM advantages
JOIN (SELECT * FROM country_bits OF_YEAR) USING (exporter) WHERE value >= 1 GROUP BY code""")  # noqa: S608  # the names of columns of ours
"""Which countries have an advantage in a product asked for, as `advantage_sets` has it of every product."""


def _common(first: str, second: str) -> str:
    """Return how many countries two sets share."""
    return " + ".join(f"bit_count({first}.{word} & {second}.{word})" for word in WORDS)


NEARNESS = _filled(f"""CREATE OR REPLACE TEMP TABLE nearness AS
SELECT code, product, together / greatest(with_code, with_product) AS near, own_share > 0 AS is_own FROM
(SELECT code, product, c.countries AS with_code, p.countries AS with_product,
{_common("c", "p")} AS together, {_common("o", "p")} AS own_share
FROM code_sets c CROSS JOIN (SELECT * FROM advantage_sets OF_YEAR) p
CROSS JOIN (SELECT * FROM country_bits OF_YEAR AND BY_EXPORTER) o)
WHERE together > 0 AND NOT starts_with(product, code)""")  # noqa: S608  # the names of columns of ours
"""How near other products are to one asked for: the lesser of both shares of countries with advantage in both.
`is_own`: the exporter has an advantage in the other."""

STANDING_QUERIES = {
    "advantage": _filled("""SELECT code, coalesce(max(value) FILTER (BY_EXPORTER), 0) AS value
FROM advantages GROUP BY code"""),
    "density": """SELECT code, coalesce(fsum(near) FILTER (is_own), 0) / nullif(fsum(near), 0) AS value
FROM nearness GROUP BY code""",
}
"""Each gives a value a product: where the exporter stands in it among all countries."""

YEAR_IMPORTS = """SELECT code, market, year, sum(value) AS value FROM asked_rows
JOIN asked_products USING (product) JOIN markets USING (market)
WHERE market <> exporter AND year BETWEEN (SELECT first_year FROM asked) AND (SELECT year FROM asked) GROUP BY ALL"""
"""The trend behind `growth`."""

BRIEF_TABLES = {
    "asked_products": ASKED_PRODUCTS,
    "asked_rows": ASKED_ROWS,
    "cells": CELLS,
    "expectation": EXPECTATION,
    "potentials": POTENTIALS,
    "country_exports": COUNTRY_EXPORTS,
    "advantages": ADVANTAGES,
    "code_sets": CODE_SETS,
    "nearness": NEARNESS,
}
"""Made once a brief, in this order."""

SUPPLIERS = """SELECT code, market, exporter, value / sum(value) OVER (PARTITION BY code, market) AS share,
row_number() OVER (PARTITION BY code, market ORDER BY value DESC, exporter) AS place
FROM cells WHERE now QUALIFY place <= 3"""

TOLD_BY = "SELECT year, market, told_by FROM tellers JOIN markets USING (market) JOIN asked_years USING (year)"

STUBS = "SELECT reporter, year FROM completeness WHERE flow = 'import' AND status = ?"

YEARS = "SELECT DISTINCT year FROM tellers ORDER BY year"
