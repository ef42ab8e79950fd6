"""Whether phones of the rehearsal order what its site can do, with what each order needs.

A run would find it as well, after a minute, and only where the order is given at all.
"""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import cast

from checks.frontend.doors import in_braces
from tearoad_lab import capture
from tearoad_lab.rehearse.desk import Desk
from tearoad_lab.rehearse.house import House
from tearoad_lab.rehearse.wire import Wire

SCRIPTS = Path(capture.__file__).parent
ORDERED = re.compile(r"""\bask\("(?P<order>\w+)"(?:, (?P<given>\{.*?\}|forOffice\(\w+\)))?\)""")
FOR_OFFICE = re.compile(r"function forOffice\(.*?return (\{.*?\});", re.DOTALL)
BACK = re.compile(r"return answer && (\{.*?\});")


class _House:
    mission = None


def needs() -> dict[str, tuple[set[str], set[str]]]:
    """Return what each order may have, and what it must."""
    found = {}
    for name, order in Desk(cast("House", _House()), cast("Wire", None)).orders().items():
        parameters = inspect.signature(order).parameters.values()
        must = {parameter.name for parameter in parameters if parameter.default is parameter.empty}
        found[name] = ({parameter.name for parameter in parameters}, must)
    return found


def test_each_order_is_given_as_it_is_taken() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS.glob("*.mjs"))
    for_office, back = FOR_OFFICE.findall(text), BACK.findall(text)
    known, ordered = needs(), set()
    for match in ORDERED.finditer(text):
        written = match["given"] or "{}"
        given = {*in_braces(for_office[0] if written.startswith("forOffice") else written)}
        if "...back" in written:
            given |= {*in_braces(back[0])}
        may, must = known[match["order"]]
        assert must <= given <= may, (match["order"], given)
        ordered.add(match["order"])
    assert ordered == set(known)
