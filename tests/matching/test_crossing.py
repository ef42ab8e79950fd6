"""Which firms have anything for which buyers, found without comparing alike goods again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tearoad.companies import Buyer, Exporter, Product, Want
from tearoad.demo import make_mission
from tearoad.matching import crossing
from tearoad.matching.crossing import Crossing
from tearoad.matching.fit import best_fit
from tearoad.names import FirmName
from tearoad.values import HSCode, PartyId

TEA = Product(FirmName(native="绿茶", latin="Green tea"), HSCode("090210"))
WANT = Want("зелёный чай", HSCode("090210"))


def test_pairs_that_meet_are_those_of_which_a_product_answers_a_want() -> None:
    files = make_mission()
    exporters, buyers = files.exporters[:6], files.buyers[:50]
    found = Crossing(exporters, buyers)
    met = [(one.id, other.id) for one in exporters for other in buyers if found.meet(one, other)]
    fits = [(one.id, other.id) for one in exporters for other in buyers if best_fit(one, other.wants)]
    assert met == fits
    assert 0 < len(met) < len(exporters) * len(buyers)


def test_goods_that_are_alike_are_compared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[Product, Want]] = []

    def points(product: Product, want: Want) -> int:
        compared.append((product, want))
        return 500

    monkeypatch.setattr(crossing, "points", points)
    exporters = [Exporter(PartyId(f"E{nth}"), FirmName(native="茶"), products=(TEA,)) for nth in range(3)]
    dear = replace(WANT, private_label=True)
    buyers = [Buyer(PartyId(f"B{nth}"), FirmName(local="Чай"), wants=(WANT, dear)) for nth in range(4)]
    found = Crossing(exporters, buyers)
    assert all(found.meet(one, other) for one in exporters for other in buyers)
    assert compared == [(TEA, WANT)]
