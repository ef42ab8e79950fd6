"""The laboratory's command line: what it says of itself."""

import pytest

from lab.tests.command_line import run
from tearoad.cli.exit_codes import ExitCode
from tearoad.values import Language
from tearoad_lab.cli.commands import build

SAID = {"en": "Figures anyone can repeat", "zh": "人人可复现的数据", "ru": "Показатели, которые может повторить каждый"}


@pytest.mark.parametrize("language", list(SAID))
def test_help_speaks_the_language(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--language", language, "--help"]) == ExitCode.DONE
    shown = capsys.readouterr().out
    assert shown.split()[1] == "tearoad-lab"
    assert SAID[language] in shown
    _, command, described = shown.partition("  timetable ")
    assert (command, "..." in described) == ("  timetable ", False)


@pytest.mark.parametrize("language", list(Language))
def test_every_command_and_option_is_explained(language: Language) -> None:
    waiting, seen = [("tearoad-lab", build(language))], list[str]()
    while waiting:
        name, command = waiting.pop()
        seen.append(name)
        waiting += [(f"{name} {below}", subcommand) for below, subcommand in getattr(command, "commands", {}).items()]
        assert command.help, name
        silent = [param.name for param in command.params if not getattr(param, "help", None)]
        assert silent == [], name
    assert {"tearoad-lab capture", "tearoad-lab market", "tearoad-lab timetable repair"} <= set(seen)
