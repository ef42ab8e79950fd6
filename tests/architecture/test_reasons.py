from pathlib import Path

import pytest

from checks.reasons import check


def found(root: Path, source: str = "", settings: str = "") -> list[str]:
    (root / "pyproject.toml").write_text(settings, encoding="utf-8")
    (root / "tea.py").write_text(source, encoding="utf-8")
    return [str(finding) for finding in check(root)]


def test_exceptions_with_reasons_are_let_pass(tmp_path: Path) -> None:
    source = "x = 1  # noqa: E501, F401  # so long\ny = f()  # type: ignore[no-any-return]  # untyped\n"
    assert found(tmp_path, source, 'ignore = [\n    "E501", # so long\n]\n') == []


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("# noqa", "noqa names no rule"),
        ("# noqa  # because", "noqa names no rule"),
        ("# type: ignore", "type: ignore names no rule"),
        ("# noqa: E501", "'# noqa: E501' gives no reason: write `# noqa…  # reason`"),
        ("# noqa: E501  #", "'# noqa: E501  #' gives no reason: write `# noqa…  # reason`"),
        ("# noqa: E501  # the same", "'# noqa: E501  # the same' gives no reason: write `# noqa…  # reason`"),
        ("# noqa: E501  # see above", "'# noqa: E501  # see above' gives no reason: write `# noqa…  # reason`"),
        ("# type: ignore[x]", "'# type: ignore[x]' gives no reason: write `# type: ignore…  # reason`"),
    ],
)
def test_an_exception_without_a_reason_is_found(tmp_path: Path, comment: str, expected: str) -> None:
    assert found(tmp_path, f"x = 1\ny = 2  {comment}\n") == [f"tea.py:2: {expected}"]


def test_a_string_that_looks_like_one_is_let_pass(tmp_path: Path) -> None:
    assert found(tmp_path, 'x = "# noqa"\n') == []


def test_an_ignored_rule_without_a_reason_is_found(tmp_path: Path) -> None:
    settings = 'ignore = [\n    "E501", # so long\n    "F401",\n]\n'
    assert found(tmp_path, settings=settings) == ['pyproject.toml:3: "F401", is ignored without a reason']


@pytest.mark.parametrize("line", ['"a test" = "the same"', "'a test' = 'Same.'", '    "E501", # the same'])
def test_the_same_is_no_reason_in_a_list(tmp_path: Path, line: str) -> None:
    (tmp_path / "allowed.toml").write_text(f'"one" = "the same cells again"\n{line}\n', encoding="utf-8")
    assert found(tmp_path) == [f"allowed.toml:2: {line.strip()} gives no reason: say it again"]
