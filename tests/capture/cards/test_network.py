"""Rows drawn here, read by the network itself."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from tearoad.capture.cards import Box, CardReader, card_reader, network_file
from tearoad.capture.cards.seeing.network import Network
from tearoad.capture.cards.seeing.weighing import is_certain, is_chinese
from tearoad.paper import fonts
from tests.machine import needs_letters, needs_network


@cache
def network() -> Network:
    return Network(network_file() or Path())


@cache
def reader() -> CardReader | None:
    return card_reader()


def letters(high: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(fonts.font_file(fonts.HAN)), high, index=fonts.SIMPLIFIED_FACE)


def page(*printed: str) -> Image.Image:
    made = Image.new("L", (1500, 900), 255)
    pen = ImageDraw.Draw(made)
    for place, text in enumerate(printed):
        pen.text((150, 100 + 90 * place), text, 0, letters(48))
    return made


def row_of(made: Image.Image) -> Box:
    return Box(*(ImageChops.invert(made).getbbox() or (0, 0, 0, 0)))


def photo(made: Image.Image) -> bytes:
    file = io.BytesIO()
    made.save(file, "PNG")
    return file.getvalue()


@needs_network
@pytest.mark.parametrize("printed", ["佛山鼎力陶瓷茶业有限公司", "wang.li@dingli.example", "+86 139-1234-5678"])
def test_a_row_is_read_with_the_places_of_its_words(printed: str) -> None:
    made = page(printed)
    line = network().line(made, row_of(made))
    assert line is not None
    assert line.text.replace(" ", "") == printed.replace(" ", "")
    assert line.box.over(row_of(made)) > 0.9
    assert is_certain(row_of(made), line)
    assert is_chinese(line.words) == printed.startswith("佛")


@needs_network
def test_russian_letters_are_not_told() -> None:
    made = page("Генеральный директор")
    assert not is_certain(row_of(made), network().line(made, row_of(made)))


@needs_network
@needs_letters
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_chinese_side_is_read_whichever_way_up_it_lies(turned: int) -> None:
    printed = ["王鼎", "销售经理", "佛山鼎力陶瓷有限公司", "手机：13912345678", "li.ill@dingli.example"]
    made = page(*printed).rotate(turned, expand=True)
    loaded = reader()
    assert loaded is not None
    assert [line.text.replace(" ", "") for line in loaded.lines(photo(made))] == [
        text.replace("：", ":") for text in printed
    ]


@needs_network
@needs_letters
def test_russian_rows_are_read_by_tesseract_beside_latin_ones() -> None:
    printed = ["Журавлева Анна Петровна", "Генеральный директор", "zhuravleva@vektor.example"]
    loaded = reader()
    assert loaded is not None
    assert [line.text for line in loaded.lines(photo(page(*printed)))] == printed


def test_without_the_network_tesseract_reads_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tearoad.capture.cards.seeing.letters.find_spec", lambda _name: None)
    assert network_file() is None
