"""Commands that were led to a wrong folder or database leave it as it was, and say so."""

from __future__ import annotations

import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tearoad.cli.exit_codes import ExitCode

Run = Callable[..., subprocess.CompletedProcess[str]]
ADD = ("user", "add", "a@example.org", "--organisation", "Example Chamber (fictional)", "--role", "manager")


NEEDS_A_PLACE = (("web",), ("worker",), ("backup", "b.zip"), ("ledger", "verify"), ("user", "code", "a@example.org"))


@pytest.mark.parametrize("command", NEEDS_A_PLACE, ids=lambda command: command[0])
def test_a_folder_that_is_no_place_stays_empty(place: dict[str, str], tearoad: Run, command: tuple[str, ...]) -> None:
    done = tearoad(place, *command)
    assert (done.returncode, "is no place of a site yet" in done.stderr) == (ExitCode.UNUSABLE, True), done.stderr
    assert not Path(place["TEAROAD_DATA"]).exists()


def test_a_ledger_without_tables_is_not_called_broken(place: dict[str, str], tearoad: Run) -> None:
    done = tearoad(place | {"TEAROAD_SECRET_KEY": "k" * 60}, "ledger", "verify")
    assert (done.returncode, "Traceback" in done.stderr) == (ExitCode.UNUSABLE, False)


def test_a_database_of_another_key_is_refused(prepared_place: dict[str, str], tearoad: Run) -> None:
    place = prepared_place
    assert tearoad(place, *ADD).returncode == ExitCode.DONE
    (Path(place["TEAROAD_DATA"]) / "secret.key").unlink()
    for command in ("database", "web", "worker"):
        done = tearoad(place, command)
        assert (done.returncode, "another secret key" in done.stderr) == (ExitCode.UNUSABLE, True), done.stderr


def test_nobody_else_on_the_machine_reads_what_the_site_writes(place: dict[str, str], tearoad: Run) -> None:
    folder = Path(place["TEAROAD_DATA"])
    folder.mkdir(mode=0o755, parents=True)
    folder.chmod(0o755)
    assert tearoad(place, "database").returncode == ExitCode.DONE
    assert stat.S_IMODE(folder.stat().st_mode) == 0o750
    public = folder / "static"
    kept = [path for path in folder.rglob("*") if public not in (path, *path.parents)]
    assert [path for path in kept if stat.S_IMODE(path.stat().st_mode) & 0o077] == []
    assert kept


def test_no_demo_is_played_among_real_people(place: dict[str, str], tearoad: Run, tmp_path: Path) -> None:
    """Not even where the settings name both database and key."""
    if "TEAROAD_DATABASE_URL" not in place:
        pytest.skip("a database file lies in its folder, and a folder that holds anything is refused before")
    key = {"TEAROAD_SECRET_KEY": "k" * 60}
    assert tearoad(place | key, "database").returncode == ExitCode.DONE
    assert tearoad(place | key, *ADD).returncode == ExitCode.DONE
    demo = tearoad(place | key | {"TEAROAD_DATA": str(tmp_path / "demo")}, "demo", "--serve", "--stage", "companies")
    assert (demo.returncode, "real organisations" in demo.stderr) == (ExitCode.UNUSABLE, True), demo.stderr
    assert tearoad(place | key, "ledger", "verify").returncode == ExitCode.DONE
