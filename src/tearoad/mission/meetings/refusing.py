"""Why a quota or a precedence cannot stand beside the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from tearoad.mission.meetings.quotas_and_precedences import MeetingPrecedence, MeetingQuota, at_odds, circle_through
from tearoad.rows import Refusal
from tearoad.text import Text

Entry = TypeVar("Entry", MeetingQuota, MeetingPrecedence)


def repeated(entry: Entry, others: Sequence[Entry], where: Callable[[Entry], str], field: str) -> Refusal | None:
    """Return why an entry is one too many where another says the same; `where` tells the reader which that is."""
    for quota in others:
        if replace(entry, id=quota.id) == quota:
            return Refusal(Text("sheets.rule_twice", other=where(quota)), Text("sheets.rule_twice_hint"), field)
    return None


def refused_quota(
    quota: MeetingQuota, others: Sequence[MeetingQuota], where: Callable[[MeetingQuota], str]
) -> Refusal | None:
    """Return why a quota cannot stand beside others: it says the same, or asks for more than is allowed."""
    pair = at_odds(quota, others)
    if pair is None:
        return repeated(quota, others, where, "who")
    asking, allowing = pair
    asks = quota is asking
    text = Text(
        "sheets.quota_at_odds",
        least=asking.least,
        most=allowing.most or 0,
        other=where(allowing if asks else asking),
    )
    return Refusal(text, Text("sheets.quota_at_odds_hint"), "least" if asks else "most")


def refused_precedence(
    precedence: MeetingPrecedence, others: Sequence[MeetingPrecedence], where: Callable[[MeetingPrecedence], str]
) -> Refusal | None:
    """Return why a precedence cannot stand beside others: it says the same, or they go round in a circle."""
    circle = circle_through(precedence, others)
    if not circle:
        return repeated(precedence, others, where, "then_exporter")
    text = Text("sheets.precedence_circle", orders=", ".join(meeting_precedence.id for meeting_precedence in circle))
    if len(circle) == 1:
        text = Text("sheets.precedence_itself", order=precedence.id)
    return Refusal(text, Text("sheets.precedence_circle_hint"), "then_exporter")
