"""Who should meet whom: requests, scores with reasons, shortlists."""

from tearoad.matching.match import Matching, match
from tearoad.matching.public_reasons import public_reasons
from tearoad.matching.request import Match, Refusal, Request, Strength
from tearoad.matching.shortlist import shortlist

__all__ = ["Match", "Matching", "Refusal", "Request", "Strength", "match", "public_reasons", "shortlist"]
