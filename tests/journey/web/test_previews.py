from __future__ import annotations

from dataclasses import fields

import pytest

from tearoad.journey.web.queries.kinds import KINDS
from tearoad.journey.web.queries.previews import field_title
from tearoad.values import Language


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("kind", list(KINDS))
def test_every_field_that_may_change_has_a_title(kind: str, language: Language) -> None:
    ours = {"pair_at", "start_at_cell"}
    assert all(field_title(kind, one.name, language) for one in fields(KINDS[kind].core) if one.name not in ours)
