"""Which file names which: templates, scripts, styles, sheets, tables and catalogues have no imports, but are named.

A file is named by the end of its path (`"call/confirm.html"`), inside its room by its name alone (`./send.js`);
a catalogue by the codes that begin with its name (`"office.too_large"`), a library of template tags by `{% load %}`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

NAMING = {".py", ".html", ".js", ".mjs", ".cjs", ".typ", ".toml", ".txt", ".svg", ".css"}
"""Files that are looked into."""
PATH = re.compile(r"[\w-]+(?:[/.][\w-]+)*\.(?:html|js|mjs|cjs|css|typ|csv|txt|toml|svg|wasm|json|zip|xlsx)\b")
CODE = re.compile(r"""["']([a-z_]+)\.[a-z0-9_]+["'.]""")
LOAD = re.compile(r"{% load ([\w ]+) %}")


def uses(root: Path, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield who names what."""
    paths = tuple(paths)
    index = _Index(paths)
    for path in paths:
        if PurePosixPath(path).suffix in NAMING and "/vendor/" not in path:
            text = (root / path).read_text(encoding="utf-8", errors="replace")
            yield from ((path, used) for used in index.named(path, text) if used != path)


class _Index:
    def __init__(self, paths: Iterable[str]) -> None:
        self.by_name: dict[str, list[str]] = defaultdict(list)
        self.catalogues: dict[str, list[str]] = defaultdict(list)
        self.libraries: dict[str, list[str]] = defaultdict(list)
        for path in paths:
            parts = PurePosixPath(path)
            if parts.suffix == ".po":
                self.catalogues[parts.stem].append(path)
            elif parts.parent.name == "templatetags":
                self.libraries[parts.stem].append(path)
            elif parts.suffix != ".py":
                self.by_name[parts.name].append(path)

    def named(self, by: str, text: str) -> set[str]:
        """Return what a file names."""
        found = {used for name in set(PATH.findall(text)) for used in self._files(by, name)}
        for code in set(CODE.findall(text)):
            found.update(self.catalogues.get(code, ()))
        for loaded in LOAD.findall(text):
            found.update(used for name in loaded.split() for used in self.libraries.get(name, ()))
        return found

    def _files(self, by: str, name: str) -> Iterator[str]:
        alone = "/" not in name
        for path in self.by_name.get(name.rpartition("/")[2], ()):
            if f"/{path}".endswith(f"/{name}") and (not alone or room_of(path) == room_of(by)):
                yield path


def room_of(path: str) -> str:
    """Return the room of a file of the product or of a test, or nothing."""
    parts = PurePosixPath(path).parts
    places = (("src", "tearoad"), ("tests",), ("lab", "src", "tearoad_lab"), ("lab", "tests"))
    inside = next((parts[len(place) :] for place in places if parts[: len(place)] == place), ())
    return inside[0].removesuffix(".py") if inside else ""
