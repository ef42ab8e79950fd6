"""The page of roles and policies, in words; the site shows the same table at `/policies/`. Written by `make pages`."""

from __future__ import annotations

from pathlib import Path

from checks.finding import ROOT, Finding
from tearoad.people.policies import SCOPES, TABLE, Policy
from tearoad.people.roles import ACCOUNTS, VISITORS, Role
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words import say

PAGE = Path("docs/reference/policies.md")
HEAD = """\
# Who may do what

One table decides for every page, action and file: `src/tearoad/people/policies.py`. What it does not name is refused.
The site shows it in three languages at `/policies/`. Written by `make pages`; `make check` compares.
"""


def check(root: Path = ROOT) -> list[Finding]:
    """Return whether the page is out of date."""
    there = (root / PAGE).read_text(encoding="utf-8") if (root / PAGE).is_file() else ""
    return [] if there == page() else [Finding(PAGE.as_posix(), "is out of date: run `make pages`")]


def page() -> str:
    """Return the page."""
    signing_in = [role for role in Role if role in ACCOUNTS]
    visitors = [role for role in Role if role in VISITORS]
    return "\n".join(
        [
            HEAD,
            "## Who signs in",
            "",
            *_table(signing_in),
            "",
            "## Who comes by a link",
            "",
            "A link opens what its scope allows and nothing of another scope.",
            "",
            *_table(visitors, with_scope=True),
            "",
            "`Role.SYSTEM` is the program itself, for jobs that nobody asked for; nobody signs in as it. It may:",
            "",
            *(f"- `{policy.value}`" for policy in Policy if Role.SYSTEM in TABLE[policy]),
            "",
        ]
    )


def _table(roles: list[Role], *, with_scope: bool = False) -> list[str]:
    heads = [say(Text(f"people.role_{role.value}"), Language.EN) for role in roles] + ["scope"] * with_scope
    rows = [f"| policy | what | {' | '.join(heads)} |", f"|---|---|{'---|' * len(heads)}"]
    for policy in Policy:
        if any(role in TABLE[policy] for role in roles):
            may = " | ".join("yes" if role in TABLE[policy] else "no" for role in roles)
            may += f" | {SCOPES.get(policy, 'any')}" if with_scope else ""
            rows.append(f"| `{policy.value}` | {say(Text(f'people.policy_{policy.value}'), Language.EN)} | {may} |")
    return rows


if __name__ == "__main__":
    (ROOT / PAGE).parent.mkdir(parents=True, exist_ok=True)
    (ROOT / PAGE).write_text(page(), "utf-8")
