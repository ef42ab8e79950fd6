from pathlib import Path

import pytest

from tearoad.cli.app import run
from tearoad.cli.exit_codes import ExitCode
from tearoad.cli.timetable.files import expect_writable
from tearoad.errors import InputError, NotFoundError, SetupError
from tearoad.text import Text


def test_a_file_that_can_be_written_is_left_as_it_is_and_no_other_appears(tmp_path: Path) -> None:
    out = tmp_path / "plan.json"
    expect_writable(None, "--out")
    expect_writable(out, "--out")
    assert list(tmp_path.iterdir()) == []
    out.write_text("mine")
    expect_writable(out, "--out")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("plan.json", "mine")]


def test_what_cannot_be_written_is_refused_with_the_option_s_name(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    cases = {
        tmp_path / "no" / "plot.svg": (NotFoundError, "cli.no_folder"),
        tmp_path / "file" / "plot.svg": (NotFoundError, "cli.no_folder"),
        tmp_path: (InputError, "cli.out_no_file"),
        Path("/dev/null"): (InputError, "cli.out_no_file"),
        Path("/proc/plot.svg"): (SetupError, "journey.cannot_write"),
        tmp_path / ("long" * 99): (SetupError, "journey.cannot_write"),
    }
    found = {}
    for path in cases:
        with pytest.raises((NotFoundError, InputError, SetupError)) as refused:
            expect_writable(path, "--plot")
        assert refused.value.hint == Text("cli.out_file_hint", option="--plot")
        found[path] = type(refused.value), refused.value.code
    assert found == cases
    assert not (tmp_path / "no").exists()


def test_it_is_said_before_the_work_begins(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "missing" / "file"
    called = ["--language", "en", "timetable", "solve", str(tmp_path / "not-read.json"), "--out", str(out)]
    assert run(called) == ExitCode.UNUSABLE
    shown = capsys.readouterr()
    assert (shown.out, f"There is no folder {out.parent}." in shown.err, "--out FILE" in shown.err) == ("", True, True)
    assert not out.parent.exists()
