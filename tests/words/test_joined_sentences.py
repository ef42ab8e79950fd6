"""Sentences in a list follow each other; words in a list have commas."""

import pytest

from tearoad.text import Ref, Term, Text
from tearoad.values import Language
from tearoad.words import say

MISSING = tuple(Text("timetable.schema_field", field=name) for name in ("slots", "places"))
SENTENCES = {
    Language.EN: "The field “slots” is missing in the file. The field “places” is missing in the file.",
    Language.ZH: "文件缺少字段“slots”。文件缺少字段“places”。",
    Language.RU: "В файле нет поля «slots». В файле нет поля «places».",
}
MEASURED = tuple(Text(code) for code in ("journey.objective_idle", "journey.objective_idle"))


@pytest.mark.parametrize("language", SENTENCES)
def test_sentences_have_no_comma_between_them(language: Language) -> None:
    assert say(Text("cli.wishes_not_left_out", found=MISSING), language).endswith(SENTENCES[language])


def test_words_names_and_abbreviations_keep_theirs() -> None:
    parts: dict[str, tuple[Text | Ref | Term, ...]] = {
        "Idle slots between meetings, Idle slots between meetings": MEASURED,
        "Tea Co., Ltd., Tea Co., Ltd.": (Ref("Tea Co., Ltd."), Ref("Tea Co., Ltd.")),
    }
    found = {said: say(Text("cli.wishes_not_left_out", found=each), Language.EN) for said, each in parts.items()}
    assert [shown.endswith(f": {said}") for said, shown in found.items()] == [True, True]
    roubles = tuple(Text("market.fact_unit_rouble", amount=amount) for amount in (1, 2))
    assert say(Text("cli.wishes_not_left_out", found=roubles), Language.RU).endswith("1 руб., 2 руб.")
