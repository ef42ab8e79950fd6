"""Nobody sees or changes what is not theirs: every address x every role of two organisations and two firms."""

from __future__ import annotations

import pytest

from tests.site.isolation.endpoints import endpoints
from tests.site.isolation.matrix import Matrix, browsers, everyone
from tests.site.isolation.objects import VALUES, furnish
from tests.site.isolation.world import build

pytestmark = pytest.mark.django_db(transaction=True)
FEWEST = 2000
"""An empty matrix would be green as well."""


def whole() -> Matrix:
    """Return the matrix over two organisations."""
    houses = {mark: build(mark, seed) for mark, seed in (("Q", 2023), ("Z", 7))}
    askers = everyone(houses)
    found = browsers(houses, askers)
    for house in houses.values():
        furnish(house)
    return Matrix(houses, askers, found)


def test_every_parameter_of_an_address_is_known() -> None:
    assert {name for endpoint in endpoints() for name in endpoint.parameters} <= set(VALUES)


def test_every_cell_is_green(record_property: pytest.RecordProperty) -> None:
    matrix = whole()
    faults = [str(fault) for fault in matrix.faults()]
    record_property("cells", matrix.cells)
    print(f"{matrix.cells} cells")  # noqa: T201  # the figure that is asked for
    assert faults == []
    assert matrix.cells > FEWEST
