"""What of the source is kept as a table, line by line, and compared by equality: who reads the table sees each guard.

`python -m tests.architecture.source_lines` writes the tables anew; what differs then is looked at, line by line.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from django.apps import apps

import tearoad

SOURCE = Path(tearoad.__file__).parent
TABLES = Path(__file__).with_name("tables")
NARROWED = re.compile(
    r"\b(mission|pk|pk__in|id|id__in|published|published__in|company|draft|hub|maker|report__in)=|\*\*|objects\.(bulk_)?(create|update)\(|none\("
)
"""By what rows of one mission are found, beside its own name: by a row of theirs, or a row of which they are part."""
LEFT_ALONE = ("people/policies.py", "bench/", "site/rehearse/")
"""What defines the policies, and what plays a site from outside."""
LIMIT = re.compile(r"(?<![A-Z])(MOST|LEAST|LONGEST|SHOWN|PAGE|LIMIT|FEWEST)(?![A-Z])")
"""How limits are called: of rows, bytes, letters, and of what is shown at once."""
NO_MISSIONS = ("people/", "site/hub/", "site/play/")
"""Where a column `mission` says something else: which missions a key opens, which site a hub belongs to."""


def policies() -> Iterator[str]:
    """Yield which policy each function asks for, and each address by its name."""
    for path, tree in _trees("Policy"):
        for node, whose in _nodes(tree, ""):
            if (
                isinstance(node, ast.Attribute)
                and ast.unparse(node.value).rpartition(".")[2] == "Policy"
                and node.attr.isupper()
            ):
                yield f"{path} {whose} {node.attr}"
            elif isinstance(node, ast.Call) and re.fullmatch(r"(\w+\.)*require(_any|_own)?", ast.unparse(node.func)):
                yield f"{path} {whose} asks"


def locks() -> Iterator[str]:
    """Yield which rows each function locks."""
    for path, tree in _trees("select_for_update"):
        for node, whose in _nodes(tree, ""):
            if isinstance(node, ast.Attribute) and node.attr == "select_for_update":
                yield f"{path} {whose} {ast.unparse(node.value)}"


def not_of_one_mission() -> Iterator[str]:
    """Yield the queries of rows that belong to a mission in which neither it nor a row of it is named."""
    models = {
        model.__name__ for model in apps.get_models() if "mission" in {field.name for field in model._meta.fields}
    }
    for path, tree in _trees(".objects"):
        if path.startswith(NO_MISSIONS):
            continue
        above = {below: node for node in ast.walk(tree) for below in ast.iter_child_nodes(node)}
        for node, whose in _nodes(tree, ""):
            if not isinstance(node, ast.Attribute) or node.attr != "objects":
                continue
            model = ast.unparse(node.value).rpartition(".")[2]
            if model in models and not NARROWED.search(query := _whole_query(node, above)):
                method = query.partition(f"{model}.objects")[2].partition("(")[0]
                yield f"{path} {whose} {model}{method}"


def limits() -> Iterator[str]:
    """Yield every limit with its value, and how many rows each page of a list has."""
    for path, tree in _trees(""):
        for line in (ast.unparse(each) for each in tree.body if isinstance(each, ast.Assign)):
            names, _, value = line.partition(" = ")
            if LIMIT.search(names) and re.search(r"\d", value):
                yield f"{path} {line}"
        for node, whose in _nodes(tree, ""):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Paginator":
                yield f"{path} {whose} {ast.unparse(node.args[-1])} a page"


def _whole_query(node: ast.AST, above: Mapping[ast.AST, ast.AST]) -> str:
    """Return a query with all that is called on it, on one line."""
    while isinstance(outer := above.get(node), ast.Attribute) or (isinstance(outer, ast.Call) and outer.func is node):
        node = outer
    return ast.unparse(node)


def _trees(wanted: str) -> Iterator[tuple[str, ast.Module]]:
    """Yield the files in which something stands, read."""
    for path in sorted(SOURCE.glob("**/*.py")):
        name = path.relative_to(SOURCE).as_posix()
        if not name.startswith(LEFT_ALONE) and wanted in (text := path.read_text(encoding="utf-8")):
            yield name, ast.parse(text)


def _nodes(tree: ast.AST, whose: str) -> Iterator[tuple[ast.AST, str]]:
    """Yield what stands below a node, with the function that holds it, or the name of the address."""
    for node in ast.iter_child_nodes(tree):
        name = whose
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            name = f"{whose}.{node.name}".lstrip(".")
        elif isinstance(node, ast.Call):
            named = [keyword.value for keyword in node.keywords if keyword.arg == "name"]
            if named and isinstance(named[0], ast.Constant):
                name = f"{whose} {named[0].value!s}".strip()
        yield node, name
        yield from _nodes(node, name)


EVERY: Mapping[str, Callable[[], Iterator[str]]] = {
    "limits": limits,
    "locks": locks,
    "not_of_one_mission": not_of_one_mission,
    "policies": policies,
}


def table(name: str) -> list[str]:
    """Return a table as it is kept."""
    return (TABLES / f"{name}.txt").read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    TABLES.mkdir(exist_ok=True)
    for name, lines in EVERY.items():
        (TABLES / f"{name}.txt").write_text("".join(f"{line}\n" for line in sorted(lines())), encoding="utf-8")
