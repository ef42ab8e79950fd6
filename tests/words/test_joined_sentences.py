"""Sentences in a list follow each other; words in a list have commas."""

import pytest

from tearoad.text import Ref, Term, Text
from tearoad.values import Language
from tearoad.words import say

MISSING = tuple(Text("timetable.dzn_missing", name=name) for name in ("nTables", "nMeetings"))
SENTENCES = {
    Language.EN: "“nTables = …;” is missing. “nMeetings = …;” is missing.",
    Language.ZH: "缺少“nTables = …;”。缺少“nMeetings = …;”。",
    Language.RU: "Нет строки «nTables = …;». Нет строки «nMeetings = …;».",
}
MEASURED = tuple(Text(code) for code in ("cli.event_breaks", "cli.event_breaks"))


@pytest.mark.parametrize("language", SENTENCES)
def test_sentences_have_no_comma_between_them(language: Language) -> None:
    assert say(Text("timetable.dzn_broken", count=2, defects=MISSING), language).endswith(SENTENCES[language])


def test_words_names_and_abbreviations_keep_theirs() -> None:
    parts: dict[str, tuple[Text | Ref | Term, ...]] = {
        "breaks, breaks": MEASURED,
        "Tea Co., Ltd., Tea Co., Ltd.": (Ref("Tea Co., Ltd."), Ref("Tea Co., Ltd.")),
    }
    found = {
        said: say(Text("timetable.dzn_broken", count=2, defects=each), Language.EN) for said, each in parts.items()
    }
    assert [shown.endswith(f": {said}") for said, shown in found.items()] == [True, True]
    roubles = tuple(Text("market.fact_unit_rouble", amount=amount) for amount in (1, 2))
    assert say(Text("timetable.dzn_broken", count=2, defects=roubles), Language.RU).endswith("1 руб., 2 руб.")
