"""Which commands exist: the targets of the Makefile, and the commands of both programs with their options."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from checks.finding import ROOT
from tearoad.values import Language

TARGET = re.compile(r"^([\w.-]+(?: [\w.-]+)*):(?!=)", re.MULTILINE)
PLACEHOLDER = re.compile(r"[A-Z][A-Z_-]*|<.*>|\[.*|\.\.\.|…")


@dataclass(frozen=True, slots=True)
class Commands:
    """What may be quoted: targets of make, and the commands of our programs."""

    targets: frozenset[str]
    programs: Mapping[str, click.Command]

    def fault(self, words: Sequence[str]) -> str:
        """Return what is wrong with a quoted command; empty where nothing is, or where it is none of ours."""
        if words[0] == "make":
            return self._fault_in_make(words[1:])
        program = self.programs.get(words[0].removeprefix(".venv/bin/"))
        return _fault_in(program, words[1:]) if program is not None else ""

    def _fault_in_make(self, words: Sequence[str]) -> str:
        targets = [word for word in words if "=" not in word and word[0] != "-" and not PLACEHOLDER.match(word)]
        missing = [target for target in targets if target not in self.targets]
        return f"the Makefile has no target {missing[0]}" if missing else ""


def read_commands(root: Path = ROOT) -> Commands:
    """Read the Makefile and build the command lines."""
    from tearoad.cli.app import build  # noqa: PLC0415  # brings in every room; the other checks do without
    from tearoad_lab.cli.commands import build as build_lab  # noqa: PLC0415  # brings in every room, as the line above

    makefile = (root / "Makefile").read_text(encoding="utf-8")
    targets = frozenset(name for match in TARGET.finditer(makefile) for name in match[1].split())
    return Commands(targets, {"tearoad": build(Language.EN), "tearoad-lab": build_lab(Language.EN)})


def _fault_in(command: click.Command, words: Sequence[str]) -> str:
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if word.startswith("-"):
            option = _option(command, word.partition("=")[0])
            if option is None:
                return f"{command.name} has no option {word}"
            if not option.is_flag and "=" not in word and rest:
                rest.pop(0)
        elif isinstance(command, click.Group) and not PLACEHOLDER.fullmatch(word):
            if word not in command.commands:
                return f"there is no command {word}"
            command = command.commands[word]
    return ""


def _option(command: click.Command, name: str) -> click.Option | None:
    """Return an option by any of its names, the help among them."""
    params = command.get_params(click.Context(command))
    options = (param for param in params if isinstance(param, click.Option))
    return next((option for option in options if name in {*option.opts, *option.secondary_opts}), None)
