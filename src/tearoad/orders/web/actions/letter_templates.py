"""Write the organisation's own first letter, review it, and go back to the built-in text."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from tearoad.errors import Conflict, NotFoundError
from tearoad.mission.web import models as rows
from tearoad.mission.web.policies import open_mission
from tearoad.orders.letter_template import LetterTemplate, built_in_template
from tearoad.orders.web.models import StoredLetterTemplate
from tearoad.orders.web.queries.letter_templates import TemplateInLanguage, templates_by_language
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.models import Organisation
from tearoad.people.web.policies import require
from tearoad.people.web.queries.account import has_another
from tearoad.text import Text
from tearoad.values import Language
from tearoad.web.clock import now
from tearoad.web.saving import stale


@transaction.atomic
def write_templates(
    by: Actor,
    mission: rows.Mission,
    written: Iterable[tuple[Language, LetterTemplate]],
    read: str | None = None,
) -> int:
    """Keep texts until somebody reviews them; return how many are new. What stands there already is not written again.

    Args:
        by: who wrote them.
        mission: on whose page; the texts are for all missions of the organisation.
        written: by language.
        read: the mark of what the form showed; None where a sheet brought them.

    Raises:
        Stale: somebody wrote another text since.
        Conflict: the mission is archived.

    """
    require(by, Policy.EDIT_ORDERS)
    open_mission(mission)
    known = _locked(by)
    return sum(_write(by, known[language], template, read) for language, template in written)


def _write(by: Actor, known: TemplateInLanguage, template: LetterTemplate, read: str | None) -> bool:
    if template == known.text:
        return False
    language = known.language.value
    changed = stale.Changed("orders.template_written", "organisation", by.tenant, (("language", language),))
    stale.require_unchanged(read, known.stored, changed=changed)
    if known.waiting:
        _end(known.waiting)
    if template == (known.in_use.template if known.in_use else built_in_template(known.language)):
        return False  # back to what counts: nothing waits any more
    StoredLetterTemplate.objects.create(
        language=language,
        subject=template.subject,
        body=template.body,
        written_at=now(),
        written_by=by.name,
        writer=by.user,
    )
    ledger.append(by, "orders.template_written", "organisation", by.tenant, {"language": language})
    return True


@transaction.atomic
def review_template(by: Actor, mission: rows.Mission, template_id: UUID) -> Language:
    """Let a text count from now on; return its language.

    Raises:
        NotFoundError: no such text waits; it may have been written anew since.
        Conflict: who wrote it reviews it, and there is somebody else; or the mission is archived.

    """
    require(by, Policy.EDIT_ORDERS)
    open_mission(mission)
    known = next(
        (language for language in _locked(by).values() if language.waiting and language.waiting.pk == template_id), None
    )
    if known is None or known.waiting is None:
        raise NotFoundError(Text("orders.no_template_waits"), Text("orders.no_template_waits_hint"))
    row = known.waiting
    if row.writer == by.user and has_another(Policy.EDIT_ORDERS, by.tenant, by.user):
        raise Conflict(Text("orders.template_is_own"), Text("orders.template_is_own_hint"))
    if known.in_use:
        _end(known.in_use)
    row.reviewed_at, row.reviewed_by = now(), by.name
    row.save(update_fields=["reviewed_at", "reviewed_by"])
    ledger.append(by, "orders.template_reviewed", "organisation", by.tenant, {"language": row.language})
    return known.language


@transaction.atomic
def use_built_in(by: Actor, mission: rows.Mission, language: Language) -> None:
    """Put the organisation's own texts in a language aside. A second click changes nothing.

    Raises:
        Conflict: the mission is archived.

    """
    require(by, Policy.EDIT_ORDERS)
    open_mission(mission)
    known = _locked(by)[language]
    ended = [row for row in (known.in_use, known.waiting) if row]
    for row in ended:
        _end(row)
    if ended:
        ledger.append(by, "orders.template_ended", "organisation", by.tenant, {"language": language.value})


def _locked(by: Actor) -> dict[Language, TemplateInLanguage]:
    """Return what stands, and let nobody else of the organisation change it meanwhile."""
    Organisation.objects.select_for_update().get(pk=by.tenant)
    return dict(templates_by_language())


def _end(row: StoredLetterTemplate) -> None:
    row.ended_at = now()
    row.save(update_fields=["ended_at"])
