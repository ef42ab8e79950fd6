"""Who should meet whom: requests, scores with reasons, shortlists."""

from tearoad.matching.request import Match, Refusal, Request, Strength

__all__ = ["Match", "Refusal", "Request", "Strength"]
