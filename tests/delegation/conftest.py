"""A handful of fictional delegates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tearoad.mission import Delegate
from tearoad.names import PersonName
from tearoad.values import LocalText, PersonId
from tests.mission.conftest import trip

__all__ = ["trip"]

Maker = Callable[..., Delegate]
ZONE = ZoneInfo("Europe/Moscow")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2027, 2, day, hour, minute, tzinfo=ZONE)


@pytest.fixture
def person() -> Maker:
    def make(id_: str, **facts: Any) -> Delegate:  # noqa: ANN401  # any field
        if isinstance(facts.get("hotel"), str):
            facts["hotel"] = LocalText(facts["hotel"])
        name = facts.pop("name", PersonName("王示例", "WANG Shili", "Ван Шили"))
        return Delegate(PersonId(id_), name, **facts)

    return make
