from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tearoad.office.files.names import MAX_LENGTH, clean_name


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\tea\\Anna\\買い手.xlsx", "買い手.xlsx"),
        ("Закупщики 2027.csv", "Закупщики 2027.csv"),
        ("evil\u202efdp.exe", "evilfdp.exe"),
        ("line\r\nbreak.csv", "linebreak.csv"),
        ("...", "file"),
        ("", "file"),
        ("con.txt", "con_.txt"),
        ('a"b<c>.csv', "abc.csv"),
    ],
)
def test_a_name_is_cleaned(given_: str, kept: str) -> None:
    assert clean_name(given_) == kept


def test_a_picture_gets_the_ending_of_what_it_is() -> None:
    assert clean_name("photo.webp", ".jpg") == "photo.jpg"


@given(some.text(max_size=400))
def test_no_name_leads_out_of_a_folder_or_is_too_long(name: str) -> None:
    found = clean_name(name)
    assert found.strip(". ")
    assert len(found) <= MAX_LENGTH
    assert not set(found) & set('/\\"\r\n\x00')
