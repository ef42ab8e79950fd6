"""Nobody sees or changes what is not theirs: every address x every role of two organisations and two firms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.urls import clear_url_caches
from pytest_django import DjangoDbBlocker

from tearoad.web.clock import now
from tests.site.isolation.endpoints import Endpoint, endpoints
from tests.site.isolation.leaks import LEAKS
from tests.site.isolation.matrix import Fault, Matrix, browsers, everyone
from tests.site.isolation.objects import VALUES, furnish
from tests.site.isolation.world import build

pytestmark = pytest.mark.django_db
FEWEST = 2000
"""An empty matrix would be green as well."""


FAIR = datetime(2023, 2, 7, 6, tzinfo=UTC)
"""A morning of the mission's fair, on which visitors have meetings to see."""


@pytest.fixture(scope="module")
def matrix(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Matrix]:
    """The matrix over two organisations, at the fair; every cell takes back what it wrote, so it is built once."""
    del django_db_setup
    with django_db_blocker.unblock(), override_settings(CLOCK_OFFSET=FAIR - now()):
        yield whole()
        call_command("flush", verbosity=0, interactive=False)


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


def test_every_cell_is_green(matrix: Matrix, record_property: Callable[[str, object], None]) -> None:
    assert _tried(matrix, None, record_property) > FEWEST


def test_a_third_of_the_cells_is_green_and_all_of_an_auditors(
    matrix: Matrix, record_property: Callable[[str, object], None]
) -> None:
    """Each day another third, so that whoever changes things daily has tried all within three days."""
    assert _tried(matrix, now().toordinal() % 3, record_property) > FEWEST / 3


def test_three_thirds_are_the_whole_and_an_auditor_asks_in_each() -> None:
    tried: dict[int | None, list[tuple[str, bool]]] = {}

    class Counted(Matrix):
        def _row(self, endpoint: Endpoint, *, whole: bool) -> Iterator[Fault]:
            rows.append((endpoint.name, whole))
            return iter(())

    for third in (0, 1, 2):
        rows = tried.setdefault(third, [])
        assert list(Counted({}, (), {}).faults(third=third)) == []
    names = [endpoint.name for endpoint in endpoints()]
    assert [[name for name, _ in rows] for rows in tried.values()] == [names] * 3
    assert sorted(name for rows in tried.values() for name, whole in rows if whole) == sorted(names)


def _tried(matrix: Matrix, third: int | None, record_property: Callable[[str, object], None]) -> int:
    """Try cells; return how many."""
    before = matrix.cells
    red = sorted(matrix.faults(third=third))
    record_property("cells", matrix.cells - before)
    print(f"{matrix.cells - before} cells")  # noqa: T201  # the figure that is asked for
    if red:
        pytest.fail("\n".join(f"{len(red)} red cells:" if fault is None else str(fault) for fault in (None, *red)))
    return matrix.cells - before


def test_every_planted_leak_is_found(matrix: Matrix) -> None:
    found = {}
    for plant, at in LEAKS.items():
        with pytest.MonkeyPatch.context() as patch, transaction.atomic():
            plant(patch, matrix.houses)
            found[plant.__name__] = next(matrix.faults(at), None)  # the first red cell is enough
            transaction.set_rollback(True)
        clear_url_caches()
    assert {name for name, fault in found.items() if fault is None} == set()
    assert len(found) >= 12
