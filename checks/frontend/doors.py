"""Whether scripts and server call what passes between them alike.

What the server sends to a script, or reads from one, is declared once, in Python: a dataclass, or a tuple of names. A
script says which of its variables holds it, and in front of which object it makes it:

    // @reads tearoad.timetable.web.answers.Cell cell
    // @writes tearoad.timetable.web.answers.Move

Of such a variable only declared fields may be read, by a point or in braces (`{}` in place of a variable: the braces
that follow); each declared field has to be read by some script. The object that follows has declared fields alone, and
all that have no default. `-name` leaves a field out: it is read or written elsewhere, or for programs alone.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from checks.finding import ROOT, Finding, files_of, place, tree_of

BOUND = re.compile(r"// @(?P<way>reads|writes) (?P<schema>[\w.]+)(?: (?P<names>[^\n]+))?$", re.MULTILINE)
ANSWER = re.compile(r"\.json\(\)|\bJSON\.parse\((?!sessionStorage|new TextDecoder)|\banswer\.body\b")
IN_BRACES = re.compile(r"(?:^|,)\s*(?:\.\.\.\w+|(?P<quoted>\"[^\"]+\")|(?P<name>\w+))")
PASS_ON = {"passkey.js", "office.mjs"}
"""What these carry is named by a standard, or read by others."""
_FAR = 3000
"""So far behind its name an object ends."""


def check(root: Path = ROOT) -> list[Finding]:
    """Return what a script reads or writes and no schema has, and the other way round."""
    scripts = [path for path in files_of(root) if path.suffix in {".js", ".mjs"} and "vendor" not in path.parts]
    read: dict[str, set[str]] = defaultdict(set)
    findings = [finding for path in scripts for finding in _script(path, root, read)]
    for schema, names in sorted(read.items()):
        findings += [
            Finding(schema, f"declares {name!r}, and no script reads it")
            for name in sorted({*_fields(schema, root)} - names)
        ]
    return findings


def _script(path: Path, root: Path, read: dict[str, set[str]]) -> Iterator[Finding]:
    """Yield what of a script fits no schema, and note what it reads of which."""
    text = path.read_text(encoding="utf-8")
    if ANSWER.search(text) and "// @reads " not in text and path.name not in PASS_ON:
        yield Finding(place(path, root), "reads an answer of the server and says of which schema: `// @reads …`")
    for bound in BOUND.finditer(text):
        schema, line = bound["schema"], text.count("\n", 0, bound.start()) + 1
        try:
            declared = _fields(schema, root)
        except LookupError:
            yield Finding(place(path, root, line), f"names {schema}, which is no schema")
            continue
        if bound["way"] == "reads":
            names = set(_read_names(text, bound))
            read[schema] |= names
            lacking: set[str] = set()
        else:
            names, lacking = _written(text[bound.end() :], declared)
            lacking -= {name.removeprefix("-") for name in (bound["names"] or "").split()}
        for name in sorted(names - {*declared}):
            yield Finding(place(path, root, line), f"{bound['way']} {name!r}, which {schema} does not declare")
        for name in sorted(lacking):
            yield Finding(place(path, root, line), f"does not write {name!r}, which {schema} needs")


def _fields(schema: str, root: Path) -> dict[str, bool]:
    """Return the names that a schema declares, each with whether it may be left out.

    Raises:
        LookupError: there is no such one.

    """
    module, _, name = schema.rpartition(".")
    for sources in ("src", "lab/src"):
        path = root / sources / f"{module.replace('.', '/')}.py"
        if path.is_file():
            return _declared(name, tree_of(path.read_text(encoding="utf-8")).body)
    raise LookupError(schema)


def _declared(name: str, body: list[ast.stmt]) -> dict[str, bool]:
    for node in body:
        match node:
            case ast.ClassDef(name=found, bases=bases, body=parts) if found == name:
                taken_over = [_declared(base.id, body) for base in bases if isinstance(base, ast.Name)]
                return {field: may for fields in taken_over for field, may in fields.items()} | {
                    part.target.id: part.value is not None
                    for part in parts
                    if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name)
                }
            case ast.Assign(targets=[ast.Name(id=found)], value=ast.Tuple(elts=texts)) if found == name:
                return {text: True for node in texts for text in _texts(node, body)}
    raise LookupError(name)


def _texts(node: ast.expr, body: list[ast.stmt]) -> Iterable[str]:
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.Starred(value=ast.Name(id=name)):
            return _declared(name, body)
    raise LookupError(ast.unparse(node))


def _read_names(text: str, bound: re.Match[str]) -> Iterator[str]:
    for variable in (bound["names"] or "").split():
        if variable.startswith("-"):
            yield variable.removeprefix("-")
        elif variable == "{}":
            yield from in_braces(text[bound.end() :])
        else:
            held = rf"(?<![\w.]){re.escape(variable)}"
            yield from re.findall(rf"{held}\??\.(\w+)", text)
            for braces in re.findall(rf"(\{{[^{{}}]*\}}) = (?:await )?{held}\b(?![.?(\[])", text):
                yield from in_braces(braces)


def _written(text: str, declared: dict[str, bool]) -> tuple[set[str], set[str]]:
    """Return what the next object has, and what it lacks; nothing where it takes over another one."""
    names = set(in_braces(text))
    needed = {name for name, may_be_absent in declared.items() if not may_be_absent}
    return names, set() if "..." in _braces(text) else needed - names


def in_braces(text: str) -> Iterator[str]:
    """Yield the names in the first braces of a script: those of an object, or those that are taken out of one."""
    for found in IN_BRACES.finditer(_braces(text)):
        if name := found["name"] or (found["quoted"] or "").strip('"'):
            yield name


def _braces(text: str) -> str:
    """Return what stands in the first braces, without what stands in brackets within; a text in it is left out."""
    inside, depth = [], 0
    bare = re.sub(r"`[^`]*`|//[^\n]*|/\*.*?\*/", "", text[:_FAR], flags=re.DOTALL)
    for sign in bare[bare.index("{") :]:
        depth -= sign in "}])"
        if sign == "}" and depth == 0:
            break
        if depth == 1 and sign not in "}])":
            inside.append(sign)
        depth += sign in "{[("
    return "".join(inside)
