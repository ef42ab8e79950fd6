"""Photos with noise, read by Tesseract itself: the cards of the benchmark, a few of them."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw

from lab.benchmarks.cards.reading import FIELDS, cards, figures, read
from tearoad.capture.cards import Box
from tearoad.capture.cards.seeing.preparing import LONG_SIDE, opened, prepared
from tearoad.capture.cards.seeing.rows import rows_of
from tearoad.errors import InputError
from tearoad.text import Text
from tests.machine import needs_letters


@needs_letters
def test_cards_are_read_from_photos_with_noise() -> None:
    shares = figures([read(card) for card in cards(6, seed=7)])
    assert all(shares[field] >= 5 / 6 for field in FIELDS), shares


def test_letters_beside_each_other_are_a_row_and_a_rule_is_none() -> None:
    letters = [Box(x, 100, x + 18, 130) for x in range(100, 300, 24)] + [Box(x, 200, x + 18, 230) for x in (100, 124)]
    assert [row.box for row in rows_of([*letters, Box(600, 50, 605, 400)])] == [
        Box(100, 100, 310, 130),
        Box(100, 200, 142, 230),
    ]


def test_an_edge_is_left_out_and_rows_are_found_on_dark_ground() -> None:
    card = Image.new("RGB", (1200, 800), (30, 40, 60))
    pen = ImageDraw.Draw(card)
    pen.rectangle((40, 40, 1160, 760), outline=(240, 240, 240), width=6)
    for row in range(3):
        for place in range(12):
            pen.rectangle((200 + 40 * place, 200 + 120 * row, 222 + 40 * place, 236 + 120 * row), fill=(240, 240, 240))
    file = io.BytesIO()
    card.save(file, "PNG")
    assert len(prepared(file.getvalue()).rows) == 3


def test_what_is_no_picture_is_said_to_be_none() -> None:
    with pytest.raises(InputError) as refused:
        prepared(b"no picture")
    assert refused.value.text == Text("capture.card_no_picture")


def test_a_piece_of_the_edge_beside_letters_makes_no_row_taller() -> None:
    letters = [Box(x, 100, x + 18, 130) for x in range(100, 300, 24)]
    assert [row.box for row in rows_of([*letters, Box(80, 90, 90, 150)])] == [Box(100, 100, 310, 130)]


@pytest.mark.parametrize(
    ("size", "read_in"),
    [((900, 600), (1800, 1200)), ((600, 900), (1200, 1800)), ((3600, 200), (1800, 100)), ((1800, 900), (1800, 900))],
)
def test_a_photo_is_read_in_one_size_whatever_it_was_taken_in(size: tuple[int, int], read_in: tuple[int, int]) -> None:
    file = io.BytesIO()
    Image.new("L", size, 255).save(file, "PNG")
    assert opened(file.getvalue()).size == read_in
    assert max(read_in) == LONG_SIDE
