from __future__ import annotations

from dataclasses import fields

import pytest

from tearoad.journey.kinds import KINDS as SHEET_KINDS
from tearoad.journey.kinds import SheetKind
from tearoad.journey.web.queries.kinds import KINDS, PARTIES, called, label_of
from tearoad.web.registry import personal_data

SAID_ONCE = tuple(kind for kind in SHEET_KINDS if kind.said is not None)


def test_a_cost_is_called_by_its_text_in_every_language_that_is_there() -> None:
    assert called("costs", "C04", {"what": {"en": "Group insurance", "zh": "", "ru": ""}}) == {"en": "Group insurance"}
    assert called("costs", "C04", {"what": {"en": "", "zh": "", "ru": ""}}) == "C04"


def test_where_no_reader_is_known_a_row_is_called_by_the_first_language_there() -> None:
    assert label_of("costs", "C04", {"what": {"en": "Group insurance", "zh": "", "ru": "Страховка"}}) == "Страховка"


@pytest.mark.parametrize("kind", SAID_ONCE, ids=lambda kind: kind.name)
def test_every_kind_says_what_goes_when_a_person_is_erased(kind: SheetKind) -> None:
    assert kind.said is not None
    assert kind.said.personal is not None
    assert kind.said.personal - {field.name for field in fields(kind.core)} == set()


def test_erasing_reaches_every_kind_whose_rows_tell_of_people() -> None:
    personal = [kind.name for kind in SAID_ONCE if kind.said is not None and kind.said.personal]
    models = {name: "companies.Company" if name in PARTIES else _label(name) for name in personal}
    assert sorted(personal) == [
        "agreements",
        "applications",
        "availability",
        "buyers",
        "checklist",
        "delegates",
        "exporters",
        "interpreters",
        "programme",
    ]
    assert {name for name, model in models.items() if model not in personal_data()} == set()


def _label(name: str) -> str:
    model = KINDS[name].model
    assert model is not None
    return str(model._meta.label)
