"""Which tests run on PostgreSQL: together they send every statement that was sent on SQLite, ending as it ended."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from tearoad.people.web.models import Organisation
from tests.suite import statements
from tests.suite.statements import Recorder, digest_of, fewest_tests

SENDS = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=2), st.frozensets(st.integers(0, 9).map(str)), max_size=12
)


@given(SENDS, st.frozensets(st.integers(0, 9).map(str)))
def test_the_chosen_tests_send_every_statement_and_each_of_them_some(
    sends: dict[str, frozenset[str]], done: frozenset[str]
) -> None:
    chosen = fewest_tests(sends, {}, done)
    assert set(chain.from_iterable(sends[test] for test in chosen)) >= set().union(*sends.values()) - done
    assert [test for test in chosen if not sends[test] - done] == []


def test_of_tests_that_send_the_same_the_cheapest_is_chosen() -> None:
    same = frozenset({"a", "b"})
    assert fewest_tests({"dear": same, "cheap": same}, {"dear": 3.0, "cheap": 0.1}, frozenset()) == {"cheap"}


def test_statements_that_differ_in_how_many_values_they_carry_are_one() -> None:
    assert digest_of('SELECT "a" WHERE "b" IN (%s, %s) LIMIT 21') == digest_of('SELECT "a" WHERE "b" IN (%s) LIMIT 1')
    assert digest_of("INSERT INTO a VALUES (%s, %s), (%s, %s)") == digest_of("INSERT INTO a VALUES (%s)")
    assert digest_of('SAVEPOINT "s139_x3"') == digest_of('SAVEPOINT "s7_x12"')
    assert digest_of('SELECT "a"') != digest_of('SELECT "b"')


@pytest.mark.django_db
def test_a_statement_that_fails_is_another_than_the_same_one_that_succeeds() -> None:
    recorder = Recorder()
    with connection.execute_wrapper(recorder):
        first = Organisation.objects.create(name="A (fictional)")
        succeeds = recorder.take_statements()
        with pytest.raises(IntegrityError), transaction.atomic():
            Organisation(pk=first.pk, name="B (fictional)").save(force_insert=True)
    fails = set(recorder.take_statements()) - set(succeeds)
    assert digest_of('SAVEPOINT "s1_x1"') in fails
    assert any(text.startswith("IntegrityError INSERT") for text, digest in recorder.digests.items() if digest in fails)


def test_what_ends_its_transactions_and_what_never_ran_runs_always(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Beside them, of tests that send the same, one."""

    def does_nothing() -> None:
        pass

    def item(name: str) -> pytest.Item:
        return pytest.Function.from_parent(request.node.parent, name=name, callobj=does_nothing)

    new, ends, first, second = (item(name) for name in ("new", "ends", "first", "second"))
    ends.add_marker(pytest.mark.django_db(transaction=True))
    monkeypatch.setattr(statements, "FILE", tmp_path / "statements.json")
    statements.keep_statements({ends.nodeid: ["a"], first.nodeid: ["a", "b"], second.nodeid: ["a", "b"]})
    chosen = statements.tests_for_postgresql([new, ends, first, second], {})
    assert chosen == {new.nodeid, ends.nodeid, first.nodeid}
