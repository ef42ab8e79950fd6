"""Run every check, print what they found and one table of the budgets; exit 1 where anything was found.

With `--fast` only those run that are quick, without the table.
"""

from __future__ import annotations

import argparse
import gc
import sys

from checks import budgets, licences, locks, names, reasons
from checks.frontend import attributes, doors, forms, templates, vendor
from checks.pages import documents, errors, house_words, meeting_states, policies, rooms, settings
from checks.sentences import catalogues, codes

CHECKS = (
    attributes,
    catalogues,
    codes,
    documents,
    doors,
    errors,
    forms,
    house_words,
    licences,
    locks,
    meeting_states,
    names,
    policies,
    reasons,
    rooms,
    settings,
    templates,
    vendor,
)

FAST = (attributes, catalogues, documents, doors, forms, licences, locks, names, reasons, rooms, templates, vendor)
"""What needs neither the whole house nor every source parsed."""


def main() -> int:
    """Run every check."""
    gc.disable()  # trees of sources hold no circles, and to look for them takes longer than to read the sources
    fast = _arguments().fast
    measured = () if fast else budgets.measure()
    findings = [finding for budget in measured for finding in budget.findings()]
    for check in FAST if fast else CHECKS:
        findings += check.check()
    for finding in findings:
        print(finding)
    if not fast:
        print(budgets.table(measured))
    print(f"{len(findings)} to mend" if findings else "Nothing to mend.")
    return 1 if findings else 0


def _arguments() -> argparse.Namespace:
    asked = argparse.ArgumentParser(prog="python -m checks", description=__doc__)
    asked.add_argument("--fast", action="store_true", help="only what needs neither the whole house nor every source")
    return asked.parse_args()


if __name__ == "__main__":
    sys.exit(main())
