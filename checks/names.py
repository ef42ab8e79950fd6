"""How often one class name stands in the product: a name that several rooms use says nothing of any of them.

`Meta` belongs to Django, and migrations are written by it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from checks.finding import ROOT, Finding, files_of, place

MOST = 3
"""So many classes of the product may have one name."""
SPARED = frozenset({"Meta"})
CLASS = re.compile(r"\s*class (?P<name>\w+)[(:\[]")


def check(root: Path = ROOT) -> list[Finding]:
    """Return every class whose name too many others have."""
    named: dict[str, list[str]] = defaultdict(list)
    for path in files_of(root):
        within = path.relative_to(root).parts
        if path.suffix == ".py" and within[0] == "src" and "migrations" not in within:
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                if (found := CLASS.match(line)) and found["name"] not in SPARED:
                    named[found["name"]].append(place(path, root, number))
    return [
        Finding(where, f"{len(places)} classes are called {name}, at most {MOST} may be: say what this one is")
        for name, places in sorted(named.items())
        if len(places) > MOST
        for where in places
    ]
