import pytest

from tearoad.names.latin.reading import latin_reading


@pytest.mark.parametrize(
    ("written", "person", "expected"),
    [
        ("李娜", True, "Li Na"), ("欧阳丽华", True, "Ouyang Lihua"), ("单雄", True, "Shan Xiong"),
        ("Иванов Пётр Сергеевич", True, "Ivanov Petr Sergeevich"), ("Әсел Қуанышқызы", True, "Asel Kuanyshkyzy"),
        ("Анна-Мария", True, "Anna-Mariia"), ("김민준", True, "Kim Minjun"), ("Li Na", True, ""), ("Müller", True, ""),
        ("绿岭茶业", False, "Lü Ling Cha Ye"), ("绿岭（广州）", False, "Lü Ling (Guang Zhou)"),
        ("ООО «ЩИТ и Юг»", False, "OOO «SHCHIT i Iug»"), ("TEA 茶", False, "TEA Cha"), ("", False, ""),
    ],
)  # fmt: skip
def test_a_name_is_read_as_a_passport_or_pinyin_writes_it(written: str, *, person: bool, expected: str) -> None:
    assert latin_reading(written, person=person) == expected
