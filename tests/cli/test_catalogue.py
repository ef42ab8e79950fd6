"""`tearoad catalogue`: a folder in, catalogues out; who may not be met is in none, and mistakes are sentences."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from tearoad.cli.app import run
from tearoad.cli.exit_codes import ExitCode
from tearoad.journey.example import new_folder
from tearoad.values import Language


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the tiny example mission."""
    new_folder(tmp_path / "mission", Language.EN)
    return tmp_path / "mission"


def catalogue(folder: Path, *arguments: str | Path) -> int:
    return run(["--language", "en", "catalogue", str(folder), *map(str, arguments)])


def pages(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    return "".join(page.get_textpage().get_text_range() for page in document)


def test_one_for_all_in_each_language_with_the_pictures_of_the_folder(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "photos").mkdir()
    Image.new("RGB", (1800, 1200), (120, 150, 110)).save(folder / "photos" / "E01.jpg")
    assert catalogue(folder) == ExitCode.DONE
    assert capsys.readouterr().out == f"3 catalogues are in {folder / 'catalogue'}.\n"
    written = sorted(path.name for path in (folder / "catalogue").iterdir())
    assert written == ["catalogue-en.pdf", "catalogue-ru.pdf", "catalogue-zh-Hans.pdf"]
    document = pypdfium2.PdfDocument(folder / "catalogue" / "catalogue-en.pdf")
    assert [max(pdf_object.get_px_size()) for pdf_object in document[0].get_objects() if pdf_object.type == 3] == [900]


def test_one_for_a_buyer_holds_what_fits(folder: Path, tmp_path: Path) -> None:
    assert catalogue(folder, "--buyer", "B001", "--out", tmp_path / "own") == ExitCode.DONE
    (path,) = (tmp_path / "own").iterdir()
    said = pages(path)
    assert ("Example One Tea" in said, "Example Two Foods" in said) == (True, False)
    assert catalogue(folder, "--each-buyer", "--out", tmp_path / "each") == ExitCode.DONE
    assert len(list((tmp_path / "each").iterdir())) == 3


def test_who_may_not_be_met_is_left_out_and_gets_none(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "lists").mkdir(exist_ok=True)
    names = "id,kind,name\nX1,firm,Example Two Foods Co.\nX2,firm,ООО «Пример Маркет»\n"
    (folder / "lists" / "own.csv").write_text(names, encoding="utf-8")
    assert catalogue(folder, "--out", tmp_path / "all") == ExitCode.HELD_BACK
    assert "2 companies are left out" in capsys.readouterr().out
    assert "Example Two Foods" not in pages(tmp_path / "all" / "catalogue-en.pdf")
    assert catalogue(folder, "--buyer", "B001") == ExitCode.UNUSABLE
    assert "may not be met yet" in capsys.readouterr().err


def test_a_mistake_is_told_and_nothing_is_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert catalogue(folder, "--buyer", "B01") == ExitCode.UNUSABLE
    assert "such as B001" in capsys.readouterr().err
    assert catalogue(folder / "nowhere") == ExitCode.UNUSABLE
    assert catalogue(folder, "--out", folder) == ExitCode.UNUSABLE
    (folder / "lists").mkdir(exist_ok=True)
    (folder / "lists" / "broken.csv").write_bytes(b"\x00\x01\x02")
    assert catalogue(folder) == ExitCode.UNUSABLE
    assert "cannot be read" in capsys.readouterr().err
    assert not (folder / "catalogue").exists()
