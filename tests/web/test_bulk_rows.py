"""The search for garbage runs again after rows were read, whatever happens and in whatever order threads leave."""

from __future__ import annotations

import gc
from itertools import permutations

import pytest

from tearoad.web.bulk_rows import no_garbage_search


def test_search_waits_inside_and_runs_after() -> None:
    with no_garbage_search():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_search_runs_after_a_fault() -> None:
    with pytest.raises(LookupError), no_garbage_search():
        raise LookupError
    assert gc.isenabled()


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_search_runs_when_the_last_has_left_in_any_order(order: tuple[int, ...]) -> None:
    entered = [no_garbage_search() for _ in order]
    for manager in entered:
        manager.__enter__()
    for place in order:
        entered[place].__exit__(None, None, None)
    assert gc.isenabled()
