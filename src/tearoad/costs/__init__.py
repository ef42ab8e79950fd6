"""What the mission costs, who pays, what interpreters are owed, and what a subsidy needs."""

from tearoad.costs.item import COUNTED, CostId, CostItem, CostKind, CostState, ShareKey
from tearoad.costs.rounding import parts_of
from tearoad.costs.settlement import BookedHours, SettledDay, Settlement, WorkedDay, WorkedHours, as_item, settle
from tearoad.costs.totals import By, Ledger, Portion, Total, TotalGroup, TotalRow, of_firm, overall, portions, totals

__all__ = [
    "COUNTED",
    "BookedHours",
    "By",
    "CostId",
    "CostItem",
    "CostKind",
    "CostState",
    "Ledger",
    "Portion",
    "SettledDay",
    "Settlement",
    "ShareKey",
    "Total",
    "TotalGroup",
    "TotalRow",
    "WorkedDay",
    "WorkedHours",
    "as_item",
    "of_firm",
    "overall",
    "parts_of",
    "portions",
    "settle",
    "totals",
]
