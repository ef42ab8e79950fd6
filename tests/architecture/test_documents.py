from pathlib import Path

import click
import pytest

from checks.pages.commands import Commands
from checks.pages.documents import check

APP = click.Group(
    "tearoad",
    params=[click.Option(["--language"])],
    commands={
        "plan": click.Command(
            "plan",
            params=[click.Argument(["folder"]), click.Option(["--seed"]), click.Option(["--strict"], is_flag=True)],
        )
    },
)
COMMANDS = Commands(frozenset({"setup", "check"}), {"tearoad": APP})


def found(root: Path, text: str) -> list[str]:
    (root / "page.md").write_text(text, encoding="utf-8")
    return [str(finding) for finding in check(root, COMMANDS)]


@pytest.mark.parametrize(
    "link",
    ["[a](page.md)", "[a](other/)", "[a](#tea-and-чай)", "[a](page.md#tea-and-чай)", "[a](https://example.org/x)"],
)
def test_a_link_that_leads_somewhere_is_let_pass(tmp_path: Path, link: str) -> None:
    (tmp_path / "other").mkdir()
    assert found(tmp_path, f"# Tea, and Чай!\n\n{link}\n") == []


@pytest.mark.parametrize("target", ["gone.md", "other/gone.md", "/etc", "picture.png"])
def test_a_link_that_leads_nowhere_is_found(tmp_path: Path, target: str) -> None:
    assert found(tmp_path, f"# Tea\n\n![a]({target})\n") == [f"page.md:3: the link {target} leads nowhere"]


def test_a_link_to_a_heading_that_is_not_there_is_found(tmp_path: Path) -> None:
    assert found(tmp_path, "# Tea\n[a](#coffee)\n") == ["page.md:2: there is no heading #coffee in page.md"]


def test_what_stands_in_a_block_of_code_is_no_link(tmp_path: Path) -> None:
    assert found(tmp_path, "```\n[a](gone.md)\n```\n`[a](gone.md)`\n") == []


@pytest.mark.parametrize(
    "command",
    [
        "make setup",
        "make setup check",
        "make setup PYTHON=python3",
        "tearoad plan my-mission --seed 7 --strict",
        ".venv/bin/tearoad --language ru plan FOLDER --seed=7",
        "tearoad plan --help",
        "tearoad COMMAND --help",
        "tearoad --help",
        "makers of tea",
    ],
)
def test_a_command_that_exists_is_let_pass(tmp_path: Path, command: str) -> None:
    assert found(tmp_path, f"`{command}`\n\n```sh\n$ {command}  # a comment\n```\n") == []


@pytest.mark.parametrize(
    ("command", "wrong"),
    [
        ("make tea", "the Makefile has no target tea"),
        ("tearoad brew", "there is no command brew"),
        ("tearoad plan my-mission --sed 7", "plan has no option --sed"),
        ("tearoad --seed 7 plan", "tearoad has no option --seed"),
    ],
)
def test_a_command_that_does_not_exist_is_found(tmp_path: Path, command: str, wrong: str) -> None:
    text = f"Type `{command}`.\n\n```sh\nmake setup && {command}\n```\n"
    assert found(tmp_path, text) == [f"page.md:1: `{command}`: {wrong}", f"page.md:4: `{command}`: {wrong}"]


def test_a_path_of_the_project_that_is_not_there_is_found(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src/tea.po").touch()
    text = "Touch `src/{tea,pot}.po`, `src/`, `src/<room>.py` and `src/gone.py`.\n\n```\nsrc/gone.py\n```\n"
    assert found(tmp_path, text) == ["page.md:1: there is no src/pot.po", "page.md:1: there is no src/gone.py"]


WHOLE = "# tea\n\n**Question.** Q\n\n**In.** I\n\n## Outputs\n\n- Method: M\n\n**Limits.** L\n"


def room(root: Path, readme: str | None) -> None:
    folder = root / "src/tearoad/tea"
    folder.mkdir(parents=True)
    (folder / "__init__.py").touch()
    if readme is not None:
        (folder / "README.md").write_text(readme, encoding="utf-8")


def test_a_room_that_says_what_it_does_is_let_pass(tmp_path: Path) -> None:
    room(tmp_path, WHOLE)
    assert found(tmp_path, "") == []


@pytest.mark.parametrize(
    ("readme", "expected"),
    [
        (None, "src/tearoad/tea: has no README.md: question, inputs, outputs, method, limits"),
        (WHOLE.replace("**Limits.**", ""), "src/tearoad/tea/README.md: does not name its limit"),
        (WHOLE + "\n" * 90, "src/tearoad/tea/README.md: has 101 lines; one page is at most 90"),
    ],
)
def test_a_room_that_does_not_say_so_is_found(tmp_path: Path, readme: str | None, expected: str) -> None:
    room(tmp_path, readme)
    assert found(tmp_path, "") == [expected]
