from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from tearoad.companies.photos import LONGEST, FirmPhoto, painted, read_photos, write_photos
from tearoad.errors import InputError
from tearoad.values import PartyId

FIRMS = [PartyId(party) for party in ("E01", "E02", "出口/1", "e02x")]


def drawn(form: str = "JPEG", size: tuple[int, int] = (30, 20), color: str = "green") -> bytes:
    made = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(made, form) if color == "noise" else Image.new(
        "RGB", size, color
    ).save(made, form)
    return made.getvalue()


def laid(folder: Path, **files: bytes) -> Path:
    (folder / "photos").mkdir()
    for name, content in files.items():
        (folder / "photos" / name.replace("_", ".")).write_bytes(content)
    return folder


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_what_was_read_and_written_is_read_again_byte_for_byte(tmp_path: Path, form: str) -> None:
    (tmp_path / "new").mkdir()
    first = FirmPhoto(PartyId("E01"), painted(drawn(form, color="noise")).content)
    odd = FirmPhoto(PartyId("出口/1"), painted(drawn(form)).content)
    written = write_photos((first, odd), tmp_path / "new")
    ending = "png" if form == "PNG" else "jpg"
    assert [path.name for path in written] == [f"E01.{ending}", f"出口%2F1.{ending}"]
    assert read_photos(tmp_path / "new", FIRMS) == ((first, odd), ())


def test_a_large_photo_is_made_as_small_as_a_page_needs() -> None:
    made = painted(drawn(size=(LONGEST * 2, 100))).content
    with Image.open(io.BytesIO(made)) as shown:
        assert shown.size == (LONGEST, 50)
    assert painted(made).content == made


def test_what_cannot_be_used_is_told_and_the_rest_is_kept(tmp_path: Path) -> None:
    laid(tmp_path, E01_jpg=drawn(), E01_png=drawn("PNG"), e02_JPG=b"no picture", E99_jpg=drawn(), E02_gif=b"GIF89a")
    (tmp_path / "photos" / ".hidden.jpg").write_bytes(b"")
    found, problems = read_photos(tmp_path, FIRMS)
    assert [photo.firm for photo in found] == ["E01"]
    assert {(problem.file, problem.text.code) for problem in problems} == {
        ("photos/E01.png", "companies.photo_twice"),
        ("photos/E02.gif", "companies.photo_kind"),
        ("photos/E99.jpg", "companies.photo_unknown"),
        ("photos/e02.JPG", "office.picture_unreadable"),
    }
    assert {problem.severity.value for problem in problems} == {"warning"}


def test_a_file_is_named_by_the_id_however_it_is_written(tmp_path: Path) -> None:
    laid(tmp_path, e01_JPG=drawn())
    assert [photo.firm for photo in read_photos(tmp_path, FIRMS)[0]] == ["E01"]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.jpg").write_bytes(drawn())
    laid(tmp_path)
    (tmp_path / "photos" / "E01.jpg").symlink_to(tmp_path / "elsewhere.jpg")
    found, problems = read_photos(tmp_path, FIRMS)
    assert (found, [problem.text.code for problem in problems]) == ((), ["sheets.link_outside"])


def test_without_a_folder_of_photos_there_are_none(tmp_path: Path) -> None:
    assert read_photos(tmp_path, FIRMS) == ((), ())


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(InputError):
        painted(b"")
