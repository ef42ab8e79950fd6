from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.suite.places import ROOT
from tests.waiting import PATIENCE_S

SCRIPT = Path(__file__).parent / "loaded_by_pages.py"
SOLVERS = {"ortools", "highspy", "pysat", "numba", "llvmlite", "scipy"}
FIGURES = {"duckdb", "ibis", "chdb", "sqlglot", "pandas", "polars", "pyarrow"}
DOCUMENTS = {"typst", "tesserocr", "onnxruntime", "pypdf", "openpyxl"}
MADE_UP = {"faker"}


def test_no_page_loads_what_only_jobs_need(prepared_place: dict[str, str]) -> None:
    """Finds an import on top of a module that makes every process of a site larger by an engine."""
    command = [sys.executable, str(SCRIPT)]
    environment = prepared_place | {"TEAROAD_LOG_LEVEL": "ERROR", "TEAROAD_DEMO": "1"}
    printed = subprocess.check_output(command, cwd=ROOT, env=environment, text=True, timeout=PATIENCE_S)
    pages, loaded = map(set, json.loads(printed))
    assert pages >= {"markets/", "companies/", "screening/", "office/", "missions/<uuid:mission_id>/plan/"}
    assert loaded & (SOLVERS | FIGURES | DOCUMENTS | MADE_UP) == set()
    assert "django" in loaded
