"""Which firms have anything for which buyers, found without comparing alike goods again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tearoad.companies import Buyer, Exporter, Product, Want
from tearoad.demo import make_mission
from tearoad.matching import crossing
from tearoad.matching.crossing import Crossing
from tearoad.matching.fit import NOTHING_IN_COMMON, points
from tearoad.names import FirmName
from tearoad.values import HSCode, PartyId

TEA = Product(FirmName(native="绿茶", latin="Green tea"), HSCode("090210"))
WANT = Want("зелёный чай", HSCode("090210"))


def best_by_comparing_all(exporter: Exporter, buyer: Buyer) -> tuple[int, int] | None:
    rated = {
        (place, number): points(product, want)
        for place, product in enumerate(exporter.products)
        for number, want in enumerate(buyer.wants)
    }
    best = max(rated, key=lambda pair: rated[pair], default=None)
    return best if best is not None and rated[best] >= NOTHING_IN_COMMON else None


def best_of(found: Crossing, exporter: Exporter, buyer: Buyer) -> tuple[int, int] | None:
    best = found.answers(exporter.id).get(buyer.id)
    return (-best.product, -best.want) if best is not None else None


def test_of_every_pair_the_best_is_what_comparing_all_finds() -> None:
    files = make_mission()
    exporters, buyers = files.exporters[:9], files.buyers[:80]
    found = Crossing(exporters, buyers)
    pairs = [(exporter, other) for exporter in exporters for other in buyers]
    best = [best_by_comparing_all(*pair) for pair in pairs]
    assert [best_of(found, *pair) for pair in pairs] == best
    assert 0 < best.count(None) < len(pairs)


def test_goods_that_are_alike_are_compared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[Product, Want]] = []

    def rated(product: Product, want: Want) -> int:
        compared.append((product, want))
        return 500

    monkeypatch.setattr(crossing, "points", rated)
    exporters = [Exporter(PartyId(f"E{nth}"), FirmName(native="茶"), products=(TEA,)) for nth in range(3)]
    dear = replace(WANT, private_label=True)
    buyers = [Buyer(PartyId(f"B{nth}"), FirmName(local="Чай"), wants=(WANT, dear)) for nth in range(4)]
    found = Crossing(exporters, buyers)
    assert {best_of(found, exporter, other) for exporter in exporters for other in buyers} == {(0, 0)}
    assert compared == [(TEA, WANT)]
