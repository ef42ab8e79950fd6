from __future__ import annotations

from dataclasses import fields

import pytest

from tearoad.journey.web.models import SheetImport
from tearoad.journey.web.queries.kinds import KINDS
from tearoad.journey.web.queries.previews import field_title, kind_previews
from tearoad.values import Language


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("kind", list(KINDS))
def test_every_field_that_may_change_has_a_title(kind: str, language: Language) -> None:
    ours = {"pair_at", "start_at_cell", "written_at"}
    assert all(field_title(kind, field.name, language) for field in fields(KINDS[kind].core) if field.name not in ours)


@pytest.mark.parametrize(
    ("language", "label"), [(Language.EN, "Tasting"), (Language.RU, "Приём"), (Language.ZH, "品鉴")]
)
def test_a_row_is_called_by_its_title_in_the_readers_language(language: Language, label: str) -> None:
    three = {"zh": "品鉴", "ru": "Приём", "en": "Tasting"}
    found = {
        "counts": {}, "held": 0, "may_remove": False, "new": [["P1", three]], "changed": [["P2", three, ["title"]]],
        "gone": [["P3", three, None]], "others": [["P4", three, {"zh": "签约"}]], "other_side": [["P5", "P5"]],
    }  # fmt: skip
    (shown,) = kind_previews(SheetImport(found={"kinds": {"programme": found}}), language)
    assert shown.gone[0].label == label
    assert (shown.others, shown.other_side) == ((("P4", label, "签约", False),), (("P5", "P5"),))
