"""Words that stop a run, and words that only look like them: a false alarm costs an officer a morning."""

import pytest

from tearoad.paper.sheets.refusals import may_refuse, refuses, says_absent


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Auf keinen Fall treffen!", True),
        ("Не встречаться", True),
        ("с ними не встречаемся, пожалуйста", True),
        ("Please do not meet.", True),
        ("they must not meet them again", True),
        ("does not want to meet", True),
        ("不要见这家", True),
        ("Раньше не встречались", False),
        ("does not meet EAC requirements", False),
        ("prices do not meet our budget", False),
        ("We did not meet last year", False),
        ("товар у конкурентов не встречается", False),
        ("不见不散", False),
    ],
)
def test_a_note_says_no_only_where_it_can_hardly_say_anything_else(written: str, expected: bool) -> None:  # noqa: FBT001
    assert refuses(written) is expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Не встречаться", True),
        ("Чёрный список", True),
        ("Do_not_meet", True),
        ("Blacklist", True),
        ("Nicht treffen", True),
        ("黑名单", True),
        ("禁止会面", True),
        ("Exclusive products", False),
        ("Hotel room block", False),
        ("Запрещённые товары", False),
        ("禁止入境产品", False),
        ("Budget", False),
    ],
)
def test_a_sheet_is_about_who_must_not_meet_by_its_name(title: str, expected: bool) -> None:  # noqa: FBT001
    assert may_refuse(title) is expected


@pytest.mark.parametrize("written", ["не приедет", "not coming", "abgesagt", "取消", "не работает в среду"])
def test_somebody_is_said_not_to_come(written: str) -> None:
    assert says_absent(written)
