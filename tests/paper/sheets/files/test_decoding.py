from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tearoad.errors import UnsafeFile
from tearoad.paper.sheets.files.decoding import decode, split_rows
from tearoad.text import Text

NO_WORDS: frozenset[str] = frozenset()
CHINESE = "编号,公司名称,城市,产品\nE1,贵州示例茶业有限公司,贵阳,绿茶\nE2,遵义示例食品厂,遵义,辣椒酱\n"
RUSSIAN = "ID;Название;Город;Товар\nB1;ООО «Ромашка»;Москва;зелёный чай\nB2;ООО «Лютик»;Тула;соус\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_chinese_is_told_in_every_encoding(encoding: str) -> None:
    assert decode(CHINESE.encode(encoding), NO_WORDS) == CHINESE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251"])
def test_russian_is_told_in_every_encoding(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding), NO_WORDS) == RUSSIAN


HAN = [chr(0x4E00 + n) for n in range(0, 20000, 7)]
COMMON = "".join(c for c in HAN if len(c.encode("gb2312", "ignore")) == 2 and 0xB0 <= c.encode("gb2312")[0] <= 0xD7)


@settings(max_examples=100)
@given(st.lists(st.text(COMMON, min_size=2, max_size=12), min_size=6, max_size=12))
def test_frequent_chinese_is_not_taken_for_russian(cells: list[str]) -> None:
    text = "公司名称," + ",".join(cells)  # some single characters pass for UTF-8; a header never does
    assert decode(text.encode("gb18030"), NO_WORDS) == text


WORD = st.text("абвгдежзийклмнопрстуфхцчшщыьэюя", min_size=3, max_size=12)


@settings(max_examples=100)
@given(st.lists(st.tuples(WORD, st.sampled_from([str, str.capitalize, str.upper])), min_size=6, max_size=12))
def test_russian_words_are_not_taken_for_chinese(words: list[tuple[str, object]]) -> None:
    text = ";".join(change(word) for word, change in words if callable(change))
    assert decode(text.encode("cp1251"), NO_WORDS) == text


def test_known_headers_decide_a_short_file() -> None:
    text = "编号,名称\n1,x\n"
    assert decode(text.encode("gb18030"), frozenset({"编号", "名称"})) == text


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UnsafeFile):
        decode(b"\xef\xbb\xbf\xff\xfe\x00\x01", NO_WORDS)


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_separator_is_found(mark: str) -> None:
    text = f'ID{mark}Name{mark}Note\n1{mark}"a{mark} b"{mark}x y\n2{mark}c{mark}\n'
    assert split_rows(text).rows == (("ID", "Name", "Note"), ("1", f"a{mark} b", "x y"), ("2", "c", ""))


def test_a_separator_that_the_file_tells_wins() -> None:
    assert split_rows("sep=;\r\na,b;c\r\n").rows == (("a,b", "c"),)


def test_decimal_commas_do_not_hide_semicolons() -> None:
    assert split_rows("цена;вес\n3,20;1,5\n4,10;2,5\n").rows[1] == ("3,20", "1,5")


def test_an_open_quotation_mark_is_told() -> None:
    table = split_rows('a,b\n"c,d\ne,f\n')
    assert (table.quote_open, table.rows) == (True, (("a", "b"), ("c,d\ne,f\n",)))


def test_an_endless_cell_is_refused() -> None:
    with pytest.raises(UnsafeFile):
        split_rows('a,b\n"' + "x" * 100_000)


def test_a_file_of_two_encodings_is_refused_with_the_line() -> None:
    mixture = "номер,название\n1,Пример\n".encode("cp1251") + "2,示例食品有限公司\n".encode()
    with pytest.raises(UnsafeFile) as refused:
        decode(mixture, frozenset())
    assert refused.value.text == Text("sheets.two_encodings", line=3)
