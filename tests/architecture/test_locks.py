from pathlib import Path

import pytest

from checks.locks import check

SETTINGS = """\
[project]
dependencies = ["click>=8", "Faker"]
[project.optional-dependencies]
cards = ["onnxruntime"]
[dependency-groups]
bootstrap = ["uv"]
dev = [{include-group = "bootstrap"}, "ruff"]
"""


def pins(*lines: str) -> str:
    return "".join(f"{line} \\\n    --hash=sha256:00\n" for line in lines)


RUN = ("click==8.3.1", "faker==40.1", "onnxruntime==1.32")
WHOLE = {
    "tearoad.lock": pins(*RUN),
    "dev.lock": pins(*RUN, "ruff==0.14", "uv==0.9 ; python_version < '4'"),
    "bootstrap.lock": pins("uv==0.9"),
}


def found(root: Path, **changed: str) -> list[str]:
    (root / "requirements").mkdir()
    (root / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
    for name, text in WHOLE.items():
        (root / "requirements" / name).write_text(changed.get(name.removesuffix(".lock"), text), encoding="utf-8")
    return [str(finding) for finding in check(root)]


def test_whole_locks_are_let_pass(tmp_path: Path) -> None:
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        (pins(RUN[0], RUN[2]), "requirements/tearoad.lock: Faker is not locked (found None): run `make lock`"),
        (pins("click==7", *RUN[1:]), "requirements/tearoad.lock: click>=8 is not locked (found 7): run `make lock`"),
        (pins(RUN[0], RUN[2]) + "faker==40.1\n", "requirements/tearoad.lock: faker has no hash"),
        (pins(RUN[0], "faker==40.2", RUN[2]), "requirements/tearoad.lock: faker is pinned otherwise in dev.lock"),
        (pins(*RUN[:2]), "requirements/tearoad.lock: onnxruntime is not locked (found None): run `make lock`"),
    ],
)
def test_a_lock_that_is_not_whole_is_found(tmp_path: Path, run: str, expected: str) -> None:
    assert expected in found(tmp_path, tearoad=run)


def test_an_installer_of_another_version_is_found(tmp_path: Path) -> None:
    assert found(tmp_path, bootstrap=pins("uv==0.8")) == [
        "requirements/bootstrap.lock: uv is pinned otherwise in dev.lock"
    ]
