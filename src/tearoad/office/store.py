"""Where the bytes of files stand: by their digest, so that the same content stands there once."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Protocol

from tearoad.errors import NotFoundError
from tearoad.text import Text


class FileStore(Protocol):
    """Keeps contents by digest."""

    def put(self, content: bytes) -> str:
        """Keep a content and return its SHA-256."""

    def get(self, digest: str) -> bytes:
        """Return a content; NotFoundError where it is not kept."""


class FolderStore:
    """A folder: `ab/cd…`, written whole or not at all."""

    def __init__(self, folder: Path) -> None:
        """Keep the folder."""
        self.folder = folder

    def path(self, digest: str) -> Path:
        """Return where a content stands."""
        return self.folder / digest[:2] / digest[2:]

    def put(self, content: bytes) -> str:
        """Keep a content and return its SHA-256."""
        digest = hashlib.sha256(content).hexdigest()
        path = self.path(digest)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
            with unfinished.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        return digest

    def get(self, digest: str) -> bytes:
        """Return a content.

        Raises:
            NotFoundError: it is not kept.

        """
        try:
            return self.path(digest).read_bytes()
        except FileNotFoundError as missing:
            raise NotFoundError(Text("office.no_such_file", digest=digest[:12])) from missing
