"""Ids. In a folder they are what the officer wrote in the id column; parties share one space of ids."""

from __future__ import annotations

from typing import NewType

PartyId = NewType("PartyId", str)
"""A firm of the delegation, an office of it, or a buyer."""
PersonId = NewType("PersonId", str)
InterpreterId = NewType("InterpreterId", str)
PlaceId = NewType("PlaceId", str)
WishId = NewType("WishId", str)
"""One wish to meet: a request, or a match that the program proposed."""
ItemId = NewType("ItemId", str)
"""One item of the programme."""
