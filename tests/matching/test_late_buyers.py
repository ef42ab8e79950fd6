from __future__ import annotations

from tearoad.demo import make_mission
from tearoad.matching import match
from tearoad.matching.hard_conditions import ALL_RULES, HardConditions
from tearoad.matching.match import LateBuyers


def test_a_late_buyer_is_matched_as_everybody_else() -> None:
    files = make_mission(11)
    on = files.mission.days[0].on
    late = LateBuyers(files.exporters, on)
    conditions = HardConditions(ALL_RULES, interpreters=files.interpreters)
    for buyer in files.buyers[:12]:
        expected = match(files.exporters, [buyer], (), on=on, conditions=conditions)
        found = late.matches(buyer, conditions=conditions)
        assert found.matches == expected.matches
        assert {(refusal.exporter, refusal.why) for refusal in found.refusals} == {
            (refusal.exporter, refusal.why)
            for refusal in expected.refusals
            if refusal.why.code != "matching.do_not_meet"
        }
