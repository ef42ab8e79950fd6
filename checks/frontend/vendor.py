"""Whether every file that we took from others is listed, unchanged, with its licence: `vendor.toml` in two folders."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from checks.finding import ROOT, Finding, files_of, place

VENDOR = Path("src/tearoad/web/static/vendor")
FOR_TESTS = Path("tests/vendor")
LIST = "vendor.toml"


@dataclass(frozen=True, slots=True)
class VendoredFile:
    """One file: where it stands in its package, and its SHA-256."""

    name: str
    source: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Vendored:
    """A package of which we hold files."""

    within: Path
    """The folder of its list."""
    folder: str
    source: str
    """Its name where it is published."""
    version: str
    licence: str
    licence_file: str
    use: str
    files: tuple[VendoredFile, ...]


def read_list(root: Path = ROOT) -> tuple[Vendored, ...]:
    """Read which packages we hold files of; none where there is no list."""
    return tuple(package for within in (VENDOR, FOR_TESTS) for package in _read_list(root, within))


def _read_list(root: Path, within: Path) -> tuple[Vendored, ...]:
    path = root / within / LIST
    if not path.is_file():
        return ()
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(_package(entry, within) for entry in table["package"])


def digest(content: bytes) -> str:
    """Return the SHA-256 as it stands in the list."""
    return hashlib.sha256(content).hexdigest()


def check(root: Path = ROOT) -> list[Finding]:
    """Return files that are changed, missing, not listed or without a licence; `checks.licences` judges which may."""
    packages = read_list(root)
    listed = {within / LIST for within in (VENDOR, FOR_TESTS)}
    findings: list[Finding] = []
    for package in packages:
        findings += _judge(package, root)
        listed |= {package.within / package.folder / file.name for file in package.files}
        listed.add(package.within / package.folder / package.licence_file)
    ours = (root / VENDOR, root / FOR_TESTS)
    there = {path.relative_to(root) for path in files_of(root) if not set(ours).isdisjoint(path.parents)}
    findings += [Finding(path.as_posix(), "is not listed in vendor.toml") for path in sorted(there - listed)]
    return findings


def _judge(package: Vendored, root: Path) -> Iterator[Finding]:
    folder = root / package.within / package.folder
    for file in package.files:
        path = folder / file.name
        if not path.is_file():
            yield Finding(place(path, root), "is listed in vendor.toml and not there: run `make vendor`")
        elif digest(path.read_bytes()) != file.sha256:
            yield Finding(place(path, root), "is not what vendor.toml says: run `make vendor`")
    licence = folder / package.licence_file
    if not licence.is_file() or not licence.read_text(encoding="utf-8").strip():
        yield Finding(place(licence, root), "the licence's text is missing")
    third_party = root / "THIRD_PARTY.md"
    line = f"| {package.source} | {package.version} | {package.licence} | {package.use} |"
    if not third_party.is_file() or line not in third_party.read_text(encoding="utf-8").splitlines():
        yield Finding("THIRD_PARTY.md", f"does not name {package.source} {package.version}: run `make pages`")


def _package(entry: Mapping[str, object], within: Path) -> Vendored:
    files = entry["files"]
    assert isinstance(files, dict)  # noqa: S101  # the list is ours
    taken = tuple(VendoredFile(name, about["source"], about["sha256"]) for name, about in sorted(files.items()))
    plain = {key: str(value) for key, value in entry.items() if key != "files"}
    return Vendored(within=within, files=taken, **plain)
