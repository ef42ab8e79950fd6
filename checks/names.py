"""Names that say nothing: a class name that several rooms use, and words that could name anything.

A word such as `told` says that something happened to the thing, not what it is: whoever meets `told(found)` must open
the file. Modules, templates, functions and classes are looked at, and parameters for the worst of the words. `Meta`
belongs to Django, which writes migrations.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from checks.finding import ROOT, Finding, files_of, place

MOST = 3
"""So many classes of the product may have one name."""
SPARED = frozenset({"Meta"})
CLASS = re.compile(r"\s*class (?P<name>\w+)[(:\[]")
FUNCTION = re.compile(r"\s*(?:async )?def (?P<name>\w+)\(")
PART = re.compile(r"[A-Z][a-z0-9]*")
SAYS_NOTHING = {
    "asked": "say of whom what is asked: `requests_of`, `invited`",
    "found": "say what was found: `likely_duplicates`",
    "kept": "say what is stored: `dossier_parts`",
    "made": "say what it makes: `size_cases`",
    "posing": "building a problem is `problem_building`",
    "said": "say what is said: `answers_in_words`",
    "settling": "the field says `assignment` of meetings, `settlement` of costs",
    "shown": "say what the page shows: `offers_on_page`",
    "struck": "meetings that a change takes away are `displaced`",
    "tell": "say whom it tells what: `notify`, `report_progress`",
    "telling": "say what is told: `plan_notifications`",
    "those": "say who they are",
    "told": "say what was told: `announced_meetings`, `notification_state`",
    "wished": "a wish that somebody has is a request; a job is stopped when it `should_stop()`",
    "written": "say what stands there: `cell_to_write`, `figure_value`",
}
"""Words that name nothing, each with what to do; a class may not have one among its words."""
OF_PARAMETERS = frozenset({"asked", "shown", "tell", "telling", "those", "told", "wished"})
"""Words that no parameter may be called either."""
STAYING = {
    "NotFoundError": "the web's own word",
    "ProgrammeTold": "a table that backups hold",
    "Told": "a table that backups hold",
    "written": "of a name or text: every spelling that is filled",
}


def check(root: Path = ROOT) -> list[Finding]:
    """Return every class whose name too many others have, and every name that says nothing."""
    named: dict[str, list[str]] = defaultdict(list)
    nothing: list[Finding] = []
    for path in files_of(root):
        within = path.relative_to(root).parts
        if not path.is_relative_to(root / "src") and not path.is_relative_to(root / "lab/src"):
            continue
        if "migrations" in within or path.suffix not in {".py", ".html"}:
            continue
        nothing += [*_says_nothing(path.stem, place(path, root, 1)), *_parameters(path, root)]
        for number, line in enumerate(_lines(path), start=1):
            if (of_class := CLASS.match(line)) and of_class["name"] not in SPARED:
                named[of_class["name"]].append(place(path, root, number))
            if name := of_class or FUNCTION.match(line):
                nothing += _says_nothing(name["name"], place(path, root, number))
    return nothing + [
        Finding(where, f"{len(places)} classes are called {name}, at most {MOST} may be: say what this one is")
        for name, places in sorted(named.items())
        if len(places) > MOST
        for where in places
    ]


def _parameters(path: Path, root: Path) -> Iterator[Finding]:
    """Yield every parameter that says nothing of what it is."""
    text = path.read_text(encoding="utf-8") if path.suffix == ".py" else ""
    if not any(word in text for word in OF_PARAMETERS):  # most files: reading them as a tree is dear
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.arg) and node.arg in OF_PARAMETERS:
            yield from _says_nothing(node.arg, place(path, root, node.lineno))


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.suffix == ".py" else []


def _says_nothing(name: str, where: str) -> list[Finding]:
    words = PART.findall(name) if name[:1].isupper() else [name.strip("_")]
    return [
        Finding(where, f"`{name}` says nothing of what it is: {SAYS_NOTHING[word.lower()]}")
        for word in words
        if word.lower() in SAYS_NOTHING and name not in STAYING
    ]
