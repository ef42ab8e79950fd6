from __future__ import annotations

from collections.abc import Callable

from tearoad.delegation.ranks import natural, protocol_order
from tearoad.mission import Delegate
from tearoad.values import PartyId

Maker = Callable[..., Delegate]


def test_ranks_come_first_then_officials_then_firms(person: Maker) -> None:
    firm = PartyId("E01")
    found = protocol_order(
        [person("D12", firm=firm), person("D2", firm=firm), person("O9"), person("O2", rank=2), person("O1", rank=1)]
    )
    assert [delegate.id for delegate in found] == ["O1", "O2", "O9", "D2", "D12"]


def test_numbers_in_ids_count_as_numbers() -> None:
    assert sorted(["D12", "D2", "D", "D2b"], key=natural) == ["D", "D2", "D2b", "D12"]
