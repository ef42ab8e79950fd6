"""Who must not be met: lists, verdicts with evidence, decisions. A person decides."""

from tearoad.screening.verdict import Decision, EntryKind, Hit, ListEntry, Ruling, Status, Verdict

__all__ = ["Decision", "EntryKind", "Hit", "ListEntry", "Ruling", "Status", "Verdict"]
