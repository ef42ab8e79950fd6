"""Whether the tests and the attack find what a hostile tester would use: faults planted in a copy of the code.

    python -m lab.benchmarks.planted_attack

Exit code 1 where one was not found, and where what looks for it fails on the code as it is.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from lab.benchmarks.planting import Planted

ROOT = Path(__file__).parents[2]
_COPIED = ("src", "tests", "lab", "checks", "docs", "requirements", "pyproject.toml", "Makefile", "README.md")


@dataclass(frozen=True, slots=True)
class Looked(Planted):
    """A planted fault, and the tests that look for it."""

    tests: tuple[str, ...] = ()


PLANTED = (
    Looked(
        "bodies have no cap while they arrive",
        "site/front/arriving.py",
        "if size > self._limit.most_bytes:",
        "if size > 10**12:",
        tests=("tests/site/front/test_large_bodies.py",),
    ),
    Looked(
        "a slow sender is waited for without end",
        "site/front/arriving.py",
        "            raise RefusedError(TOO_SLOW)",
        "            self._was_asked = False\n            self._began = self._loop.time()",
        tests=("tests/site/front/test_slow_bodies.py",),
    ),
    Looked(
        "bodies fill the disk to its end",
        "site/front/room.py",
        "if self._free - size < self.least_free:",
        "if self._free - size < -(10**12):",
        tests=("tests/site/front/test_full_disk.py", "tests/site/front/test_room.py"),
    ),
    Looked(
        "an outbox shows a letter with its link",
        "office/web/models/message.py",
        "return self.body if self.secret == Secret.NONE else self.shown",
        "return self.body",
        tests=("tests/office/web/views/test_message_pages.py",),
    ),
    Looked(
        "posts in a firm's name are counted against everybody",
        "call/web/actions/refusals.py",
        '        return\n    _spend(f"apply:{sender.place}", POSTS, PER_SECONDS)\n    try:',
        '        pass\n    _spend(f"apply:{call.pk}", POSTS, PER_SECONDS)\n    try:',
        tests=("tests/call/web/test_senders.py",),
    ),
    Looked(
        "a known browser is locked out with everybody",
        "people/web/actions/browsers.py",
        'return f"browser:{here}" if here and _fresh().filter(digest=here).exists() else place_of(request)',
        "return place_of(request)",
        tests=("tests/people/web/views/test_lockout.py",),
    ),
    Looked(
        "a hall's copy takes companies of the whole register",
        "companies/web/models.py",
        "in_hall = NAMED",
        'in_hall = type(NAMED)(type(NAMED.whose).ORGANISATION, "tenant")',
        tests=("tests/capture/web/hubs/test_copies.py", "tests/site/hub/test_lost_laptop.py"),
    ),
    Looked(
        "a backup's seal is not compared",
        "site/backup/judging.py",
        "if not hmac.compare_digest(sealed.encode(), opened.seal.encode()):",
        "if not sealed:",
        tests=("tests/site/backup/test_changed_by_hand.py",),
    ),
    Looked(
        "a hall's letter is not judged part by part",
        "capture/hub_letter.py",
        "        _short(self.party, 80)\n        _counts(_MOST_OF_STREAM, self.number)\n        _digest(self.digest)",
        "        pass",
        tests=("tests/capture/web/hubs/test_nonsense.py",),
    ),
    Looked(
        "a stale page overwrites what was saved since",
        "web/saving/stale.py",
        "if read is not None and read != now and",
        "if read is not None and not read and",
        tests=("tests/costs/web/test_items.py",),
    ),
    Looked(
        "a form sent twice works twice",
        "web/saving/once.py",
        "    if not key:\n        return view()",
        "    if not key or key:\n        return view()",
        tests=("tests/web/test_once.py",),
    ),
    Looked(
        "a paper is not looked into",
        "office/files/judging.py",
        "        held = inside(content)",
        "        held = None",
        tests=("tests/office/files/test_pdf.py", "tests/office/files/test_judging.py"),
    ),
    Looked(
        "any answer is taken for the server's own",
        "capture/web/static/capture/mark.js",
        "const isOwn = marks.includes(mark);",
        "const isOwn = status !== 502;",
        tests=("tests/site/floor/test_in_between.py",),
    ),
    Looked(
        "a hall takes any answer for home's",
        "capture/mark.py",
        "return any(hmac.compare_digest(one.encode(), mark.encode()) for one in marks)",
        "return bool(marks) or any(hmac.compare_digest(one.encode(), mark.encode()) for one in marks)",
        tests=("tests/capture/web/test_marks.py",),
    ),
)


def main() -> int:
    """Plant each, look for it, and say whether it was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="a part of a fault's name")
    parser.add_argument("--clean", action="store_true", help="run what looks for them on the code as it is instead")
    given = parser.parse_args()
    missed = []
    for fault in PLANTED:
        if given.only in fault.name:
            finder = _finder(fault, planted=not given.clean)
            print(json.dumps({"planted": fault.name, "found_by": finder}, ensure_ascii=False), flush=True)
            missed += [fault.name] if bool(finder) is given.clean else []
    return 1 if missed else 0


def _finder(fault: Looked, *, planted: bool) -> str | None:
    """Return the test that failed; None where all is green."""
    with tempfile.TemporaryDirectory(prefix="tearoad-planted-") as folder:
        for name in _COPIED:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, Path(folder, name))
        if planted:
            fault.plant(Path(folder, "src/tearoad"))
        return _run(folder, "pytest", "-x", "-q", "--no-header", "-p", "no:cacheprovider", *fault.tests)


def _run(folder: str, *command: str) -> str | None:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("TEAROAD_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=own | {"PYTHONPATH": f"{folder}/src{os.pathsep}{folder}"},
        capture_output=True,
        text=True,
        check=False,
    )
    if not done.returncode:
        return None
    lines = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return (lines or done.stderr.splitlines() or ["?"])[-1]


if __name__ == "__main__":
    sys.exit(main())
