"""Where the bytes of files stand: by their digest, so that the same content stands there once."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from tearoad.errors import NotFoundError
from tearoad.text import Text

REST = timedelta(days=1)
"""How long a content that no row names is left alone, and then how long it is kept aside before it is deleted."""


class FileStore(Protocol):
    """Keeps contents by digest."""

    def put(self, content: bytes) -> str:
        """Keep a content and return its SHA-256."""

    def get(self, digest: str) -> bytes:
        """Return a content; NotFoundError where it is not kept."""

    def sweep(self, named: Callable[[list[str]], set[str]], at: datetime) -> tuple[int, int]:
        """Remove what nothing names, in two steps; return how many were put aside and how many deleted."""


class FolderStore:
    """A folder: `ab/cd…`, written whole or not at all; `swept/abcd…` is what nothing named when it was last looked at.

    A content that is put while it is being swept is safe: it is first only put aside, for a day, and `put` and `get`
    bring it back from there.
    """

    def __init__(self, folder: Path) -> None:
        """Keep the folder."""
        self.folder = folder

    def path(self, digest: str) -> Path:
        """Return where a content stands."""
        return self.folder / digest[:2] / digest[2:]

    def put(self, content: bytes) -> str:
        """Keep a content and return its SHA-256; when this returns, it stands there even if the power fails."""
        digest = hashlib.sha256(content).hexdigest()
        if not self._renewed(digest):
            self._write(self.path(digest), content)
        return digest

    def get(self, digest: str) -> bytes:
        """Return a content.

        Raises:
            NotFoundError: it is not kept.

        """
        for _ in range(2):
            try:
                return self.path(digest).read_bytes()
            except FileNotFoundError:
                if not self._brought_back(digest):
                    break
        raise NotFoundError(Text("office.no_such_file", digest=digest[:12]))

    def sweep(self, named: Callable[[list[str]], set[str]], at: datetime) -> tuple[int, int]:
        """Remove what nothing names: put it aside when it is a day old, delete it when it was aside for a day.

        Args:
            named: from digests to those of them that some row names.
            at: the time now.

        """
        before = (at - REST).timestamp()
        deleted = self._delete_swept(named, before)
        aside = 0
        for folder in sorted(self.folder.glob("[0-9a-f][0-9a-f]")):
            old = _older(folder, before)
            wanted = named([folder.name + name for name in old])
            for name in old:
                if name.startswith("."):
                    (folder / name).unlink(missing_ok=True)  # the rest of a write that was cut off
                elif folder.name + name not in wanted:
                    aside += self._put_aside(folder.name + name, before)
        return aside, deleted

    def _swept(self, digest: str) -> Path:
        return self.folder / "swept" / digest

    def _renewed(self, digest: str) -> bool:
        """Say that a content is wanted, so that no sweep takes it as old; False where it is not kept."""
        for _ in range(2):
            try:
                os.utime(self.path(digest))
            except FileNotFoundError:
                if not self._brought_back(digest):
                    break
            else:
                return True
        return False

    def _brought_back(self, digest: str) -> bool:
        try:
            os.utime(self._swept(digest))
            self.path(digest).parent.mkdir(parents=True, exist_ok=True)
            self._swept(digest).rename(self.path(digest))
        except FileNotFoundError:
            return False
        _sync(self.path(digest).parent)
        return True

    @staticmethod
    def _write(path: Path, content: bytes) -> None:
        is_new = not path.parent.is_dir()
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f".{uuid4().hex}.part")
        try:
            with unfinished.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        except OSError:
            unfinished.unlink(missing_ok=True)
            raise
        _sync(path.parent)
        if is_new:
            _sync(path.parent.parent)

    def _put_aside(self, digest: str, before: float) -> int:
        self._swept(digest).parent.mkdir(exist_ok=True)
        path = self.path(digest)
        try:
            if path.stat().st_mtime >= before:
                return 0  # somebody keeps it anew just now
            path.rename(self._swept(digest))
            os.utime(self._swept(digest))
        except FileNotFoundError:
            return 0
        return 1

    def _delete_swept(self, named: Callable[[list[str]], set[str]], before: float) -> int:
        old = _older(self.folder / "swept", before)
        wanted = named(old)
        for digest in old:
            if digest in wanted:
                self._brought_back(digest)
                continue
            with suppress(FileNotFoundError):
                if self._swept(digest).stat().st_mtime < before:
                    self._swept(digest).unlink()
        return len(set(old) - wanted)


def _older(folder: Path, before: float) -> list[str]:
    """Return the names in a folder that were last touched before a moment; what vanishes meanwhile is left out."""
    found = []
    for path in folder.iterdir() if folder.is_dir() else ():
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                found.append(path.name)
    return sorted(found)


def _sync(folder: Path) -> None:
    """Make the folder's list of names outlive a power failure."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
