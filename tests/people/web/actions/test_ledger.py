from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from django.db import transaction
from django.db.models import F
from pytest_django import Settings

from tearoad.people import Actor
from tearoad.people.ledger import Verified, verify_lines
from tearoad.people.web.actions import ledger
from tearoad.people.web.models import Evidence, LedgerEntry, LedgerHead, PersonKey
from tearoad.people.web.queries.keys import ledger_key
from tearoad.people.web.queries.ledger import evidence_of, lines, sentence, verify
from tearoad.text import Text
from tests.queries import queries_of
from tests.suite.places import Place, at_once, run


@pytest.fixture
def chain(officer: Actor) -> Actor:
    """Five entries, each about a person."""
    for number in range(1, 6):
        about = {f"company:{number}": {"name": f"Firm {number} (fictional)", "phone": "+7 900 000-00-00"}}
        ledger.append(officer, "mission.made", "mission", f"m{number}", {"revision": number, "名": "茶"}, about)
    return officer


def test_a_chain_verifies_with_its_evidence(chain: Actor) -> None:
    assert verify(chain.tenant) == Verified(5)
    assert [entry.number for entry in LedgerEntry.objects.all()] == [1, 2, 3, 4, 5]


def _set(**fields: object) -> Callable[[], object]:
    return lambda: LedgerEntry.objects.filter(number=3).update(**fields)


def _swap_evidence() -> None:
    first, second = Evidence.objects.filter(entry__number__in=[2, 4]).order_by("entry__number")
    first.nonce, second.nonce, first.sealed, second.sealed = second.nonce, first.nonce, second.sealed, first.sealed
    first.save()
    second.save()


def _reorder() -> None:
    for before, after in ((2, 99), (3, 2), (99, 3)):
        LedgerEntry.objects.filter(number=before).update(number=after)


def _cut_off() -> None:
    Evidence.objects.filter(entry__number=5).delete()
    LedgerEntry.objects.filter(number=5).delete()


def _cut_off_and_mend_the_end() -> None:
    _cut_off()
    last = LedgerEntry.objects.get(number=4)
    LedgerHead.objects.update(number=4, digest=last.digest)


def _insert() -> None:
    LedgerEntry.objects.filter(number__gte=3).order_by("-number").update(number=F("number") + 100)
    copied = LedgerEntry.objects.get(number=2)
    copied.pk, copied.number, copied._state.adding = None, 3, True  # noqa: SLF001  # Django's way to copy a row
    copied.save(force_insert=True)
    for number in (105, 104, 103):
        LedgerEntry.objects.filter(number=number).update(number=number - 99)


TAMPERINGS: dict[str, tuple[Callable[[], object], int, str]] = {
    "facts": (_set(facts={"revision": 4}), 3, "people.broken_content"),
    "what": (_set(code="mission.changed"), 3, "people.broken_content"),
    "who": (_set(actor_id=None), 3, "people.broken_content"),
    "role": (_set(actor_role="system"), 3, "people.broken_content"),
    "subject": (_set(subject_id="m9"), 3, "people.broken_content"),
    "when": (
        lambda: LedgerEntry.objects.filter(number=3).update(at="2020-01-01T00:00:00+00:00"),
        3,
        "people.broken_content",
    ),
    "digest": (_set(digest="0" * 64), 3, "people.broken_content"),
    "link": (_set(previous="0" * 64), 3, "people.broken_link"),
    "removed": (
        lambda: (Evidence.objects.filter(entry__number=3).delete(), LedgerEntry.objects.filter(number=3).delete()),
        3,
        "people.broken_number",
    ),
    "first removed": (
        lambda: (Evidence.objects.filter(entry__number=1).delete(), LedgerEntry.objects.filter(number=1).delete()),
        1,
        "people.broken_number",
    ),
    "reordered": (_reorder, 2, "people.broken_link"),
    "inserted": (_insert, 3, "people.broken_link"),
    "cut off": (_cut_off, 5, "people.broken_end"),
    "cut off, end mended": (_cut_off_and_mend_the_end, 5, "people.broken_end"),
    "end removed": (lambda: LedgerHead.objects.all().delete(), 6, "people.broken_no_end"),
    "evidence swapped": (_swap_evidence, 2, "people.broken_evidence"),
    "evidence removed": (lambda: Evidence.objects.filter(entry__number=4).delete(), 4, "people.broken_evidence"),
    "evidence of another person": (
        lambda: Evidence.objects.filter(entry__number=4).update(key=PersonKey.objects.get(person="company:1")),
        4,
        "people.broken_evidence",
    ),
}


