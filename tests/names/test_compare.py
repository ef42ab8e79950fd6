import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tearoad.names import FirmName, PersonName, closest_firms, closest_persons, compare_firms, compare_persons
from tearoad.text import Text

SAME_PERSON, SAME_FIRM = 870, 850
PERSON_WORDS = st.lists(st.text("абвгдезиклмнопрст", min_size=3, max_size=9), min_size=2, max_size=4)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Кузнецова Мария Петровна", "KUZNETSOVA, Maria"),
        ("Кузнецова Мария Петровна", "Mariya Petrovna Kuznecova"),
        ("Sergej Lavrikov", "Сергей Викторович Лавриков"),
        ("王小明", "WANG Xiaoming"),
        ("王小明", "Ван Сяомин"),
        ("Xiaoming Wang", "Ван Сяомин"),
        ("김철수", "KIM Chol Su"),
        ("Abdullah Qasim", "ABD ALLAH QASIM"),
        ("Ramimakhluf", "Rami Makhluf"),
        ("Ig0r Petr0vskiy", "Игорь Петровский"),
        ("Қайрат Әбенов", "Kairat Abenov"),
        ("Олександр Гончар", "Oleksandr Honchar"),
        ("С. В. Лавриков", "Lavrikov, Sergei Viktorovich"),
        ("Muhammad Yusuf Karimov", "Mukhammad Iusuf Karimof"),
    ],
)
def test_one_person_is_recognised(one: str, other: str) -> None:
    assert compare_persons(one, other).value >= SAME_PERSON


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Сергей Иванович Лавриков", "Сергей Викторович Лавриков"),
        ("Иванов Пётр Сергеевич", "IVANOV, Oleg Sergeyevich"),
        ("王小明", "WANG Xiaohong"),
        ("王文", "WANG, Wen Chou"),
        ("Boris Volkov", "Viktor Volkov"),
        ("Rumuli", "Victor Rumuli Byiringiro"),
        ("Ли Мин", "Лян Минь"),
        ("Иванов И.", "IVANOV, Igor Ivanovich"),
        ("", "Иванов"),
    ],
)
def test_two_persons_are_told_apart(one: str, other: str) -> None:
    assert compare_persons(one, other).value < SAME_PERSON


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ООО «Молот Армз»", "OOO Molot Arms"),
        ("Торговый дом «Перекопский»", "Perekopskiy Trading House LLC"),
        ("贵州茅峰酒业有限公司", "Guizhou Maofeng Wine Co., Ltd."),
        ("Гуйчжоу Маофэн", "Guizhou Maofeng Co., Ltd"),
        ("Globex Import-Export S.A.", "S.A. Export Import Globex"),
        ("Рособоронмаш", "ROSOBORONMASCH"),
        ("A.B.C. Trading", "ABC Trading Ltd"),
        ("弥勒浩翔科技有限公司", "Mile Hao Xiang Technology Co., Ltd"),
        ("义乌市渡娘贸易有限公司", "Yiwu Duniang Trading Co."),
        ("Deutsche Teebank's AG", "Deutsche Teebank AG"),
    ],
)
def test_one_firm_is_recognised(one: str, other: str) -> None:
    assert compare_firms(one, other).value >= SAME_FIRM


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ООО «Степь Алтай»", "STEP A.S."),
        ("ООО «Логистик Мир»", "Worldwide Shipping & Insurance Limited"),
        ("ООО «БАЙ»", "ООО «БАЙКАЛ»"),
        ("Bank of Tea (Hong Kong)", "Bank of Tea (Australia)"),
        ("ООО «Северный ветер»", "ООО «Южный ветер»"),
        ("Азбука вкуса", "Азбука мебели"),
        ("Wilson Inc", "Reynolds and Wilson, Ltd."),
    ],
)
def test_two_firms_are_told_apart(one: str, other: str) -> None:
    assert compare_firms(one, other).value < SAME_FIRM


def test_the_reasons_say_what_is_alike_what_is_not_and_how_it_was_read() -> None:
    score = compare_persons("Кузнецова Мария Петровна", "KUZNETSOVA, Marya")
    assert [reason.text for reason in score.reasons] == [
        Text("names.word_equal", word="kuznetsova"),
        Text("names.word_alike", ours="mariia", theirs="marya", percent=97),
        Text("names.only_ours", words="petrovna"),
        Text(
            "names.read_passport", written="Кузнецова Мария Петровна", latin="kuznetsova mariia petrovna"
        ),
    ]  # fmt: skip
    assert sum(reason.points for reason in score.reasons) == score.value


@given(PERSON_WORDS, st.randoms(use_true_random=False))
def test_order_does_not_matter(words: list[str], dice: object) -> None:
    shuffled = sorted(words, key=lambda _: dice.random())  # type: ignore[attr-defined]  # Hypothesis' random
    assume(len(set(words)) == len(words))
    assert compare_persons(" ".join(words), " ".join(shuffled)).value >= 990


@given(PERSON_WORDS, PERSON_WORDS)
def test_the_score_is_the_same_from_both_sides(one: list[str], other: list[str]) -> None:
    ours, theirs = " ".join(one), " ".join(other)
    assert compare_firms(ours, theirs).value == compare_firms(theirs, ours).value


def test_the_last_of_two_words_weighs_whole_although_it_looks_like_a_patronymic() -> None:
    """Finds where a family name of two words is taken for a patronymic, which may be left out."""
    assert compare_persons("Anna Markovich", "Anna Smith").value == 500


def test_the_best_spelling_counts() -> None:
    firm = FirmName(native="贵州茅峰酒业有限公司", latin="Guizhou Maofeng Wine")
    assert closest_firms(firm, FirmName(latin="Guizhou Maofeng Wine Co., Ltd.")).value == 1000
    assert closest_persons(PersonName(native="王小明"), PersonName(local="Ван Сяомин")).value == 1000
    assert closest_firms(firm, FirmName()).value == 0
