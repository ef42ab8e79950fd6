"""Writing a folder whole: it appears at once or not at all, whenever the process dies.

Everything is written into a hidden folder beside the target. Then the two change places in one step of the kernel
(`renameat2` with RENAME_EXCHANGE, Linux; elsewhere two renames, and a later run heals a death between them).
What other people put into the target, and what they edited there, comes along.
"""

from __future__ import annotations

import ctypes
import errno
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from tearoad.errors import InputError, SetupError
from tearoad.paper.typeset import PaperDraft
from tearoad.text import Text
from tearoad.values.json_data import data_of

CONTENTS = "contents.json"
"""Lists every file of a whole folder with its SHA-256."""
OTHER_FOLDER = Text("journey.out_hint")
MADE_FROM = "made-from.json"
"""Lists every PDF of a whole folder with the digest of what it was made from."""
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class EarlierPapers:
    """The PDFs that an earlier run left in a folder: those that would say the same need not be set again."""

    def __init__(self, folder: Path) -> None:
        """Read what is known of a folder; it need not be there, and what cannot be read is as if it were not."""
        self._folder = folder
        self._contents, self._made_from = _read_digests(folder / CONTENTS), _read_digests(folder / MADE_FROM)
        self._now: dict[str, str] = {}
        self.reused = set[str]()
        """Those that stay as they are."""

    def content(self, draft: PaperDraft) -> bytes | None:
        """Return the PDF as it stands there if it was made from the same facts and nobody has touched it since."""
        self._now[draft.path] = draft.made_from
        path = self._folder / draft.path
        if self._made_from.get(draft.path) != draft.made_from or not path.is_file():
            return None
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() != self._contents.get(draft.path):
            return None
        self.reused.add(draft.path)
        return content

    def write_made_from(self, folder: Path) -> None:
        """Write beside the new files what they were made from."""
        _write_digests(folder / MADE_FROM, self._now)


@contextmanager
def whole_folder(target: Path, *, contents: bool = True, stale: frozenset[str] = frozenset()) -> Iterator[Path]:
    """Give a folder to write into; when the block ends well, it stands at `target`; else nothing changed.

    Files of `target` that an earlier run did not write are kept; those it wrote and someone edited since are kept
    beside the new ones, as `timetable.edited-1.xlsx`. `contents` lists the files and their digests in the folder.
    `stale` names files that a run which ended early may have left; they go.

    Raises:
        InputError: `target` is a file.
        SetupError: the machine does not let us write there.

    """
    target = target.resolve()  # a link to a folder stays a link
    if target.exists() and not target.is_dir():
        raise InputError(Text("journey.out_is_file", path=str(target)), OTHER_FOLDER)
    _heal(target)
    staging = target.parent / f".{target.name}.new-{os.getpid()}"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        staging.mkdir()
    except OSError as refused:
        raise SetupError(
            Text("journey.cannot_write", path=str(target.parent), why=refused.strerror or ""), OTHER_FOLDER
        ) from refused
    try:
        yield staging
        if contents:
            _write_contents(staging)
        _carry_over(target, staging, stale)
        _swap(staging, target)
    except OSError as refused:
        raise SetupError(
            Text("journey.cannot_write", path=str(target), why=refused.strerror or ""), Text("journey.disk_hint")
        ) from refused
    finally:
        shutil.rmtree(staging, ignore_errors=True)


@contextmanager
def whole_file(path: Path, hint: Text = OTHER_FOLDER) -> Iterator[Path]:
    """Give a path to write one file at; when the block ends well, it stands at `path`; until then the old one does.

    `hint` says what to do where it cannot stand there.

    Raises:
        InputError: the folder of `path` is a file.
        SetupError: the machine does not let us write there.

    """
    if path.parent.is_file():
        raise InputError(Text("journey.out_is_file", path=str(path.parent)), hint)
    staging = path.with_name(f".{path.stem}.new-{os.getpid()}{path.suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield staging
        staging.replace(path)
    except OSError as refused:
        raise SetupError(Text("journey.cannot_write", path=str(path), why=refused.strerror or ""), hint) from refused
    finally:
        with suppress(OSError):
            staging.unlink(missing_ok=True)


def _swap(staging: Path, target: Path) -> None:
    if not target.exists():
        staging.rename(target)
    elif not _exchange(staging, target):
        old = target.parent / f".{target.name}.old-{os.getpid()}"
        target.rename(old)
        staging.rename(target)
        shutil.rmtree(old, ignore_errors=True)


def _exchange(path: Path, other: Path) -> bool:
    """Swap two paths atomically; False where the system cannot."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(path), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    if ctypes.get_errno() in {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}:
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(other))


def _heal(target: Path) -> None:
    """Clear away what killed runs left, and put back a folder that died between two renames."""
    if not target.parent.is_dir():
        return
    for old in target.parent.glob(f".{target.name}.old-*"):
        if not target.exists():
            old.rename(target)
        elif not _alive(old):
            shutil.rmtree(old, ignore_errors=True)
    for left in target.parent.glob(f".{target.name}.new-*"):
        if left.is_dir() and not _alive(left):
            shutil.rmtree(left, ignore_errors=True)


def _alive(left: Path) -> bool:
    number = left.name.rpartition("-")[2]
    return number.isdigit() and int(number) != os.getpid() and psutil.pid_exists(int(number))


def _write_contents(folder: Path) -> None:
    _write_digests(folder / CONTENTS, {name: _digest(folder / name) for name in _names(folder)})


def _write_digests(path: Path, digests: Mapping[str, str]) -> None:
    path.write_text(json.dumps(digests, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _carry_over(target: Path, staging: Path, stale: frozenset[str]) -> None:
    if not target.is_dir():
        return
    ours = _read_digests(target / CONTENTS)
    for name in _names(target):
        source = target / name
        if name in stale or ours.get(name) == _digest(source):
            continue
        goal = staging / name
        if name in ours:
            goal = _free(goal)
        if not goal.exists():
            goal.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, goal)


def _free(path: Path) -> Path:
    number = 1
    while (free := path.with_name(f"{path.stem}.edited-{number}{path.suffix}")).exists():
        number += 1
    return free


def _read_digests(path: Path) -> dict[str, str]:
    try:
        read = data_of(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(name): str(digest) for name, digest in read.items()} if isinstance(read, dict) else {}


def _names(folder: Path) -> list[str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != CONTENTS)
    return [path.relative_to(folder).as_posix() for path in files]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
