"""Which tests a command runs, and what each costs.

`--suite` names a suite (`split.py`), and can stand twice; without it everything that is named runs.
`--each-statement-once` leaves of them what sends each statement (`statements.py`). The dearest tests are printed; but
for those of the night each has a budget (`budget.py`).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterator

import pytest

from tests.suite import budget, kept_costs, statements
from tests.suite.cost import Meter
from tests.suite.places import ROOT, TESTS
from tests.suite.split import SUITES, split

SHOWN = 20
SPLIT = pytest.StashKey[dict[str, list[str]]]()
"""By suite: the tests that were collected."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the choice of a suite."""
    parser.addoption("--suite", choices=SUITES, action="append", default=[], help="only the tests of a suite")
    parser.addoption(
        "--each-statement-once", action="store_true", help="only tests that send all that was sent on SQLite"
    )
    parser.addoption("--budget", type=float, default=budget.BUDGET_S, help="CPU seconds that a test may cost")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave only the suites that were asked for."""
    suites = split(items)
    config.stash[SPLIT] = {suite: [item.nodeid for item in tests] for suite, tests in suites.items()}
    wanted = config.getoption("suite") or SUITES
    config.hook.pytest_deselected(items=[item for suite in SUITES if suite not in wanted for item in suites[suite]])
    kept = {item for suite in wanted for item in suites[suite]}
    items[:] = [item for item in items if item in kept]
    if config.getoption("each_statement_once"):
        needed = statements.tests_for_postgresql(items, kept_costs.costs())
        config.hook.pytest_deselected(items=[item for item in items if item.nodeid not in needed])
        items[:] = [item for item in items if item.nodeid in needed]


class Costs:
    """Measures in the process that runs tests; tells by the reports, which reach the process that prints."""

    def __init__(self) -> None:
        self.meter = Meter()
        self.found: dict[str, float] = {}
        self.set_up_s = 0.0
        self.imported = 0

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest
    ) -> Generator[None, object, object]:
        """Count what is made for several tests by itself."""
        if fixturedef.scope == "function":
            return (yield)
        name = f"fixture {fixturedef.argname} for {request.node.nodeid or 'all'}"
        with self.meter.measured(self.found, name):
            return (yield)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Generator[None, None, None]:
        """Count the set-up of a test."""
        self.imported = len(sys.modules)
        with self.meter.measured(self.found, item.nodeid):
            return (yield)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None, None, None]:
        """Count a test."""
        with self.meter.measured(self.found, item.nodeid):
            return (yield)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Generator[None, None, None]:
        """Count what follows a test apart: what several tests shared ends after the last of them."""
        with self.meter.measured(self.found, f"after {item.nodeid}"):
            return (yield)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(self) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Send along what was found since the last report."""
        report = yield
        report.costs = dict(self.found)  # type: ignore[attr-defined]  # travels with the report
        report.statements = statements.RECORDER.take_statements()  # type: ignore[attr-defined]  # travels with the report
        own = self.found.get(report.nodeid, 0.0)
        if report.when == "setup":
            self.set_up_s = own
        elif report.when == "call":
            seconds = self.set_up_s + own
            slowness = budget.slowness() if seconds > budget.BUDGET_S else 1.0
            report.cost = (seconds, slowness, len(sys.modules) - self.imported)  # type: ignore[attr-defined]  # travels with the report
        self.found.clear()
        return report


def pytest_configure(config: pytest.Config) -> None:
    """Measure, and keep what was measured."""
    config.pluginmanager.register(Costs(), "costs")
    config.pluginmanager.register(Gathered(config), "gathered")


class Gathered:
    """Gathers in the process that prints, and judges there."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.costs: dict[str, float] = {}
        self.tests: dict[str, budget.Cost] = {}
        self.statements: dict[str, set[str]] = {}
        self.usual = (budget.exceptions(), float(config.getoption("budget")))
        self.postgresql = bool(os.environ.get("TEAROAD_DATABASE_URL"))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add what a report brought."""
        for name, cost in getattr(report, "costs", {}).items():
            self.costs[name] = self.costs.get(name, 0) + cost
        self.statements.setdefault(report.nodeid, set()).update(getattr(report, "statements", ()))
        if hasattr(report, "cost"):
            self.tests[report.nodeid] = budget.Cost(*report.cost)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Fail a run of a suite by day in which a test cost far too much; on PostgreSQL all cost more."""
        suites = self.config.getoption("suite")
        judged = suites and "nightly" not in suites and not self.postgresql
        if judged and session.exitstatus == pytest.ExitCode.OK and any(budget.far_over(self.tests, *self.usual)):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print the dearest, most first, and keep what each cost."""
        if not self.postgresql:
            kept_costs.keep(self.costs)
            statements.keep_statements(self.statements)
        out = terminalreporter
        dearest = sorted(self.costs, key=lambda name: -self.costs[name])[:SHOWN]
        out.section(f"{SHOWN} dearest of {len(self.costs)}: {sum(self.costs.values()):.0f} CPU s together")
        for name in dearest:
            out.write_line(f"{self.costs[name]:7.2f} {name}")
        if self.postgresql:
            return
        for sentence in (*budget.remarks(self.tests, *self.usual), *self._needless()):
            out.write_line(sentence)
        for sentence in budget.far_over(self.tests, *self.usual):
            out.write_line(sentence, red=True)

    def _needless(self) -> Iterator[str]:
        """Yield a sentence on every entry that can go; none where parts of files ran: what is left out may need it."""
        chosen = (
            self.config.option.keyword or self.config.option.markexpr or any("::" in arg for arg in self.config.args)
        )
        if not chosen:
            listed, usual_s = self.usual
            files = (
                path.relative_to(ROOT).as_posix() for folder in TESTS for path in (ROOT / folder).rglob("test_*.py")
            )
            yield from budget.needless(self.tests, listed, files, usual_s)
