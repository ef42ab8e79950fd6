"""Whoever changes a backup by hand is found out; what cannot be known is restored only when somebody says so."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tearoad.cli.exit_codes import ExitCode
from tearoad.errors import TearoadError, UnsafeFile
from tearoad.site.backup import judging
from tearoad.site.backup.judging import judge
from tearoad.site.backup.manifest import NAME, SEAL_NAME, check_code, key_mark, open_backup, seal_of
from tests.site.backup.archives import ENTRIES, Archive

Run = Callable[..., subprocess.CompletedProcess[str]]
NewPlace = Callable[[], dict[str, str]]
HEADS = "tables/people.LedgerHead.jsonl"
FILES = "tables/office.StoredFile.jsonl"


@dataclass(frozen=True)
class Made:
    """A place, its key, and two backups of it, the first one with its key."""

    place: dict[str, str]
    key: str
    with_key: Path
    plain: Path
    code: str
    """The check code of the first one."""


@pytest.fixture(scope="module")
def made(
    new_prepared_place: NewPlace, script: Callable[..., str], tearoad: Run, tmp_path_factory: pytest.TempPathFactory
) -> Made:
    place, folder = new_prepared_place(), tmp_path_factory.mktemp("made")
    script(place, "filling.py")
    first = tearoad(place, "backup", str(folder / "key.zip"), "--with-key")
    assert tearoad(place, "backup", str(folder / "plain.zip")).returncode == ExitCode.DONE
    key = (Path(place["TEAROAD_DATA"]) / "secret.key").read_text()
    with_key = open_backup(folder / "key.zip")
    with_key.archive.close()
    code = check_code(with_key.written)
    assert f"Check code: {code}." in first.stdout
    return Made(place, key, folder / "key.zip", folder / "plain.zip", code)


def judged(path: Path, key: str = "", code: str = "", *, unverified: bool = False) -> judging.Judged:
    opened = open_backup(path)
    with opened.archive:
        return judge(opened, own_key=key, code=code, unverified=unverified)


def found(path: Path, key: str = "", code: str = "", *, unverified: bool = False) -> str:
    """Return why a backup is refused."""
    with pytest.raises(TearoadError) as wrong:
        judged(path, key, code, unverified=unverified)
    return f"{wrong.value.code} {dict(wrong.value.text.params).get('part', '')}".strip()


def change_row(archive: Archive) -> None:
    rows = archive.lines("tables/people.User.jsonl")
    archive.put("tables/people.User.jsonl", [*rows[:-1], rows[-1] | {"email": "mallory@example.org"}])


def drop_row(archive: Archive) -> None:
    archive.put(FILES, archive.lines(FILES)[:-1])


def drop_last_entries(archive: Archive) -> None:
    """Cut the chain off, and let its end be the one before; only the end's seal needs the key."""
    kept = archive.lines(ENTRIES)[:-2]
    archive.put(ENTRIES, kept)
    last = max(kept, key=lambda entry: int(entry["number"]))
    heads = [line | {"number": last["number"], "digest": last["digest"]} for line in archive.lines(HEADS)]
    archive.put(HEADS, heads)
    ends = {head["tenant_id"]: {"number": last["number"], "digest": last["digest"]} for head in heads}
    archive.fit(ends=ends)


def swap_file(archive: Archive) -> None:
    name = next(part for part in archive.parts if part.startswith("files/"))
    del archive.parts[name]
    other = b"from another backup"
    archive.parts[f"files/{hashlib.sha256(other).hexdigest()}"] = other


@pytest.mark.parametrize("change", [change_row, drop_row, drop_last_entries, swap_file])
def test_a_change_whose_plain_digests_fit_is_refused_by_the_seal(
    made: Made, tmp_path: Path, change: Callable[[Archive], None]
) -> None:
    for path in (made.plain, made.with_key):
        archive = Archive.of(path)
        change(archive)
        changed = archive.fit().write(tmp_path / path.name)
        for unverified in (False, True):
            assert found(changed, made.key, unverified=unverified) == "site.restore_damaged manifest.json"
            assert found(changed, "", made.code, unverified=unverified) == "site.restore_damaged manifest.json"


def test_who_has_the_key_too_is_found_out_by_the_code(made: Made, tmp_path: Path) -> None:
    archive = Archive.of(made.with_key)
    change_row(archive)
    archive.fit()
    archive.parts[SEAL_NAME] = seal_of(made.key, archive.parts[NAME]).encode()
    changed = archive.write(tmp_path / "sealed-anew.zip")
    assert found(changed, "", made.code) == "site.restore_damaged manifest.json"
    assert found(changed) == "site.restore_who_wrote"
    assert judged(made.with_key, "", made.code.upper().replace("-", " ")).unknown is None
    assert judged(made.with_key, made.key).unknown is None
    assert judged(made.plain, made.key).unknown is None


def test_without_a_seal_or_another_key_nothing_is_taken_for_verified(made: Made, tmp_path: Path) -> None:
    older = Archive.of(made.plain)
    del older.parts[SEAL_NAME]
    older.fit(format=1)
    path = older.write(tmp_path / "older.zip")
    assert found(path, made.key) == "site.restore_unsealed"
    assert judged(path, made.key, unverified=True).unknown is judging.Unknown.UNSEALED
    assert found(made.plain, "") == "site.restore_no_key"
    assert found(made.plain, "another " * 8) == "site.restore_other_key"
    unsealed = Archive.of(made.plain)
    del unsealed.parts[SEAL_NAME]
    assert found(unsealed.write(tmp_path / "bare.zip"), made.key, unverified=True).startswith("site.restore_damaged")


