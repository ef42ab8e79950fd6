"""A person decides about a likeness: clear, hold or block, with a reason. A later ruling replaces an earlier one."""

from __future__ import annotations

from django.db import transaction

from tearoad.companies.web.models import Company
from tearoad.errors import InputError
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.screening import Ruling
from tearoad.screening.web.actions.standing import stand_by_rulings
from tearoad.screening.web.models import Decision, Hit
from tearoad.text import Text
from tearoad.web.clock import now
from tearoad.web.saving import stale

LONGEST_REASON = 1000


@transaction.atomic
def rule(by: Actor, hit: Hit, ruling: Ruling, why: str, read: str | None = None) -> Decision:
    """Rule on a hit. Sent twice it is one ruling; undoing it is another ruling.

    Args:
        by: who decides; their name stands on it.
        hit: the likeness.
        ruling: clear, hold or block.
        why: the reason, 1 to 1000 letters.
        read: the mark of the ruling that was in force when the page was opened; None where nobody looked.

    Raises:
        Stale: somebody else has ruled on it since.
        InputError: the reason is missing or too long.

    """
    require(by, Policy.DECIDE_SCREENING)
    why = why.strip()
    if not why or len(why) > LONGEST_REASON:
        raise InputError(Text("screening.reason_needed", most=LONGEST_REASON), Text("screening.reason_needed_hint"))
    company = Company.objects.select_for_update().get(pk=hit.company_id)
    current: Decision | None = Decision.objects.filter(
        company=company, entry_key=hit.entry_key, replaced_at=None
    ).first()
    if current is not None and (current.ruling, current.why, current.by_user) == (ruling.value, why, by.user):
        return current
    by_whom = stale.Changed("screening.decided", "company", company.pk, (("entry", hit.entry_id),))
    stale.require_unchanged(read, ruling_fields(current), changed=by_whom)
    at = now()
    if current is not None:
        current.replaced_at = at
        current.save(update_fields=["replaced_at"])
    made: Decision = Decision.objects.create(
        company=company,
        entry_id=hit.entry_id,
        entry_key=hit.entry_key,
        ruling=ruling.value,
        by=by.name,
        by_user=by.user,
        decided_at=at,
        why=why,
    )
    stand_by_rulings(company)
    _note(by, hit, made, company)
    return made


def ruling_fields(current: Decision | None) -> tuple[stale.Stored, ...]:
    """Return the ruling that is in force as the fields of its form; what somebody else ruled counts, not its words."""
    said = {choice.value: Text(f"screening_pages.rule_{choice.value}") for choice in Ruling}
    ruling, why = (current.ruling, current.why) if current else ("", "")
    return (
        stale.Stored("ruling", Text("screening_pages.decide"), ruling, said),
        stale.Stored("why", Text("screening_pages.reason"), why),
    )


def _note(by: Actor, hit: Hit, made: Decision, company: Company) -> None:
    evidence = {name: hit.document.get(name) for name in ("ours", "theirs", "score", "evidence")}
    ledger.append(
        by,
        "screening.decided",
        "company",
        company.pk,
        {"entry": hit.entry_id, "ruling": made.ruling, "standing": str(company.standing)},
        {f"company:{company.pk}": {"why": made.why, "hit": evidence}},
    )
