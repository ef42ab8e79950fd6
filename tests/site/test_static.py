"""What a browser loads from a real site, under names that carry a digest."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage

from tearoad.site.static import ModuleStorage

ASKED = re.compile(r"""(?:\bfrom|\bimport\(?)\s*["'](?P<path>\.[^"']+)["']|\burl\(["']?(?P<url>[^"')]+)["']?\)""")


@pytest.fixture
def collected(prepared_place: dict[str, str], script: Callable[..., str]) -> Path:
    """The folder of the collected files."""
    return Path(script(prepared_place, "collect.py").split()[-1])


def test_what_a_file_asks_for_is_there(collected: Path) -> None:
    """Rewriting the names is Django's: a word such as "export" before `from` has once made it rewrite a name twice."""
    missing = []
    files = [path for path in collected.rglob("*") if re.search(r"\.[0-9a-f]{12}\.(js|css)$", path.name)]
    for file in files:
        if "vendor" in file.parts:
            continue
        for found in ASKED.finditer(file.read_text(encoding="utf-8")):
            address = found["path"] or found["url"]
            if not address.startswith(("data:", "#")) and not (file.parent / address.partition("#")[0]).is_file():
                missing.append(f"{file.relative_to(collected)}: {address}")
    assert missing == []
    assert len(files) > 30


@pytest.mark.parametrize("backwards", [False, True])
def test_names_settle_in_whatever_order_the_files_are_listed(tmp_path: Path, *, backwards: bool) -> None:
    """File systems list a folder in orders of their own; with Django's limit of passes a site did not start on some."""
    for number in range(12):
        deeper = f'import {{ deeper }} from "./part{number + 1}.js";\n' if number < 11 else ""
        (tmp_path / f"part{number}.js").write_text(f"{deeper}export const deep = {number};\n", encoding="utf-8")
    storage = ModuleStorage(location=tmp_path, base_url="/static/")
    source = FileSystemStorage(location=tmp_path)
    names = sorted((path.name for path in tmp_path.iterdir()), reverse=backwards)

    processed = list(storage.post_process({name: (source, name) for name in names}))

    assert [problem for _, _, problem in processed if isinstance(problem, Exception)] == []
