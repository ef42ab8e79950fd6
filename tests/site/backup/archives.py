"""Backups in the hands of somebody who changes them."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tearoad.site.backup.manifest import NAME

ENTRIES = "tables/people.LedgerEntry.jsonl"


@dataclass
class Archive:
    """A backup in the hands of somebody who knows its form: every plain digest is made to fit."""

    parts: dict[str, bytes]
    twice: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, path: Path) -> Archive:
        """Take a backup apart."""
        with zipfile.ZipFile(path) as archive:
            return cls({name: archive.read(name) for name in archive.namelist()})

    def lines(self, name: str) -> list[dict[str, Any]]:
        """Return a table's rows."""
        return [json.loads(line) for line in self.parts[name].splitlines()]

    def put(self, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Let a table hold these rows."""
        written = (json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")) for row in rows)
        self.parts[name] = "".join(f"{text}\n" for text in written).encode()

    def fit(self, **changes: object) -> Archive:
        """Let the manifest say what stands there now."""
        manifest = json.loads(self.parts[NAME]) | changes
        for label in manifest["tables"]:
            content = self.parts[f"tables/{label}.jsonl"]
            digest, rows = hashlib.sha256(content).hexdigest(), content.count(b"\n")
            manifest["tables"][label] = {"rows": rows, "sha256": digest, "size": len(content)}
        names = [name.removeprefix("files/") for name in self.parts if name.startswith("files/")]
        manifest["files"] = {name: len(self.parts[f"files/{name}"]) for name in names}
        self.parts[NAME] = json.dumps(manifest, indent=1, sort_keys=True).encode()
        return self

    def write(self, path: Path) -> Path:
        """Put it together again."""
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.parts.items():
                archive.writestr(name, content)
            for name in self.twice:
                with pytest.warns(UserWarning, match="Duplicate name"):
                    archive.writestr(name, self.parts[name])
        return path
