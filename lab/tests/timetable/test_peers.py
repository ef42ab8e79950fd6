"""Peers are honest: what they call best is best, what they place keeps the rules."""

from lab.tests.matchmaking.events import breaks_by_hand, every_plan, small_event
from tearoad_lab.timetable.peers import best_of_shuffles, first_fit, plain_cp_sat, plain_rc2


def test_the_exact_peers_find_what_trying_everything_finds() -> None:
    for seed in range(60):
        event = small_event(seed)
        best = min((sum(breaks_by_hand(event, plan)) for plan in every_plan(event)), default=None)
        for peer in (plain_cp_sat, plain_rc2):
            found = peer(event, 0, 30.0)
            assert (found.status, found.breaks) == ("impossible" if best is None else "optimal", best), (seed, peer)


def test_a_thousand_orders_are_never_worse_than_the_listed_one() -> None:
    for seed in range(20):
        event = small_event(seed)
        listed, best = first_fit(event, 0, 30.0), best_of_shuffles(event, 0, 30.0)
        assert best.unplaced <= listed.unplaced
        assert 0 <= listed.unplaced <= len(event.appointments)


def test_where_first_fit_places_all_no_plan_has_fewer_breaks_than_the_best() -> None:
    placed = 0
    for seed in range(60):
        event = small_event(seed)
        listed = first_fit(event, 0, 30.0)
        plans = [sum(breaks_by_hand(event, plan)) for plan in every_plan(event)] if event.spread is None else []
        if plans and listed.unplaced == 0:
            placed += 1
            assert listed.breaks is not None
            assert listed.breaks >= min(plans)
    assert placed > 0
