import resource
import subprocess
import sys

import pytest

from tearoad import __version__
from tearoad.cli.app import build, run
from tearoad.cli.exit_codes import ExitCode
from tearoad.values import Language

COMMANDS = (
    "backup",
    "check",
    "database",
    "demo",
    "doctor",
    "hall-copy",
    "new",
    "plan",
    "restore",
    "serve",
    "web",
    "worker",
)
KNOWN = {
    Language.EN: "Plan a mission folder and print its papers.",
    Language.ZH: "为出访排期并印出材料。",
    Language.RU: "Спланировать миссию и напечатать бумаги.",
}


@pytest.mark.parametrize("language", list(Language))
def test_help_speaks_the_language(language: Language, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--language", language.value[:2], "--help"]) == ExitCode.DONE
    shown = capsys.readouterr().out
    assert KNOWN[language] in shown
    assert [name for name in COMMANDS if f"  {name} " in shown] == list(COMMANDS)


@pytest.mark.parametrize("language", list(Language))
def test_every_command_and_option_is_explained(language: Language) -> None:
    waiting, seen = [("tearoad", build(language))], list[str]()
    while waiting:
        name, command = waiting.pop()
        seen.append(name)
        waiting += [(f"{name} {below}", subcommand) for below, subcommand in getattr(command, "commands", {}).items()]
        assert command.help, name
        silent = [param.name for param in command.params if not getattr(param, "help", None)]
        assert silent == [], name
    assert {"tearoad plan", "tearoad timetable solve", "tearoad user add"} <= set(seen)


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == ExitCode.DONE
    assert capsys.readouterr().out == f"{__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["plan"], "Missing argument 'FOLDER'"),
        (["plan", "a", "b"], "More was written than this command takes: b"),
        (["fly"], "There is no command 'fly'."),
        (["plan", "a", "--seed", "x"], "'x' is not a number."),
        (["plan", "a", "--seed", "-1"], "-1 is not in the range 0 to 2147483647."),
        (["plan", "a", "--sed", "1"], "There is no option '--sed'."),
        (["--language", "fr", "doctor"], "'fr' is none of these: 'en', 'zh', 'ru'."),
    ],
)
def test_a_wrong_call_is_told_what_is_wrong(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--language", "en", *arguments] if arguments[0] != "--language" else arguments) == ExitCode.UNUSABLE
    assert said in capsys.readouterr().err


def test_help_is_there_at_once() -> None:
    def seconds() -> float:
        # Processor time: other tests run beside this one.
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "tearoad", "--help"], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(seconds() for _ in range(5)) <= 0.3
