from __future__ import annotations

from dataclasses import replace

from tearoad.companies import Buyer, Exporter
from tearoad.demo import make_mission
from tearoad.matching.refusals import Barred
from tearoad.names import FirmName, closest_firms
from tearoad.text import Text
from tearoad.values import PartyId


def is_barred(barred: Barred, exporter: Exporter, buyer: Buyer) -> bool:
    return barred.why(exporter, buyer) is not None


def test_a_firm_not_to_meet_is_found_under_every_spelling_that_a_comparison_with_all_finds() -> None:
    files = make_mission(7)
    buyers = [buyer for buyer in files.buyers if len(buyer.name.written) > 1][:30]
    spellings = [spelling for buyer in buyers for name in buyer.name.written for spelling in (name, name.upper()[:-1])]
    exporter = replace(files.exporters[0], do_not_meet=tuple(spellings))
    one_by_one = {
        spelling: {b.id for b in buyers if closest_firms(FirmName(native=spelling), b.name).value >= 900}
        for spelling in spellings
    }
    assert any(len(found) == 1 for found in one_by_one.values())
    for spelling, expected in one_by_one.items():
        asker = replace(exporter, do_not_meet=(spelling,))
        barred = Barred((), {}, (asker,), buyers)
        assert {buyer.id for buyer in buyers if is_barred(barred, asker, buyer)} == expected


def test_an_id_or_a_name_in_other_letters_is_enough() -> None:
    files = make_mission(7)
    exporter, (first, second, third) = files.exporters[0], files.buyers[:3]
    asker = replace(exporter, do_not_meet=(f" {first.id.lower()} ", second.name.written[0].casefold()))
    barred = Barred((), {}, (asker,), (first, second, third))
    assert barred.why(asker, first) == barred.why(asker, second)
    assert isinstance(barred.why(asker, first), Text)
    assert barred.why(asker, third) is None


def test_a_firm_that_stands_there_twice_is_not_met_under_its_other_number() -> None:
    files = make_mission(7)
    exporter, first, other = files.exporters[0], files.buyers[0], files.buyers[1]
    again = replace(first, id=PartyId("B900"))
    renamed = replace(other, id=PartyId("B901"), registration_number=first.registration_number or "7700000001")
    first = replace(first, registration_number=renamed.registration_number)
    asker = replace(exporter, do_not_meet=(first.id,))
    barred = Barred((), {}, (asker,), (first, again, renamed, other))
    said_no = [buyer.id for buyer in (first, again, renamed, other) if is_barred(barred, asker, buyer)]
    assert said_no == [first.id, again.id, renamed.id]


def test_a_firm_not_to_meet_that_is_marks_alone_bars_nobody() -> None:
    files = make_mission(7)
    asker, nameless = replace(files.exporters[0], do_not_meet=("?",)), replace(files.buyers[0], name=FirmName("***"))
    assert not is_barred(Barred((), {}, (asker,), (nameless,)), asker, nameless)
