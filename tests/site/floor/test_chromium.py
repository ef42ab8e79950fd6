"""A short run of what `make bench-chromium` does two hundred times."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import sync_playwright

from lab.benchmarks.floor.chromium.run import Run
from lab.benchmarks.floor.chromium.site import Site, served
from tests.browser import chromium_or_skip


def test_nothing_is_lost_on_real_phones_by_a_cable_that_is_cut(tmp_path: Path) -> None:
    chromium_or_skip()
    with served(tmp_path, 1) as (site, (links,)), sync_playwright() as playwright:
        run = Run(site, 3, links, tmp_path / "run", length=6)
        run.go(playwright)
        assert (run.faults, len(run.promised) >= 1) == ([], True)
        judge_sees(run, site)


def judge_sees(run: Run, site: Site) -> None:
    """The judge says so where something kept is not there: what it is shown here never was."""
    assert site.notes(run.tag)
    run.devices = []
    run.promised = {f"{run.tag} E01 said 99.": "E01"}
    run.judge()
    assert run.faults == [f"'{run.tag} E01 said 99.' was kept and is there 0 times"]
