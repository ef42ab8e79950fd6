from __future__ import annotations

import pytest

from tearoad.companies.known_papers import PAPERS, paper_name
from tearoad.values import Language


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("EAC declaration", {"Декларация о соответствии ЕАЭС", "欧亚经济联盟符合性声明", "EAC declaration"}),
        ("HALAL", {"Халяль", "清真认证", "HALAL"}),
        ("декларация ЕАЭС", {"декларация ЕАЭС", "欧亚经济联盟符合性声明", "EAC declaration"}),
        ("ISO 22000", {"ISO 22000"}),
        ("", {""}),
    ],
)
def test_a_known_paper_is_called_as_its_reader_calls_it_and_any_other_stays(written: str, said: set[str]) -> None:
    assert {paper_name(written, language) for language in Language} == said


def test_every_known_paper_has_a_name_in_every_language() -> None:
    names = [paper_name(word.value, language) for word in PAPERS.words for language in Language]
    assert len(set(names)) == len(names) == len(Language) * len(PAPERS.words)
