"""Help by its short option and by its command, and a shell that completes."""

from __future__ import annotations

import pytest

from tearoad.cli.app import run
from tearoad.cli.exit_codes import ExitCode
from tearoad.timetable.solve import DEFAULT_WORK


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(arguments) == ExitCode.DONE
    return capsys.readouterr().out


@pytest.mark.parametrize("command", [(), ("plan",), ("timetable", "solve")])
@pytest.mark.parametrize("language", ["en", "zh", "ru"])
def test_help_is_the_same_by_option_short_option_and_command(
    command: tuple[str, ...], language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = said(capsys, "--language", language, *command, "--help")
    assert said(capsys, "--language", language, *command, "-h") == shown
    assert said(capsys, "--language", language, "help", *command) == shown


@pytest.mark.parametrize("language", ["en", "zh", "ru"])
def test_a_newcomer_is_sent_to_try_and_no_command_is_described_by_half(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = said(capsys, "--language", language, "--help")
    assert shown.index("`tearoad try`") < shown.index("  try ") < shown.index("  new ")
    assert "..." not in shown.partition("  try ")[2]


def test_an_amount_is_told_with_its_default_and_range_as_a_person_reads_it(capsys: pytest.CaptureFixture[str]) -> None:
    """Finds `[1<=x<=1000000.0]`, and a default that is not what the engine takes."""
    shown = " ".join(said(capsys, "--language", "en", "plan", "--help").split())
    assert f"[default: {DEFAULT_WORK:.0f}; 1 to 1000000]" in shown
    assert "<=" not in shown


@pytest.mark.parametrize(("asked", "told"), [("de", True), ("zh_CN.UTF-8", False), ("", False)])
def test_an_unsupported_language_is_named_in_one_line(
    asked: str,
    *,
    told: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("TEAROAD_LANGUAGE", asked)
    assert run(["--version"]) == ExitCode.DONE
    line = "TEAROAD_LANGUAGE=de is not a supported language and is ignored. Supported: en, zh, ru.\n"
    assert capsys.readouterr().err == (line if told else "")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["help", "fly"], "There is no command 'fly'."),
        (["help", "plan", "twice"], "More was written than this command takes: twice"),
        (["completion", "tcsh"], "'tcsh' is none of these: 'bash', 'zsh', 'fish'."),
    ],
)
def test_help_for_what_is_not_there_says_so(asked: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--language", "en", *asked]) == ExitCode.UNUSABLE
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(("shell", "begins"), [("bash", "_tearoad"), ("zsh", "#compdef tearoad"), ("fish", "function")])
def test_a_shell_gets_what_it_reads(
    shell: str, begins: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHELL", f"/usr/bin/{shell}")
    script = said(capsys, "completion")
    assert script.lstrip().startswith(begins)
    assert f"_TEAROAD_COMPLETE={shell}_complete" in script
    assert said(capsys, "completion", shell) == script


def test_a_shell_is_told_commands_and_options(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_TEAROAD_COMPLETE", "bash_complete")
    for words, place, found in (("tearoad pl", "1", "plain,plan"), ("tearoad plan --qu", "2", "plain,--quiet")):
        monkeypatch.setenv("COMP_WORDS", words)
        monkeypatch.setenv("COMP_CWORD", place)
        with pytest.raises(SystemExit):
            run([])
        assert capsys.readouterr().out.splitlines() == [found]
