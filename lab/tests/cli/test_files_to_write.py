from pathlib import Path

import pytest

from lab.tests.command_line import run
from tearoad.cli.exit_codes import ExitCode

EVENT = """
nBusiness = 4; nMeetings = 3; nTables = 1; nTotalSlots = 4; nMorningSlots = 2;
requested = [| 1, 2, 3 | 1, 3, 3 | 2, 4, 3 |];
"""


@pytest.mark.parametrize(
    ("called", "option"),
    [
        (["timetable", "--instances", "{folder}"], "--plot"),
        (["timetable", "--instances", "{folder}"], "--json"),
        (["timetable", "--missions", "1"], "--json"),
        (["timetable", "solve", "{folder}/event.dzn"], "--out"),
    ],
)
def test_it_is_said_before_the_work_begins(
    called: list[str], option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "event.dzn").write_text(EVENT)
    out = tmp_path / "missing" / "file"
    spoken = [text.format(folder=tmp_path) for text in called]
    assert run(["--language", "en", *spoken, option, str(out)]) == ExitCode.UNUSABLE
    shown = capsys.readouterr()
    assert (shown.out, f"There is no folder {out.parent}." in shown.err, f"{option} FILE" in shown.err) == (
        "",
        True,
        True,
    )
    assert not out.parent.exists()
