"""Diplomatic posts: whom a delegation turns to. What has no source and no day is marked so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from tearoad.values import CountryCode, LocalText

PostId = NewType("PostId", str)


class PostKind(StrEnum):
    """What a post is."""

    EMBASSY = "embassy"
    CONSULATE = "consulate"
    TRADE_OFFICE = "trade_office"
    VISA_CENTRE = "visa_centre"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class DiplomaticPost:
    """One post, kept by the organisation for every mission to a country."""

    id: PostId
    name: LocalText
    country: CountryCode
    """The country of the missions that need it."""
    kind: PostKind = PostKind.OTHER
    city: LocalText = LocalText()
    district: LocalText = LocalText()
    """Whom it serves: the consular district."""
    address: LocalText = LocalText()
    hours: LocalText = LocalText()
    phone: str = ""
    source: str = ""
    """Where this was read."""
    retrieved_on: date | None = None
    """When it was read."""
    note: LocalText = LocalText()

    @property
    def is_sourced(self) -> bool:
        """Whether it says where and when this was read; else it is shown as unconfirmed."""
        return bool(self.source and self.retrieved_on)