@pytest.mark.parametrize("kind", TAMPERINGS)
def test_every_tampering_is_found_and_named(chain: Actor, kind: str) -> None:
    tamper, broken, why = TAMPERINGS[kind]
    tamper()
    found = verify(chain.tenant)
    assert (found.broken, None if found.why is None else found.why.code) == (broken, why)
    assert found.entries == broken - 1


def test_an_erased_person_leaves_a_chain_that_verifies_and_evidence_that_cannot_be_read(chain: Actor) -> None:
    third = LedgerEntry.objects.get(number=3)
    assert [replayed.facts for replayed in evidence_of(third)] == [
        {"name": "Firm 3 (fictional)", "phone": "+7 900 000-00-00"}
    ]
    assert ledger.erase("company:3")
    assert verify(chain.tenant) == Verified(5)
    (left,) = evidence_of(third)
    assert left.facts is None
    assert left.erased_at is not None
    assert PersonKey.objects.get(person="company:3").wrapped is None
    assert not ledger.erase("company:3")


def test_nothing_more_is_kept_about_who_was_erased(chain: Actor) -> None:
    ledger.erase("company:3")
    entry = ledger.append(chain, "mission.changed", "mission", "m3", evidence={"company:3": {"name": "Firm 3"}})
    assert evidence_of(entry) == ()
    assert verify(chain.tenant) == Verified(6)


def test_a_stranger_with_the_key_can_judge_an_export(chain: Actor) -> None:
    export = list(lines())
    assert verify_lines(ledger_key(chain.tenant), export) == Verified(5)
    assert verify_lines(ledger_key(chain.tenant), export[:3] + export[4:]).broken == 4
    assert verify_lines(b"another" * 4, export).broken == 1
    assert "Firm" not in "".join(export)


def test_another_secret_does_not_verify(chain: Actor, settings: Settings) -> None:
    settings.SECRET_KEY = "another" + settings.SECRET_KEY
    assert verify(chain.tenant).broken == 1


def test_an_entry_costs_three_queries_and_evidence_two_more(chain: Actor) -> None:
    append = partial(ledger.append, chain, "mission.changed", "mission", "m1")
    assert queries_of(lambda: append({"revision": 2})) == 3
    assert queries_of(lambda: append(evidence={"company:1": {"name": "Firm"}})) == 5


def test_an_undone_change_leaves_no_entry(chain: Actor) -> None:
    with transaction.atomic():
        ledger.append(chain, "mission.changed", "mission", "m1")
        transaction.set_rollback(True)
    assert verify(chain.tenant) == Verified(5)


def test_an_entry_of_an_unknown_stage_is_still_told() -> None:
    assert sentence("elsewhere.done") == Text("people.done_other", code="elsewhere.done")
    assert sentence("people.user_invited") == Text("people.done_user_invited")
    # The ledger holds for ever what precedences were called before.
    assert sentence("mission.order_added") == Text("mission.done_order_added")


APPEND = """
import sys
from tearoad.site import manage
manage.start()
from tearoad.people import Actor, Role
from tearoad.people.web.actions import ledger
from tearoad.people.web.models import Organisation, acting_for
tenant = Organisation.objects.get().id
with acting_for(tenant):
    for number in range(15):
        ledger.append(Actor(tenant, Role.SYSTEM), "mission.changed", "mission", f"{sys.argv[1]}-{number}",
                      evidence={f"company:{number}": {"name": "Firm"}})
"""


def test_four_processes_at_once_leave_a_chain_without_gaps(alone: Place, tmp_path: Path) -> None:
    (script := tmp_path / "append.py").write_text(APPEND)
    assert [(process.returncode, process.stdout) for process in at_once(alone, script, "0123")] == [(0, "")] * 4
    judged = run(alone, "ledger", "verify", "--language", "en")
    assert judged.stdout == "Ledger of Example (fictional):\n  61 entries verified: the chain is whole.\n"
