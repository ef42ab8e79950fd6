from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tearoad.cli.exit_codes import ExitCode
from tearoad.errors import InputError
from tearoad.site.backup.manifest import Manifest, check_code, open_backup
from tearoad.text import Text

Run = Callable[..., subprocess.CompletedProcess[str]]
NewPlace = Callable[[], dict[str, str]]
FILLING = Path(__file__).parents[1] / "filling.py"


def manifest_of(path: Path) -> Manifest:
    opened = open_backup(path)
    opened.archive.close()
    return opened.manifest


@pytest.fixture(scope="module")
def filled(new_prepared_place: NewPlace, script: Callable[..., str]) -> dict[str, str]:
    place = new_prepared_place()
    script(place, "filling.py")
    return place


@pytest.fixture(scope="module")
def made(filled: dict[str, str], tearoad: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup with its key."""
    path = tmp_path_factory.mktemp("backup") / "one.zip"
    done = tearoad(filled, "backup", str(path), "--with-key")
    assert (done.returncode, done.stderr) == (ExitCode.DONE, "")
    return path


def restored_from(new_place: NewPlace, tearoad: Run, path: Path) -> dict[str, str]:
    place = new_place()
    opened = open_backup(path)
    opened.archive.close()
    done = tearoad(place, "restore", str(path), "--code", check_code(opened.written))
    assert (done.returncode, done.stderr) == (ExitCode.DONE, "")
    return place


def test_a_restored_place_gives_an_equal_backup(made: Path, new_place: NewPlace, tearoad: Run, tmp_path: Path) -> None:
    other = restored_from(new_place, tearoad, made)
    assert tearoad(other, "backup", str(tmp_path / "two.zip")).returncode == ExitCode.DONE
    manifest, two = manifest_of(made), manifest_of(tmp_path / "two.zip")
    assert (manifest.tables, manifest.files, manifest.migrations) == (two.tables, two.files, two.migrations)
    assert manifest.tables["office.StoredFile"].rows == len(manifest.files) == 20


@pytest.mark.skipif(not os.environ.get("TEAROAD_DATABASE_URL"), reason="from SQLite to SQLite is the test before")
def test_an_sqlite_backup_goes_into_the_database_of_the_suite(
    new_place: NewPlace, tearoad: Run, script: Callable[..., str], tmp_path: Path
) -> None:
    sqlite = {name: value for name, value in new_place().items() if name != "TEAROAD_DATABASE_URL"}
    tearoad(sqlite, "database")
    script(sqlite, "filling.py")
    tearoad(sqlite, "backup", str(tmp_path / "one.zip"), "--with-key")
    other = restored_from(new_place, tearoad, tmp_path / "one.zip")
    tearoad(other, "backup", str(tmp_path / "two.zip"))
    assert manifest_of(tmp_path / "one.zip").tables == manifest_of(tmp_path / "two.zip").tables


def test_a_backup_under_load_is_of_one_moment(new_prepared_place: NewPlace, tearoad: Run, tmp_path: Path) -> None:
    place = new_prepared_place()
    with subprocess.Popen(
        [sys.executable, str(FILLING), "forever"], env=place, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        while writer.stdout.readline().strip() != "25":
            pass
        try:
            written = [tmp_path / f"{number}.zip" for number in range(2)]
            codes = [tearoad(place, "backup", str(path), "--with-key").returncode for path in written]
        finally:
            writer.kill()
    assert codes == [ExitCode.DONE] * 2
    sizes = [manifest_of(path).tables["office.StoredFile"].rows for path in written]
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[-1], "nobody wrote while the backup was made"
    restored = tearoad(new_prepared_place(), "restore", str(written[-1]))
    assert restored.returncode == ExitCode.DONE, restored.stderr
    kept = [row for row in rows_of(written[-1], "people.LedgerEntry") if row["code"] == "test.kept"]
    files = {row["id"] for row in rows_of(written[-1], "office.StoredFile")}
    assert {row["subject_id"] for row in kept} == files


def rows_of(path: Path, table: str) -> list[dict[str, Any]]:
    with zipfile.ZipFile(path) as archive:
        return [json.loads(line) for line in archive.read(f"tables/{table}.jsonl").splitlines()]


def test_a_backup_is_never_written_over_and_read_by_its_owner_alone(
    filled: dict[str, str], tearoad: Run, tmp_path: Path
) -> None:
    path = tmp_path / "one.zip"
    assert tearoad(filled, "backup", str(path)).returncode == ExitCode.DONE
    assert path.stat().st_mode & 0o777 == 0o600
    before = path.read_bytes()
    assert tearoad(filled, "backup", str(path)).returncode == ExitCode.UNUSABLE
    assert path.read_bytes() == before
    assert sorted(path.name for path in tmp_path.glob("*.part")) == []


def test_without_the_key_nothing_is_restored(
    filled: dict[str, str], new_place: NewPlace, new_keyless_place: NewPlace, tearoad: Run, tmp_path: Path
) -> None:
    tearoad(filled, "backup", str(tmp_path / "one.zip"))
    place = new_place()
    done = tearoad(place, "restore", str(tmp_path / "one.zip"))
    assert (done.returncode, "The key of this backup is not here" in done.stderr) == (ExitCode.UNUSABLE, True)
    assert not Path(place["TEAROAD_DATA"]).exists()
    kept, place = Path(filled["TEAROAD_DATA"]) / "secret.key", new_keyless_place()
    done = tearoad(place, "restore", str(tmp_path / "one.zip"), "--key-file", str(kept))
    assert (done.returncode, done.stderr) == (ExitCode.DONE, "")
    assert (Path(place["TEAROAD_DATA"]) / "secret.key").read_bytes() == kept.read_bytes()


def test_a_place_with_data_is_left_alone(filled: dict[str, str], made: Path, tearoad: Run) -> None:
    done = tearoad(filled, "restore", str(made))
    assert (done.returncode, "empty place only" in done.stderr) == (ExitCode.UNUSABLE, True)


def damaged(path: Path, out: Path, part: str) -> Path:
    """Change one byte of one part, with a checksum that fits."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith(part) and content:
                changed = content.replace(b"fictional", b"Fictional")
                content = changed if changed != content else content[:-1] + b"!"
            new.writestr(name, content)
    return out


def test_a_changed_row_or_file_is_found_and_nothing_is_restored(
    made: Path, prepared_place: dict[str, str], tearoad: Run, tmp_path: Path
) -> None:
    for number, part in enumerate(("files/", "tables/people.Organisation")):
        done = tearoad(prepared_place, "restore", str(damaged(made, tmp_path / f"{number}.zip", part)))
        assert (done.returncode, "is damaged" in done.stderr) == (ExitCode.UNUSABLE, True), part
    assert tearoad(prepared_place, "restore", str(made)).returncode == ExitCode.DONE, "the place stayed empty"


@pytest.mark.parametrize("tenth", [1, 9])
def test_bytes_damaged_inside_the_zip_are_told(
    made: Path, prepared_place: dict[str, str], tearoad: Run, tmp_path: Path, tenth: int
) -> None:
    with zipfile.ZipFile(made) as archive:
        part = max(
            (info for info in archive.infolist() if info.filename.startswith("tables/")),
            key=lambda info: info.compress_size,
        )
    content = bytearray(made.read_bytes())
    middle = part.header_offset + 30 + len(part.filename) + part.compress_size * tenth // 10
    content[middle : middle + 8] = b"\xff" * 8
    (tmp_path / "flipped.zip").write_bytes(content)
    done = tearoad(prepared_place, "restore", str(tmp_path / "flipped.zip"))
    assert (done.returncode, "is damaged" in done.stderr) == (ExitCode.UNUSABLE, True), done.stderr


def test_a_file_that_is_no_backup_is_told(place: dict[str, str], tearoad: Run, tmp_path: Path) -> None:
    (tmp_path / "no.zip").write_bytes(b"no")
    for path in (tmp_path / "no.zip", tmp_path / "nowhere.zip"):
        assert tearoad(place, "restore", str(path)).returncode == ExitCode.UNUSABLE
    assert not (Path(place["TEAROAD_DATA"]) / "secret.key").exists()


def test_a_missing_kept_file_stops_a_backup(filled: dict[str, str], tearoad: Run, tmp_path: Path) -> None:
    kept = next(path for path in (Path(filled["TEAROAD_DATA"]) / "files").rglob("*") if path.is_file())
    content = kept.read_bytes()
    kept.write_bytes(content + b"!")
    assert "was changed on disk" in tearoad(filled, "backup", str(tmp_path / "one.zip")).stderr
    kept.unlink()
    assert "is missing" in tearoad(filled, "backup", str(tmp_path / "one.zip")).stderr
    kept.write_bytes(content)
    assert sorted(tmp_path.glob("*.zip*")) == []


def test_what_is_no_backup_is_told_in_our_own_words(tmp_path: Path) -> None:
    cut, bare = tmp_path / "cut.zip", tmp_path / "bare.zip"
    cut.write_bytes(b"PK\x03\x04 cut off")
    with zipfile.ZipFile(bare, "w") as archive:
        archive.writestr("letter.txt", "made up")
    for path, why in ((cut, "no_zip"), (bare, "no_manifest"), (tmp_path / "gone.zip", "missing")):
        with pytest.raises(InputError) as wrong:
            open_backup(path)
        assert wrong.value.text["why"] == Text(f"site.backup_{why}")


def test_phones_are_told_of_a_backup_that_stands_and_a_restored_place_claims_no_later_one(
    new_prepared_place: NewPlace, new_keyless_place: NewPlace, script: Callable[..., str], tearoad: Run, tmp_path: Path
) -> None:
    place, there = new_prepared_place(), tmp_path / "one.zip"
    for name in ("filling.py", "streaming.py"):
        script(place, name)
    assert tearoad(place, "backup", str(tmp_path / "no" / "folder.zip")).returncode != ExitCode.DONE
    assert script(place, "streaming.py", "told") == "[(3, 0)]\n"
    assert tearoad(place, "backup", str(there), "--with-key").returncode == ExitCode.DONE
    assert script(place, "streaming.py", "told") == "[(3, 3)]\n"
    restored = restored_from(new_keyless_place, tearoad, there)
    assert script(restored, "streaming.py", "told") == "[(3, 0)]\n"
