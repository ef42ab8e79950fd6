"""The questions that tables of countries answer: population and GDP, distance, tariff, and the potential five years on.

Source of what corrects supply and demand: Decreux and Spies, "Export Potential Assessments" (ITC, 2016). Demand grows
by population and by GDP a head, supply by GDP, each as in the five years before; a country without these figures
grows as all others together. Demand also weighs the tariff on the goods of others against that on the exporter's own,
and how far the market's imports usually come against how far the exporter is.
"""

from __future__ import annotations

AHEAD_YEARS = 5

COUNTRY_GROWTH = f"""CREATE OR REPLACE TEMP TABLE country_growth AS
SELECT l.told AS told, l.area AS area, l.year AS year, l.value AS value, l.value / f.value AS factor FROM
(SELECT told, area, max(year) AS year, arg_max(value, year) AS value FROM country_data
WHERE told IN ('population', 'gdp') AND year BETWEEN (SELECT year FROM asked) - {AHEAD_YEARS}
AND (SELECT year FROM asked)
GROUP BY ALL) l
LEFT JOIN country_data f ON f.told = l.told AND f.area = l.area
AND f.year = l.year - {AHEAD_YEARS}"""  # noqa: S608  # a number of ours

GROWING = """CREATE OR REPLACE TEMP TABLE growing AS
WITH known AS (SELECT * FROM country_growth WHERE factor IS NOT NULL),
world AS (SELECT fsum(value) FILTER (told = 'gdp') / fsum(value / factor) FILTER (told = 'gdp') AS gdp,
fsum(value) FILTER (told = 'population') / fsum(value / factor) FILTER (told = 'population') AS people FROM known),
own AS (SELECT area, max(factor) FILTER (told = 'gdp') AS gdp,
max(factor) FILTER (told = 'population') AS people
FROM (SELECT DISTINCT exporter AS area FROM exporter_markets UNION SELECT market FROM markets)
LEFT JOIN known USING (area)
GROUP BY area)
SELECT area, supply, people, demand / people AS a_head FROM
(SELECT area, coalesce(own.gdp, world.gdp, 1) AS supply, coalesce(own.people, world.people, 1) AS people,
coalesce(own.gdp, world.gdp, own.people, world.people, 1) AS demand FROM own, world)"""

TARIFF_ROWS = """CREATE OR REPLACE TEMP TABLE tariff_rows AS
WITH schedule AS (SELECT area AS market, arg_min(t.year, (t.year > a.year, abs(t.year - a.year))) AS year
FROM country_data t, asked a WHERE told = 'tariff' GROUP BY area)
SELECT code, p.product AS product, market, partner, t.value / 100 AS rate, t.year AS year FROM country_data t
JOIN markets ON market = t.area JOIN schedule USING (market, year)
JOIN asked_products p ON starts_with(p.product, t.product) WHERE told = 'tariff'
QUALIFY row_number() OVER (PARTITION BY code, p.product, market, partner ORDER BY length(t.product) DESC) = 1"""

DUTIES = """CREATE OR REPLACE TEMP TABLE duties AS
WITH sellers AS (SELECT DISTINCT code, market, exporter FROM cells
UNION SELECT code, market, exporter FROM products, markets, asked),
lines AS (SELECT DISTINCT code, product, market, year FROM tariff_rows),
special AS (SELECT code, product, market, partner AS exporter, rate AS special_rate FROM tariff_rows),
general AS (SELECT code, product, market, rate AS general_rate FROM tariff_rows WHERE partner = 'WLD')
SELECT code, market, exporter, avg(coalesce(special_rate, general_rate)) AS rate, max(year) AS year FROM sellers
JOIN lines USING (code, market) LEFT JOIN special USING (code, product, market, exporter)
LEFT JOIN general USING (code, product, market) GROUP BY code, market, exporter"""

COUNTRY_TABLES = {
    "country_growth": COUNTRY_GROWTH,
    "growing": GROWING,
    "tariff_rows": TARIFF_ROWS,
    "duties": DUTIES,
}
"""Made once a brief, in this order."""

