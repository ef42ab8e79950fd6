"""The house as it stands passes its own checks; `make check` prints the same findings."""

from types import ModuleType

import pytest

from checks import budgets, licences, locks, reasons
from checks.pages import documents, errors, house_words
from checks.sentences import catalogues, codes

CHECKS = (catalogues, codes, documents, errors, house_words, licences, locks, reasons)


@pytest.mark.parametrize("module", CHECKS, ids=lambda module: module.__name__)
def test_the_house_passes(module: ModuleType) -> None:
    assert [str(finding) for finding in module.check()] == []


def test_the_house_keeps_its_budgets() -> None:
    assert [str(finding) for budget in budgets.measure() for finding in budget.findings()] == []
