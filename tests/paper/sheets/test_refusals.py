"""Words that stop a run, and words that only look like them: a false alarm costs an officer a morning."""

import pytest

from tearoad.paper.sheets.refusals import may_refuse, refuses, says_absent

NOES = (
    *("Auf keinen Fall treffen!", "Не встречаться", "с ними не встречаемся, пожалуйста", "Please do not meet."),
    *(
        "Просим не назначать встречу",
        "Не планируйте встреч с ними.",
        "Please don't schedule a meeting.",
        "请勿安排会面",
    ),
    *("Bitte keine Termine vereinbaren", "do not arrange meetings with them", "请不要安排"),
    *("they must not meet them again", "does not want to meet", "不要见这家"),
)
NO_NOES = (
    *("Раньше не встречались", "does not meet EAC requirements", "prices do not meet our budget"),
    *(
        "don't schedule meetings before 11",
        "не назначать встречи до обеда",
        "请勿安排在上午",
        "Keine Termine am Montag",
    ),
    *("We did not meet last year", "товар у конкурентов не встречается", "不见不散"),
)
LISTS_OF_NOES = (
    *("Не встречаться", "Чёрный список", "Do_not_meet", "Blacklist", "Nicht treffen", "黑名单", "禁止会面"),
)
OTHER_SHEETS = ("Exclusive products", "Hotel room block", "Запрещённые товары", "禁止入境产品", "Budget")


def test_a_note_says_no_only_where_it_can_hardly_say_anything_else() -> None:
    assert [text for text in (*NOES, *NO_NOES) if refuses(text)] == list(NOES)


def test_a_sheet_is_about_who_must_not_meet_by_its_name() -> None:
    assert [title for title in (*LISTS_OF_NOES, *OTHER_SHEETS) if may_refuse(title)] == list(LISTS_OF_NOES)


@pytest.mark.parametrize("written", ["не приедет", "not coming", "abgesagt", "取消", "не работает в среду"])
def test_somebody_is_said_not_to_come(written: str) -> None:
    assert says_absent(written)
