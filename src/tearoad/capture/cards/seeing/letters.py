"""Which letters this machine can read: looking costs nothing, neither Tesseract nor a picture library is loaded."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

LANGUAGES = ("chi_sim", "eng", "rus")
_DATA = ("/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata")


def data_folder() -> Path | None:
    """Return the folder with the letters of all three languages; None where there is no such folder.

    The environment's `TESSDATA_PREFIX` is looked at first, as Tesseract itself does.
    """
    named = os.environ.get("TESSDATA_PREFIX")
    for folder in map(Path, (named, *_DATA) if named else _DATA):
        if all((folder / f"{language}.traineddata").is_file() for language in LANGUAGES):
            return folder
    return None


def network_file() -> Path | None:
    """Return the file of the network that reads rows; None where it, or what runs it, is not installed.

    It comes with the package `rapidocr`, none of whose code is used.
    """
    package = find_spec("rapidocr")
    if package is None or not package.submodule_search_locations or find_spec("onnxruntime") is None:
        return None
    files = Path(package.submodule_search_locations[0], "models").glob("PP-OCRv*_rec_*.onnx")
    return max(files, default=None)
