"""Bytes on their way in or out: in memory while they are few, else in a file that has no name and ends with us."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from typing import IO

IN_MEMORY = 320_000
"""So many bytes of one body or answer stay in memory: most forms, every photo of a phone, most pages."""


class Spool:
    """A body or an answer. Whoever made it closes it."""

    def __init__(self, in_memory: int = IN_MEMORY, to_disk: Callable[[int], None] = lambda _size: None) -> None:
        """Begin in memory; `to_disk` is told before so many bytes go onto the disk, and may raise."""
        self.size = 0
        self.is_on_disk = False
        self._in_memory = in_memory
        self._to_disk = to_disk
        self._file: IO[bytes] = io.BytesIO()

    def write(self, part: bytes) -> None:
        """Add some bytes.

        Raises:
            OSError: the disk is full.

        """
        if not self.is_on_disk and self.size + len(part) > self._in_memory:
            self.move_to_disk()
        if self.is_on_disk:
            self._to_disk(len(part))
        self._file.write(part)
        self._file.flush()  # a full disk is heard of here, and not by who reads
        self.size += len(part)

    def move_to_disk(self) -> None:
        """Go on in a file."""
        if self.is_on_disk:
            return
        self._to_disk(self.size)
        file = tempfile.TemporaryFile(prefix="body-")  # noqa: SIM115  # closed by `close`
        try:
            file.write(self._file.getvalue())  # type: ignore[attr-defined]  # until here it is in memory
            file.flush()
        except OSError:
            file.close()
            raise
        self._file, self.is_on_disk = file, True

    def reading(self) -> IO[bytes]:
        """Return it as a file that stands at its beginning."""
        self._file.seek(0)
        return self._file

    def close(self) -> None:
        """Let go of it."""
        self._file.close()
