"""Which commands exist: the targets of the Makefile and the commands of `tearoad` with their options."""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checks.finding import ROOT

TARGET = re.compile(r"^([\w.-]+(?: [\w.-]+)*):(?!=)", re.MULTILINE)
PLACEHOLDER = re.compile(r"[A-Z][A-Z_-]*|<.*>|\[.*|\.\.\.|…")


@dataclass(frozen=True, slots=True)
class Commands:
    """What may be quoted. `app` is the command line as click sees it; None while there is none to import."""

    targets: frozenset[str]
    app: Any = None

    def fault(self, words: Sequence[str]) -> str:
        """Return what is wrong with a quoted command; empty where nothing is, or where it is none of ours."""
        program = words[0].rpartition("/")[2]
        if program == "make":
            return self._fault_in_make(words[1:])
        if program == "tearoad" and self.app is not None and words[0] in {"tearoad", ".venv/bin/tearoad"}:
            return _fault_in(self.app, words[1:])
        return ""

    def _fault_in_make(self, words: Sequence[str]) -> str:
        targets = [
            word for word in words if "=" not in word and not word.startswith("-") and not PLACEHOLDER.match(word)
        ]
        missing = [target for target in targets if target not in self.targets]
        return f"the Makefile has no target {missing[0]}" if missing else ""


def read_commands(root: Path = ROOT) -> Commands:
    """Read the Makefile and, once it is there, the command line."""
    targets = frozenset(
        name for match in TARGET.finditer((root / "Makefile").read_text(encoding="utf-8")) for name in match[1].split()
    )
    if not (root / "src/tearoad/cli/app.py").is_file():
        return Commands(targets)
    typer_main = importlib.import_module("typer.main")
    return Commands(targets, typer_main.get_command(importlib.import_module("tearoad.cli.app").app))


def _fault_in(command: Any, words: Sequence[str]) -> str:  # noqa: ANN401  # click's classes are vendored by typer
    rest = list(words)
    while rest:
        word = rest.pop(0)
        subcommands = getattr(command, "commands", {})
        if word.startswith("-"):
            option = word.partition("=")[0]
            found = _option(command, option)
            if found is None and option not in {"--help", "--version"}:
                return f"there is no option {option}"
            if found is not None and not found.is_flag and "=" not in word and rest:
                rest.pop(0)
        elif subcommands and not PLACEHOLDER.fullmatch(word):
            if word not in subcommands:
                return f"there is no command {word}"
            command = subcommands[word]
    return ""


def _option(command: Any, name: str) -> Any:  # noqa: ANN401  # the same
    return next((param for param in command.params if name in {*param.opts, *param.secondary_opts}), None)
