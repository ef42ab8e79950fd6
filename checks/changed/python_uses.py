"""Which Python file uses which: by its imports, wherever they stand, and a test by the fixtures that it asks for.

A name that a package only passes on (`from tearoad.people import Actor`) leads to the file it comes from. What stands
in a `conftest.py` is followed piece by piece: of it a test uses the fixtures that it asks for, and what these use.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

CONFTEST = "conftest.py"
TESTS = ("tests/", "lab/tests/")
DEFINED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@dataclass(frozen=True, slots=True)
class Source:
    """What is to be known of a Python file; its tree is not kept: of two thousand files that takes seconds."""

    path: str
    imported: Mapping[str, tuple[str, str]]
    """By the name it has here: the module, and the name there or nothing for the module itself."""
    arguments: frozenset[str]
    """The arguments of its functions: the fixtures that a test asks for are among them."""
    passed_on: frozenset[str]
    """The names that a package lists for others to import."""
    pieces: Mapping[str, ast.stmt]
    """What is defined at the top of a `conftest.py`, by name."""


def read(path: str, content: bytes) -> Source:
    """Read a Python file."""
    tree, name = ast.parse(content), PurePosixPath(path).name
    pieces = _pieces(tree) if name in {CONFTEST, "__init__.py"} else {}
    passed_on = _texts(pieces["__all__"]) if name == "__init__.py" and "__all__" in pieces else ()
    arguments = _arguments(tree) if path.startswith(TESTS) else ()
    return Source(path, _imported(tree), frozenset(arguments), frozenset(passed_on), pieces if name == CONFTEST else {})


class Sources:
    """Every Python file of the product and its tests."""

    def __init__(self, root: Path, paths: Iterable[str]) -> None:
        self.all = {path: read(path, (root / path).read_bytes()) for path in paths if path.endswith(".py")}
        self._modules = {_module_of(path): path for path in self.all}

    def uses(self) -> Iterator[tuple[str, str]]:
        """Yield who uses what; a piece of a `conftest.py` is called `path::name`."""
        for source in self.all.values():
            if PurePosixPath(source.path).name == CONFTEST:
                yield from self._uses_of_pieces(source)
                continue
            for name, (module, there) in source.imported.items():
                if name not in source.passed_on:
                    yield from ((source.path, used) for used in self._files(module, there))
            if source.path.startswith(TESTS):
                yield from ((source.path, used) for used in self._fixtures(source))

    def _uses_of_pieces(self, source: Source) -> Iterator[tuple[str, str]]:
        for name, node in source.pieces.items():
            piece = f"{source.path}::{name}"
            yield piece, source.path
            for used in _names(node) - {name}:
                yield from ((piece, found) for found in self._named(source, used))

    def _named(self, source: Source, name: str) -> Iterator[str]:
        """Yield what a name means in a `conftest.py`."""
        if name in source.pieces:
            yield f"{source.path}::{name}"
        elif name in source.imported:
            yield from self._files(*source.imported[name])
        else:
            yield from self._fixture(name, PurePosixPath(source.path).parent.parent)

    def _fixtures(self, source: Source) -> Iterator[str]:
        folder = PurePosixPath(source.path).parent
        for name in source.arguments:
            yield from self._fixture(name, folder)
        for conftest in self._conftests(folder):
            yield from (f"{conftest.path}::{name}" for name, node in conftest.pieces.items() if _for_all(node))

    def _fixture(self, name: str, folder: PurePosixPath) -> Iterator[str]:
        for conftest in self._conftests(folder):
            if name in conftest.pieces or name in conftest.imported:
                yield from self._named(conftest, name)
                return

    def _conftests(self, folder: PurePosixPath) -> Iterator[Source]:
        """Yield those that a test of the folder sees, nearest first."""
        for above in (folder, *folder.parents):
            if (found := self.all.get(f"{above}/{CONFTEST}")) is not None:
                yield found

    def _files(self, module: str, name: str) -> Iterator[str]:
        """Yield the files behind `from module import name`."""
        if name and f"{module}.{name}" in self._modules:
            yield self._modules[f"{module}.{name}"]
        elif module in self._modules:
            source = self.all[self._modules[module]]
            piece = PurePosixPath(source.path).name == CONFTEST and name in source.pieces
            yield f"{source.path}::{name}" if piece else source.path
            if name in source.imported and (name in source.passed_on or source.path.endswith(CONFTEST)):
                yield from self._files(*source.imported[name])


def _imported(tree: ast.Module) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for node in _statements(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {name.asname or name.name: (node.module, name.name) for name in node.names}
        elif isinstance(node, ast.Import):
            found |= {name.asname or name.name: (name.name, "") for name in node.names}
    return found


def _pieces(tree: ast.Module) -> dict[str, ast.stmt]:
    found: dict[str, ast.stmt] = {}
    for node in tree.body:
        if isinstance(node, DEFINED):
            found[node.name] = node
        elif isinstance(node, ast.Assign):
            found |= {target.id: node for target in node.targets if isinstance(target, ast.Name)}
    return found


def _module_of(path: str) -> str:
    return (
        path.removeprefix("lab/src/")
        .removeprefix("src/")
        .removesuffix(".py")
        .removesuffix("/__init__")
        .replace("/", ".")
    )


def _texts(node: ast.AST) -> set[str]:
    return {
        constant.value
        for constant in ast.walk(node)
        if isinstance(constant, ast.Constant) and isinstance(constant.value, str)
    }


def _names(node: ast.AST) -> set[str]:
    return {name.id for name in ast.walk(node) if isinstance(name, ast.Name)} | _arguments(node)


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """Yield a node and every statement in it, but no expression: there are many, and none imports or defines."""
    yield node
    for field in ("body", "handlers", "orelse", "finalbody", "cases"):
        for one in getattr(node, field, ()):
            yield from _statements(one)


def _arguments(node: ast.AST) -> set[str]:
    """Return what its functions ask for, by an argument or by `usefixtures`."""
    found: set[str] = set()
    for statement in _statements(node):
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
            found.update(argument.arg for argument in (*statement.args.args, *statement.args.kwonlyargs))
            found.update(*map(_texts, statement.decorator_list))
    return found


def _for_all(node: ast.stmt) -> bool:
    return isinstance(node, DEFINED) and any("autouse=True" in ast.unparse(one) for one in node.decorator_list)
