import json
import sqlite3
from contextlib import closing, nullcontext
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest

from tearoad.cli import examining
from tearoad.cli.app import run
from tearoad.cli.exit_codes import ExitCode
from tearoad.errors import SetupError
from tearoad.site import examine
from tearoad.text import Text
from tearoad.timetable import loop_cache, ready_loops
from tearoad.values import Language
from tearoad.words import say


def test_a_ready_machine_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--json"]) == ExitCode.DONE
    report = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert report["well"] is True
    assert len(report["parts"]) == 17


def test_a_missing_part_is_named_and_does_not_hide_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> str:
        raise RuntimeError("no solver")

    monkeypatch.setattr(examining, "_solver", broken)
    findings = {finding.part.code: finding for finding in examining.examine()}
    assert findings["cli.doctor_part_solver"].found == Text("cli.doctor_failed", why="RuntimeError: no solver")
    assert [code for code, finding in findings.items() if not finding.well] == ["cli.doctor_part_solver"]


@pytest.mark.parametrize(("keeps", "well"), [(True, True), (False, False)])
def test_loops_that_are_not_compiled_yet_are_well_where_they_can_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, keeps: bool, well: bool
) -> None:
    """Finds a doctor that is silent about a cache nobody may write, which costs each run half a minute."""
    (tmp_path / "file").touch()
    folder = tmp_path / ("new" if keeps else "file") / "compiled"
    monkeypatch.setattr(loop_cache, "folders", lambda: (folder,))
    monkeypatch.setattr(ready_loops, "ready_loops", lambda on_progress: on_progress(1, 55))
    finding = next(each for each in examining.examine() if each.part.code == "cli.doctor_part_loops")
    assert finding.well is well
    assert (str(folder) in say(finding.found, Language.EN)) is not well
    assert (finding.hint is not None and "NUMBA_CACHE_DIR" in say(finding.hint, Language.EN)) is not well


def test_a_missing_compiler_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ready_loops, "ready_loops", lambda _on_progress: False)
    finding = next(each for each in examining.examine() if each.part.code == "cli.doctor_part_loops")
    assert (finding.well, finding.found) == (False, Text("journey.no_compiler"))


Row = tuple[str, str | None, bool]
NORTH, LOST = ("North", None, False), ("Lost", "2027", False)


def hubs(folder: Path, *rows: Row) -> None:
    """Write a database in which servers of halls stand."""
    with closing(sqlite3.connect(folder / "tearoad.sqlite3")) as made, made:
        made.execute("CREATE TABLE capture_hub (name TEXT, made_at TEXT, revoked_at TEXT, is_here BOOL)")
        made.executemany("INSERT INTO capture_hub VALUES (?, '2027', ?, ?)", rows)


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ((), Text("site.doctor_halls_none", ended=0)),
        ((NORTH, ("East", None, False), LOST), Text("site.doctor_halls", count=2, names="North, East", ended=1)),
        ((LOST,), Text("site.doctor_halls_none", ended=1)),
        ((("North", None, True),), Text("site.doctor_halls_copy", name="North")),
    ],
)
def test_keys_of_halls_are_named_and_a_copy_says_what_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: tuple[Row, ...], found: Text
) -> None:
    monkeypatch.setenv("TEAROAD_DATA", str(tmp_path))
    assert examine.halls() == Text("site.doctor_halls_none", ended=0), "before there is a database"
    hubs(tmp_path, *rows)
    assert examine.halls() == found
    assert all(say(found, language) for language in Language)


@pytest.mark.parametrize(("told", "version"), [(140_022, 14), (100_000, 10)])
def test_server_of_a_database_that_is_too_old_is_named(
    monkeypatch: pytest.MonkeyPatch, told: int, version: int
) -> None:
    """Finds an old server that is taken for the next one, by its small number; none that old runs anywhere here."""
    server = SimpleNamespace(
        info=SimpleNamespace(server_version=told), execute=lambda _sql: SimpleNamespace(fetchone=lambda: (0,))
    )
    monkeypatch.setattr(psycopg, "connect", lambda *_address, **_options: nullcontext(server))
    monkeypatch.setenv("TEAROAD_DATABASE_URL", "postgresql://old.example.org/tearoad")
    with pytest.raises(SetupError) as met:
        examine.database()
    assert met.value.text == Text("site.postgresql_old", found=version, oldest=15)
