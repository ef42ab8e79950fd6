from __future__ import annotations

import os
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tearoad.errors import NotFoundError
from tearoad.office.store import FolderStore

NOW = datetime.now(UTC)  # noqa: TID251  # files on disk carry the real time
DAY = timedelta(days=1, hours=3)  # a day after anything that a long run of tests writes later than this line


def nobody(_digests: list[str]) -> set[str]:
    return set()


def everybody(digests: list[str]) -> set[str]:
    return set(digests)


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path)


def bare(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_equal_content_is_kept_once(store: FolderStore) -> None:
    assert store.put(b"tea") == store.put(b"tea")
    assert len(bare(store.folder)) == 1


def test_a_content_that_is_not_kept_is_named(store: FolderStore) -> None:
    with pytest.raises(NotFoundError):
        store.get("ab" * 32)


def test_what_nobody_names_goes_in_two_steps(store: FolderStore) -> None:
    digest = store.put(b"tea")
    assert store.sweep(nobody, NOW) == (0, 0)
    assert store.sweep(nobody, NOW + DAY) == (1, 0)
    assert not store.path(digest).exists()
    assert store.sweep(nobody, NOW + DAY) == (0, 1)
    assert bare(store.folder) == []


def test_what_somebody_names_stays(store: FolderStore) -> None:
    digest = store.put(b"tea")
    assert store.sweep(everybody, NOW + DAY) == (0, 0)
    assert store.get(digest) == b"tea"


def test_a_content_put_aside_is_still_found_and_comes_back(store: FolderStore) -> None:
    digest = store.put(b"tea")
    store.sweep(nobody, NOW + DAY)
    assert store.get(digest) == b"tea"
    store.sweep(nobody, NOW + DAY)
    assert store.put(b"tea") == digest
    assert store.path(digest).exists()
    assert store.sweep(everybody, NOW + DAY + DAY) == (0, 0)


def test_a_content_kept_anew_is_not_old(store: FolderStore) -> None:
    digest = store.put(b"tea")
    os.utime(store.path(digest), (0, 0))
    store.put(b"tea")
    assert store.sweep(nobody, NOW) == (0, 0)


def test_a_content_named_while_it_was_aside_is_brought_back(store: FolderStore) -> None:
    digest = store.put(b"tea")
    store.sweep(nobody, NOW + DAY)
    assert store.sweep(everybody, NOW + DAY) == (0, 0)
    assert store.path(digest).exists()


def test_the_rest_of_a_write_that_was_cut_off_is_removed(store: FolderStore) -> None:
    (store.folder / "ab").mkdir()
    (store.folder / "ab" / ".cd.part").write_bytes(b"half")
    store.sweep(everybody, NOW + DAY)
    assert bare(store.folder) == []


def test_keeping_and_sweeping_at_once_loses_nothing(store: FolderStore) -> None:
    stop = threading.Event()

    def sweep() -> None:
        while not stop.is_set():
            store.sweep(nobody, NOW)

    sweeper = threading.Thread(target=sweep)
    sweeper.start()
    try:
        for n in range(300):
            content = f"tea {n % 3}".encode()
            digest = store.put(content)
            assert store.get(digest) == content
            for place in (store.path(digest), store.folder / "swept" / digest):
                with suppress(FileNotFoundError):
                    os.utime(place, (0, 0))  # old at once: the sweeper is after it
    finally:
        stop.set()
        sweeper.join()
