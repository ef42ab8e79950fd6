"""The questions behind a brief's figures, in SQL that anybody can ask of the snapshot again.

`bilateral` is what each market bought from whom: as the market reports it; where it does not, as a publisher
reconciled it; else as partners report their exports to it. `cells` are the rows of the products asked for.
"""

from __future__ import annotations

BILATERAL = """CREATE VIEW bilateral AS
WITH reported AS (SELECT DISTINCT year, reporter AS market FROM trade WHERE flow = 'import' AND partner <> 'WLD'),
reconciled AS (SELECT DISTINCT year, partner AS market FROM trade WHERE flow = 'reconciled')
SELECT year, partner AS exporter, reporter AS market, product, value, netweight, 'own' AS told_by, part, line
FROM trade WHERE flow = 'import' AND partner <> 'WLD'
UNION ALL
SELECT t.year, t.reporter, t.partner, product, value, netweight, 'reconciled', part, line
FROM trade t ANTI JOIN reported r ON r.year = t.year AND r.market = t.partner WHERE t.flow = 'reconciled'
UNION ALL
SELECT t.year, t.reporter, t.partner, product, value, netweight, 'partners', part, line
FROM trade t ANTI JOIN reported r ON r.year = t.year AND r.market = t.partner
ANTI JOIN reconciled c ON c.year = t.year AND c.market = t.partner WHERE t.flow = 'export' AND t.partner <> 'WLD'"""

CELLS = """CREATE TABLE cells AS
SELECT w.code, b.market, b.exporter, b.year, b.told_by, sum(value) AS value, sum(netweight) AS weight,
sum(value) FILTER (netweight > 0) AS weighed
FROM bilateral b JOIN products w ON starts_with(b.product, w.code) WHERE b.market <> b.exporter GROUP BY ALL"""

_PARTS = {
    "AT_YEAR": "JOIN markets USING (market) WHERE year = (SELECT year FROM asked)",
    "BY_EXPORTER": "exporter = (SELECT exporter FROM asked)",
}


def _filled(query: str) -> str:
    """Return a query with the parts that several share."""
    for name, part in _PARTS.items():
        query = query.replace(name, part)
    return query


_POTENTIAL = """SELECT code, market, CASE WHEN expected_all > 0 THEN expected * traded / expected_all END AS value
FROM (SELECT w.code, e.market, sum(e.expected) AS expected FROM expectation e JOIN products w
ON starts_with(e.product, w.code) GROUP BY ALL) JOIN (SELECT market, sum(expected) AS expected_all FROM expectation
GROUP BY market) USING (market) JOIN (SELECT market, sum(value) AS traded FROM bilateral AT_YEAR AND BY_EXPORTER
GROUP BY market) USING (market)"""

EXPECTATION = _filled("""CREATE TABLE expectation AS
WITH flows AS (SELECT exporter, market, product, value FROM bilateral WHERE year = (SELECT year FROM asked)),
supply AS (SELECT product, sum(value) FILTER (BY_EXPORTER) / nullif(sum(value), 0) AS share FROM flows
GROUP BY product),
demand AS (SELECT market, product, sum(value) AS value FROM flows JOIN markets USING (market) GROUP BY ALL)
SELECT market, product, share * value AS expected FROM supply JOIN demand USING (product) WHERE share > 0""")

_SCALARS = {
    "imports": "SELECT code, market, sum(value) AS value FROM cells AT_YEAR GROUP BY ALL",
    "from_exporter": "SELECT code, market, sum(value) AS value FROM cells AT_YEAR AND BY_EXPORTER GROUP BY ALL",
    "share": """SELECT code, market, coalesce(sum(value) FILTER (BY_EXPORTER), 0) / nullif(sum(value), 0) AS value
FROM cells AT_YEAR GROUP BY ALL""",
    "potential": _POTENTIAL,
    "unused": """SELECT code, market, greatest(p.value - coalesce(s.value, 0), 0) AS value FROM (POTENTIAL_OF) p
LEFT JOIN (SELECT code, market, sum(value) AS value FROM cells AT_YEAR AND BY_EXPORTER GROUP BY ALL) s
USING (code, market)""".replace("POTENTIAL_OF", _POTENTIAL),
    "growth": """SELECT code, market, CASE WHEN first > 0 AND last > 0
THEN pow(last / first, 1.0 / (until - since)) - 1 END AS value
FROM (SELECT code, market, sum(value) FILTER (year = since) AS first, sum(value) FILTER (year = until) AS last,
since, until FROM cells JOIN markets USING (market)
JOIN (SELECT first_year AS since, year AS until FROM asked) ON true GROUP BY ALL) WHERE until > since""",
    "concentration": """SELECT code, market, sum(value * value) / nullif(pow(sum(value), 2), 0) AS value
FROM (SELECT code, market, exporter, sum(value) AS value FROM cells AT_YEAR GROUP BY ALL) GROUP BY ALL""",
    "unit_value": "SELECT code, market, sum(weighed) / nullif(sum(weight), 0) AS value FROM cells AT_YEAR GROUP BY ALL",
    "own_unit_value": """SELECT code, market, sum(weighed) / nullif(sum(weight), 0) AS value FROM cells AT_YEAR
AND BY_EXPORTER GROUP BY ALL""",
}
QUERIES = {name: _filled(query) for name, query in _SCALARS.items()}
"""Each gives a value a product and market."""

SUPPLIERS = _filled("""SELECT code, market, exporter, value / sum(value) OVER (PARTITION BY code, market) AS share,
row_number() OVER (PARTITION BY code, market ORDER BY value DESC, exporter) AS place
FROM (SELECT code, market, exporter, sum(value) AS value FROM cells AT_YEAR GROUP BY ALL) QUALIFY place <= 3""")

TOLD_BY = _filled("SELECT DISTINCT market, told_by FROM bilateral AT_YEAR")

YEARS = "SELECT DISTINCT year FROM bilateral ORDER BY year"

FLOWS = """SELECT year, exporter, market, product, sum(value) FROM bilateral GROUP BY ALL"""
