"""Spreadsheets: read with care, written for people."""

from tearoad.paper.sheets.problem import CellProblem, Severity

__all__ = ["CellProblem", "Severity"]
