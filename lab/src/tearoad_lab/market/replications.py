"""Published figures worked out again: the worked example of export potential, comparative advantage by cell."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tearoad.market.engine import open_engine
from tearoad.market.figures.advantage import advantage
from tearoad.market.figures.potential import export_potential


@dataclass(frozen=True, slots=True)
class Replication:
    """How far our figures are from the known ones, and how many were compared."""

    name: str
    cells: int
    largest_error: float


def replications(folder: Path | None) -> tuple[Replication, ...]:
    """Return every replication that can be made; one needs a table `rca_input*.csv` (country, product, value)."""
    tables = sorted(folder.glob("rca_input*.csv")) if folder else []
    return (_worked_example(), *(_advantage_of(table) for table in tables))


def _worked_example() -> Replication:
    """Three countries, two products: 320/11 and 120/11, and 240/7 with growth."""
    flows = np.zeros((3, 3, 2))
    flows[0, 1], flows[0, 2], flows[1, 0] = (30, 10), (10, 10), (20, 40)
    flows[1, 2], flows[2, 0], flows[2, 1] = (20, 20), (10, 0), (10, 20)
    growth = np.repeat(np.array([[1.2], [1.1], [1.0]]), 2, axis=1)
    plain = export_potential(flows)[0, 1]
    grown = export_potential(flows, export_growth=growth, import_growth=growth)[0, 1, 0]
    errors = [abs(plain[0] - 320 / 11), abs(plain[1] - 120 / 11), abs(grown - 240 / 7)]
    return Replication("potential_worked_example", len(errors), float(max(errors)))


def _advantage_of(table: Path) -> Replication:
    """Work out the advantage by the engine's SQL and by our function, and compare."""
    with open_engine([table.resolve().parent]) as engine:
        engine.read_csv(str(table.resolve()), header=True).create("exports")
        rows = engine.execute(
            "SELECT country, product, value, (value / sum(value) OVER (PARTITION BY country))"
            " / (sum(value) OVER (PARTITION BY product) / sum(value) OVER ()) FROM exports"
            " QUALIFY sum(value) OVER (PARTITION BY country, product) = value"
        ).fetchall()
    countries = {name: place for place, name in enumerate(sorted({row[0] for row in rows}))}
    products = {name: place for place, name in enumerate(sorted({row[1] for row in rows}))}
    values = np.zeros((len(countries), len(products)))
    for country, product, value, _ in rows:
        values[countries[country], products[product]] += value
    ours = advantage(values)
    errors = [abs(ours[countries[row[0]], products[row[1]]] - (row[3] or 0.0)) for row in rows]
    return Replication(f"advantage_{table.stem}", len(rows), float(max(errors, default=0.0)))
