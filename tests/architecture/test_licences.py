from dataclasses import replace
from pathlib import Path

import pytest

from checks.licences import Pinned, Policy, check, licence_of, may_stand, page, read_lock

POLICY = Policy(
    allowed=frozenset({"MIT", "0BSD"}),
    unmodified={"replaceable": "the only one"},
    stated={"not-installed-anywhere": "MIT"},
    uses={"click": "the command line", "not-installed-anywhere": "nothing"},
)
LOCK = """\
click==8.3.1 \\
    --hash=sha256:00
    # via tearoad (pyproject.toml)
iniconfig==2.3.1 \\
    --hash=sha256:00
    # via
    #   -c requirements/dev.lock
    #   click
    #   rich
not-installed-anywhere==1.0 ; sys_platform == 'win32' \\
    --hash=sha256:00
    # via tearoad (pyproject.toml)
"""
BSD_TOO = replace(POLICY, allowed=POLICY.allowed | {"BSD-3-Clause"})


def root_with(root: Path, lock: str, policy: Policy = BSD_TOO) -> Path:
    (root / "requirements").mkdir()
    (root / "requirements/tearoad.lock").write_text(lock, encoding="utf-8")
    pinned = read_lock(root / "requirements/tearoad.lock")
    (root / "THIRD_PARTY.md").write_text(page(pinned, policy), encoding="utf-8")
    return root


def found(root: Path, policy: Policy = BSD_TOO) -> list[str]:
    return [str(finding) for finding in check(root, policy)]


OURS = replace(BSD_TOO, unmodified={})


def test_a_lock_names_packages_versions_and_who_asks_for_them(tmp_path: Path) -> None:
    assert read_lock(root_with(tmp_path, LOCK) / "requirements/tearoad.lock") == (
        Pinned("click", "8.3.1", ()),
        Pinned("iniconfig", "2.3.1", ("click", "rich")),
        Pinned("not-installed-anywhere", "1.0", ()),
    )


def test_packages_that_may_stand_are_let_pass(tmp_path: Path) -> None:
    assert found(root_with(tmp_path, LOCK, OURS), OURS) == []


@pytest.mark.parametrize(
    ("name", "expression", "expected"),
    [
        ("tea", "MIT", True),
        ("tea", "MIT AND 0BSD", True),
        ("tea", "GPL-3.0-only OR MIT", True),
        ("tea", "MIT AND GPL-3.0-only", False),
        ("tea", "GPL-3.0-only", False),
        ("tea", "LGPL-2.1-only", False),
        ("replaceable", "LGPL-2.1-only", True),
        ("replaceable", "GPL-3.0-only", False),
    ],
)
def test_what_may_stand(name: str, expression: str, expected: bool) -> None:  # noqa: FBT001  # what is expected
    assert may_stand(name, expression, POLICY) is expected


def test_the_licence_is_read_from_the_package_itself() -> None:
    assert licence_of("click", POLICY) == "BSD-3-Clause"
    assert licence_of("iniconfig", POLICY) == "MIT"


def test_a_licence_that_may_not_stand_is_found(tmp_path: Path) -> None:
    strict = replace(OURS, allowed=POLICY.allowed)
    where = "requirements/tearoad.lock: click"
    assert found(root_with(tmp_path, LOCK, strict), strict) == [
        f"{where}: BSD-3-Clause may not stand under this project"
    ]


def test_a_licence_that_nobody_names_is_found(tmp_path: Path) -> None:
    silent = replace(OURS, stated={})
    where = "requirements/tearoad.lock: not-installed-anywhere"
    expected = f"{where}: names no licence; read its licence file and state it in checks/licences.toml"
    assert found(root_with(tmp_path, LOCK, silent), silent) == [expected]


def test_a_dependency_whose_use_nobody_states_is_found(tmp_path: Path) -> None:
    silent = replace(OURS, uses={"not-installed-anywhere": "nothing"})
    assert found(root_with(tmp_path, LOCK, silent), silent) == [
        "requirements/tearoad.lock: click: is a direct dependency; say in checks/licences.toml what it is for"
    ]


def test_an_exception_for_a_package_that_is_gone_is_found(tmp_path: Path) -> None:
    assert found(root_with(tmp_path, LOCK)) == ["checks/licences.toml: replaceable is not locked"]


def test_a_page_that_is_out_of_date_is_found(tmp_path: Path) -> None:
    root = root_with(tmp_path, LOCK, OURS)
    lock = root / "requirements/tearoad.lock"
    lock.write_text(LOCK.replace("8.3.1", "8.3.2"), encoding="utf-8")
    assert found(root, OURS) == ["THIRD_PARTY.md: is out of date: run `make pages`"]
