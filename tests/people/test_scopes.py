from __future__ import annotations

from tearoad.people import TABLE, Policy, Role, Scope, allowed
from tearoad.people.policies import SCOPES
from tearoad.people.roles import ACCOUNTS, VISITORS


def test_what_a_visitor_may_do_is_opened_by_one_scope_of_link() -> None:
    by_link = {policy for policy, roles in TABLE.items() if roles & VISITORS} - {Policy.ANYONE}
    assert by_link == set(SCOPES)
    assert set(SCOPES.values()) == set(Scope)


def test_a_link_opens_nothing_of_another_scope() -> None:
    for policy, scope in SCOPES.items():
        for role in VISITORS:
            opened = {each for each in Scope if allowed(role, policy, each)}
            assert opened == ({scope} if role in TABLE[policy] else set())


def test_a_day_link_neither_answers_nor_reports_orders() -> None:
    day = {policy for policy in Policy if allowed(Role.EXPORTER, policy, Scope.DAY)}
    assert day == {
        Policy.ANYONE,
        Policy.SEE_OWN_DAY,
        Policy.ADD_TO_OWN_DOSSIER,
        Policy.CARRY_PHONE,
        Policy.CAPTURE,
        Policy.TELL_OF_DAY,
    }
    assert {policy for policy in Policy if allowed(Role.BUYER, policy, Scope.ANSWER)} == {
        Policy.ANYONE,
        Policy.ANSWER_REQUESTS,
    }


def test_a_scope_takes_nothing_from_who_signs_in() -> None:
    for role in ACCOUNTS:
        for policy in Policy:
            assert {allowed(role, policy, scope) for scope in Scope} == {role in TABLE[policy]}
