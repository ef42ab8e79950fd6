"""How long files and functions may be, how many ways may lead through a function, how many files a folder may hold.

Small pieces can be read, named and tested one at a time. The 95th percentile is printed and should stay within its
target; the maximum fails the check. How many files a folder holds is printed only: as a rule it shaped the house. A
docstring does not count as part of its function.
"""

from __future__ import annotations

import ast
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from checks.finding import ROOT, Finding, files_of, place, tree_of
from checks.frontend.vendor import FOR_TESTS, VENDOR

CODE = {".py", ".sh", ".js"}
ROOMY = {"migrations", "templates", "static", "locale", "lists", "decisions", "pictures", "fonts"}
"""Folders that hold one file per thing, however many things there are: also every folder below them."""
UNCOUNTED = {".typ", ".csv"}
"""Templates and tables: they stand beside the code that uses them and are not read in search of it."""
BRANCHING = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.match_case, ast.FunctionDef)


@dataclass(frozen=True, slots=True, order=True)
class Size:
    """How large one thing is."""

    value: int
    where: str


@dataclass(frozen=True, slots=True)
class Budget:
    """A measure, its target for 95 of 100 things, its maximum, and all that was measured."""

    name: str
    target: int
    maximum: int | None
    """None where it is only printed."""
    sizes: tuple[Size, ...] = ()

    @property
    def p95(self) -> int:
        """The size that 95 of 100 things do not exceed (nearest rank); 0 of nothing."""
        ranked = sorted(size.value for size in self.sizes)
        return ranked[math.ceil(0.95 * len(ranked)) - 1] if ranked else 0

    def worst(self, number: int) -> tuple[Size, ...]:
        """Return the largest things, largest first."""
        return tuple(sorted(self.sizes, key=lambda size: (-size.value, size.where))[:number])

    def findings(self) -> list[Finding]:
        """Return what is over the maximum."""
        if self.maximum is None:
            return []
        over = [size for size in sorted(self.sizes) if size.value > self.maximum]
        return [Finding(size.where, f"{self.name} {size.value}, at most {self.maximum}") for size in over]


FILE_LINES = Budget("lines in a file", 300, 500)
FUNCTION_LINES = Budget("lines in a function", 35, 60)
BRANCHES = Budget("branches in a function", 8, 8)
FOLDER_FILES = Budget("files in a folder", 14, None)


def _is_made(path: Path) -> bool:
    """Whether `makemigrations` wrote it: as long as the tables are many."""
    return path.parent.name == "migrations"


def measure(root: Path = ROOT) -> tuple[Budget, ...]:
    """Measure every file, function and folder of the project."""
    files, theirs = files_of(root), {root / VENDOR, root / FOR_TESTS}
    code = [path for path in files if path.suffix in CODE and theirs.isdisjoint(path.parents) and not _is_made(path)]
    functions = [found for path in code if path.suffix == ".py" for found in _functions(path, root)]
    return (
        replace(FILE_LINES, sizes=tuple(Size(_lines(path), place(path, root)) for path in code)),
        replace(FUNCTION_LINES, sizes=tuple(Size(_length(node), where) for where, node in functions)),
        replace(BRANCHES, sizes=tuple(Size(_branches(node), where) for where, node in functions)),
        replace(FOLDER_FILES, sizes=tuple(_folders(files, root))),
    )


def table(budgets: Iterable[Budget]) -> str:
    """Return the budgets as a short table."""
    rows = [f"{'budget':<24}{'p95':>6}{'target':>8}{'worst':>7}{'max':>6}"]
    for budget in budgets:
        worst = max((size.value for size in budget.sizes), default=0)
        note = "  over target" if budget.p95 > budget.target else ""
        rows.append(f"{budget.name:<24}{budget.p95:>6}{budget.target:>8}{worst:>7}{budget.maximum or '-':>6}{note}")
    return "\n".join(rows)


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _functions(path: Path, root: Path) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for node in ast.walk(tree_of(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{place(path, root, node.lineno)} {node.name}", node


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    docstring = node.body[0] if ast.get_docstring(node, clean=False) is not None else None
    spared = (docstring.end_lineno or docstring.lineno) - docstring.lineno + 1 if docstring else 0
    return (node.end_lineno or node.lineno) - node.lineno + 1 - spared


def _branches(node: ast.AST) -> int:
    return sum(isinstance(inner, BRANCHING) for inner in ast.walk(node))


def _folders(files: Iterable[Path], root: Path) -> Iterator[Size]:
    counted = (path for path in files if path.suffix not in UNCOUNTED and path.name != "README.md")
    counts = Counter(path.parent for path in counted if not ROOMY & set(path.relative_to(root).parts[:-1]))
    for folder, count in sorted(counts.items()):
        yield Size(count, place(folder, root))


def main() -> None:
    """Print the table and the five worst of each measure."""
    budgets = measure()
    print(table(budgets))
    for budget in budgets:
        print(f"\n{budget.name}")
        for size in budget.worst(5):
            print(f"{size.value:>6}  {size.where}")


if __name__ == "__main__":
    main()
