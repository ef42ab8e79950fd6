from __future__ import annotations

from tearoad.journey.web.queries.kinds import called, label_of


def test_a_cost_is_called_by_its_text_in_every_language_that_is_there() -> None:
    assert called("costs", "C04", {"what": {"en": "Group insurance", "zh": "", "ru": ""}}) == {"en": "Group insurance"}
    assert called("costs", "C04", {"what": {"en": "", "zh": "", "ru": ""}}) == "C04"


def test_where_no_reader_is_known_a_row_is_called_by_the_first_language_there() -> None:
    assert label_of("costs", "C04", {"what": {"en": "Group insurance", "zh": "", "ru": "Страховка"}}) == "Страховка"
