from __future__ import annotations

import pytest

from tearoad.names.towns import town_name
from tearoad.reference import Wording
from tearoad.values import Language, LocalText

MIAOJIANG = Wording("Miaojiang", LocalText("Miaojiang", "妙江", "Мяоцзян"))


@pytest.mark.parametrize(
    ("written", "zh", "ru", "en"),
    [
        ("Москва", "莫斯科", "Москва", "Moscow"),
        ("moscow", "莫斯科", "Москва", "Moscow"),
        ("上海", "上海", "Шанхай", "Shanghai"),
        ("Miaojiang", "妙江", "Мяоцзян", "Miaojiang"),
        ("Мяоцзян", "妙江", "Мяоцзян", "Miaojiang"),
        ("Хвойноград", "Хвойноград (Khvoinograd)", "Хвойноград", "Хвойноград (Khvoinograd)"),
        ("无名镇", "无名镇", "无名镇 (Wumingzhen)", "无名镇 (Wumingzhen)"),
        ("Pine Hill", "Pine Hill", "Pine Hill", "Pine Hill"),
        ("", "", "", ""),
    ],
)
def test_a_town_is_called_as_its_reader_calls_it_or_can_read_it(written: str, zh: str, ru: str, en: str) -> None:
    said = {language: town_name(written, language, (MIAOJIANG,)) for language in Language}
    assert said == {Language.ZH: zh, Language.RU: ru, Language.EN: en}