_AHEAD = """SELECT code, market, expected * traded / expected_all *
coalesce(tariff.value, 1) * coalesce(distance.value, 1) AS value, (SELECT year FROM asked) AS year FROM
(SELECT code, market, fsum(share * value * people * a_head) AS expected FROM
(SELECT product, fsum(value * supply) FILTER (exporter = (SELECT exporter FROM asked)) / fsum(value * supply) AS share
FROM exporter_products JOIN growing ON area = exporter SEMI JOIN asked_products USING (product)
WHERE year = (SELECT year FROM asked) GROUP BY product)
JOIN (SELECT product, market, value FROM market_products JOIN markets USING (market)
WHERE year = (SELECT year FROM asked)) USING (product)
JOIN growing ON area = market JOIN asked_products USING (product) WHERE share > 0 GROUP BY ALL)
JOIN (SELECT market, fsum(expected) AS expected_all FROM expectation GROUP BY market) USING (market)
JOIN (SELECT market, value AS traded FROM exporter_markets JOIN markets USING (market)
WHERE year = (SELECT year FROM asked) AND exporter = (SELECT exporter FROM asked)) USING (market)
LEFT JOIN (TARIFF_ADVANTAGE) tariff USING (code, market)
LEFT JOIN (DISTANCE_ADVANTAGE) distance USING (code, market)
WHERE expected_all > 0"""
_TARIFF_ADVANTAGE = """SELECT code, market, (1 + others) / (1 + own) AS value, year FROM
(SELECT code, market, fsum(rate * value) / nullif(fsum(value), 0) AS others FROM cells
JOIN duties USING (code, market, exporter)
WHERE cells.year = (SELECT year FROM asked) AND exporter <> (SELECT exporter FROM asked)
AND rate IS NOT NULL GROUP BY ALL)
JOIN (SELECT code, market, rate AS own, year FROM duties WHERE exporter = (SELECT exporter FROM asked))
USING (code, market)"""
_DISTANCE_ADVANTAGE = """SELECT code, market, mean / own AS value, 0 AS year FROM
(SELECT code, market, fsum(c.value * d.value) / nullif(fsum(c.value), 0) AS mean FROM cells c
JOIN country_data d ON d.told = 'distance' AND d.area = c.exporter AND d.partner = c.market
WHERE c.year = (SELECT year FROM asked) GROUP BY ALL)
JOIN (SELECT partner AS market, value AS own FROM country_data WHERE told = 'distance'
AND area = (SELECT exporter FROM asked)) USING (market)"""
_OF_MARKET = """SELECT '' AS code, market, FIGURE AS value, year FROM country_growth JOIN markets ON market = area
WHERE told = 'TOLD' AND FIGURE IS NOT NULL"""
_A_YEAR = f"pow(factor, 1.0 / {AHEAD_YEARS}) - 1"

MARKET_QUERIES = {
    "population": _OF_MARKET.replace("FIGURE", "country_growth.value").replace("TOLD", "population"),
    "population_growth": _OF_MARKET.replace("FIGURE", _A_YEAR).replace("TOLD", "population"),
    "gdp": _OF_MARKET.replace("FIGURE", "country_growth.value").replace("TOLD", "gdp"),
    "gdp_growth": _OF_MARKET.replace("FIGURE", _A_YEAR).replace("TOLD", "gdp"),
    "distance": """SELECT '' AS code, market, value, 0 AS year FROM country_data JOIN markets ON market = partner
WHERE told = 'distance' AND area = (SELECT exporter FROM asked)""",
}
"""Each gives a value and its year a market."""
PRODUCT_QUERIES = {
    "tariff": "SELECT code, market, rate AS value, year FROM duties WHERE exporter = (SELECT exporter FROM asked)",
    "tariff_advantage": _TARIFF_ADVANTAGE,
    "distance_advantage": _DISTANCE_ADVANTAGE,
    "potential_ahead": _AHEAD.replace("TARIFF_ADVANTAGE", _TARIFF_ADVANTAGE).replace(
        "DISTANCE_ADVANTAGE", _DISTANCE_ADVANTAGE
    ),
}
"""Each gives a value and its year a product and market."""
TABLES_OF = {
    "population": ("population",),
    "population_growth": ("population",),
    "gdp": ("gdp",),
    "gdp_growth": ("gdp",),
    "distance": ("distance",),
    "tariff": ("tariff",),
    "tariff_advantage": ("tariff",),
    "distance_advantage": ("distance",),
    "potential_ahead": ("population", "gdp", "distance", "tariff"),
}
"""Of which tables a query needs at least one."""

SOURCES = (
    """SELECT told, part, count(DISTINCT area), min(year), max(year) FROM country_data GROUP BY ALL ORDER BY ALL"""
)