def test_files_of_two_backups_are_not_mixed(made: Made, tmp_path: Path) -> None:
    archive = Archive.of(made.plain)
    archive.parts[HEADS] = archive.parts[ENTRIES]
    assert found(archive.write(tmp_path / "mixed.zip"), made.key) == f"site.restore_damaged {HEADS}"
    other = Archive.of(made.with_key)
    other.parts[NAME] = Archive.of(made.plain).parts[NAME]
    assert found(other.write(tmp_path / "other.zip"), made.key) == "site.restore_damaged manifest.json"


@pytest.mark.parametrize("name", ["../../outside", "/etc/passwd", "tables/../secret.key", "files/more"])
def test_a_part_that_nobody_named_is_refused(made: Made, tmp_path: Path, name: str) -> None:
    archive = Archive.of(made.plain)
    archive.parts[name] = b"more"
    assert found(archive.write(tmp_path / "more.zip"), made.key) == f"site.restore_damaged {name}"


def test_a_part_that_is_missing_or_there_twice_is_refused(made: Made, tmp_path: Path) -> None:
    archive = Archive.of(made.plain)
    archive.twice = [ENTRIES]
    assert found(archive.write(tmp_path / "twice.zip"), made.key) == f"site.restore_damaged {ENTRIES}"
    archive = Archive.of(made.plain)
    del archive.parts[ENTRIES]
    assert found(archive.write(tmp_path / "less.zip"), made.key) == f"site.restore_damaged {ENTRIES}"


def test_a_backup_that_was_cut_off_is_refused(made: Made, tmp_path: Path) -> None:
    content = made.plain.read_bytes()
    for tenth in range(1, 10):
        (tmp_path / "cut.zip").write_bytes(content[: len(content) * tenth // 10])
        assert found(tmp_path / "cut.zip", made.key) == "site.backup_unread"


def test_a_bomb_is_refused_before_it_is_unpacked(made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "_FROM", 1_000_000)
    archive = Archive.of(made.plain)
    archive.parts["tables/office.Job.jsonl"] = b"\n" * 3_000_000
    bomb = archive.fit(key_mark=key_mark("nobody " * 8)).write(tmp_path / "bomb.zip")
    opened = open_backup(bomb)
    with opened.archive, pytest.raises(UnsafeFile):
        judge(opened, own_key="", code="", unverified=True)


@pytest.mark.parametrize("written", [b"[" * 100_000, b"{}", b"[]", b"null", b'{"format": 2, "tables": 3}', b"\xff"])
def test_a_manifest_that_is_none_is_told_in_our_own_words(made: Made, tmp_path: Path, written: bytes) -> None:
    archive = Archive.of(made.plain)
    archive.parts[NAME] = written
    assert found(archive.write(tmp_path / "odd.zip"), made.key) in {"site.backup_unread", "site.backup_newer"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_single_changed_byte_in_any_part_is_refused(made: Made, tmp_path: Path, data: st.DataObject) -> None:
    archive = Archive.of(made.with_key)
    name = data.draw(st.sampled_from(sorted(name for name, content in archive.parts.items() if content)))
    content = bytearray(archive.parts[name])
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    archive.parts[name] = bytes(content)
    changed = archive.write(tmp_path / "changed.zip")
    with pytest.raises(TearoadError):
        judged(changed, "", made.code)
    if name != "secret.key":  # the place has its own
        with pytest.raises(TearoadError):
            judged(changed, made.key)


def entries_of(place: dict[str, str], script: Callable[..., str]) -> list[Any]:
    return list(json.loads(script(place, "backup/entries.py")))


def test_unverified_restores_say_so_in_every_ledger(
    made: Made, new_place: NewPlace, new_keyless_place: NewPlace, tearoad: Run, script: Callable[..., str]
) -> None:
    before = entries_of(made.place, script)
    for arguments, why in (([str(made.with_key)], "who_wrote"), ([str(made.plain)], "no_key")):
        place = new_place()
        refused = tearoad(place, "restore", *arguments)
        assert (refused.returncode, "Traceback" in refused.stderr) == (ExitCode.UNUSABLE, False)
        assert not Path(place["TEAROAD_DATA"]).exists()
        place = new_keyless_place()
        done = tearoad(place, "restore", *arguments, "--unverified")
        assert (done.returncode, "Not verified" in done.stderr) == (ExitCode.DONE, True), done.stderr
        noted = entries_of(place, script)
        assert [entry["code"] for entry in noted] == [
            *(entry["code"] for entry in before),
            "people.restored_unverified",
        ]
        assert noted[-1]["facts"]["unknown"] == why
        assert f"{len(noted)} entries" in done.stdout, "the ledger verifies with the key of the place"


def test_a_refused_restore_leaves_an_empty_place_behind(
    made: Made, prepared_place: dict[str, str], tearoad: Run, tmp_path: Path
) -> None:
    archive = Archive.of(made.with_key)
    rows = archive.lines("tables/people.User.jsonl")
    for odd_value in ({"created_at": "yesterday"}, {"name": float("nan")}):
        archive.put("tables/people.User.jsonl", [rows[0] | odd_value])
        archive.fit()
        archive.parts[SEAL_NAME] = seal_of(made.key, archive.parts[NAME]).encode()
        odd = tearoad(prepared_place, "restore", str(archive.write(tmp_path / "odd.zip")))
        assert (odd.returncode, "tables/people.User" in odd.stderr) == (ExitCode.UNUSABLE, True), odd.stderr
    assert [path for path in (Path(prepared_place["TEAROAD_DATA"]) / "files").rglob("*") if path.is_file()] == []
    assert tearoad(prepared_place, "restore", str(made.plain)).returncode == ExitCode.DONE, "the place stayed empty"


def test_a_backup_shows_no_secret_in_its_list(made: Made) -> None:
    manifest = Archive.of(made.with_key).parts[NAME].decode()
    assert made.key not in manifest
    assert "@" not in manifest
