"""Nothing that stands in the database breaks a page, whatever it is."""

from __future__ import annotations

import json
from collections.abc import Callable

from tests.site.access.conftest import surroundings


def test_no_stored_nonsense_breaks_a_page(
    new_prepared_place: Callable[[], dict[str, str]], script: Callable[..., str]
) -> None:
    place = new_prepared_place() | surroundings()
    found = json.loads(script(place, "planted/plant.py", "one").splitlines()[-1])
    assert found["bare"] == []
    assert found["faults"] == []
    assert found["opened"] > 500
