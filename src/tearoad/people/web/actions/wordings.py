"""How an organisation writes countries, places and itself, and in which order its papers speak."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from tearoad.errors import InputError
from tearoad.people.actor import Actor
from tearoad.people.policies import Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.models import Organisation
from tearoad.people.web.policies import require
from tearoad.people.web.queries.account import names_fields
from tearoad.reference import Wording
from tearoad.reference.spelling import same
from tearoad.text import Text
from tearoad.values import Language, LocalText
from tearoad.values.document import to_documents
from tearoad.values.letters import one_line
from tearoad.web.saving import stale

MOST = 100
LONGEST = 200


@transaction.atomic
def write_names(
    by: Actor,
    wordings: Sequence[Wording],
    languages: Sequence[Language],
    called: LocalText,
    read: str | None = None,
) -> None:
    """Let these be the organisation's wordings, the order of languages of missions from now on, and its own name.

    Args:
        by: who says so.
        wordings: how it writes names of countries and places.
        languages: the order of languages on paper.
        called: how it calls itself.
        read: the mark of what the form showed; None where nobody looked.

    Raises:
        Stale: somebody wrote others since.
        InputError: a wording has nothing to stand for or nothing to say, two stand for one name, or there are too many.

    """
    require(by, Policy.MANAGE_USERS)
    _judge(wordings)
    names, order = to_documents(wordings), [fromkey.value for fromkey in dict.fromkeys(languages)]
    row = Organisation.objects.select_for_update().get(pk=by.tenant)
    own = {tag: one_line(said) for tag, said in called.by_code.items() if one_line(said)}
    if (row.names, row.paper_languages, row.called) == (names, order, own):
        return
    stale.require_unchanged(
        read, names_fields(row), changed=stale.Changed("people.names_written", "organisation", row.pk)
    )
    row.names, row.paper_languages, row.called = names, order, own
    row.save(update_fields=["names", "paper_languages", "called"])
    ledger.append(by, "people.names_written", "organisation", by.tenant, {"count": len(names), "languages": order})


def _judge(wordings: Sequence[Wording]) -> None:
    if len(wordings) > MOST:
        raise InputError(Text("people.names_many", count=MOST), Text("people.names_many_hint"))
    seen: set[str] = set()
    for wording in wordings:
        if not wording.written or not wording.name:
            raise InputError(
                Text("people.name_half", written=wording.written or wording.name.in_language(Language.EN)),
                Text("people.name_half_hint"),
            )
        if same(wording.written) in seen:
            raise InputError(Text("people.name_twice", written=wording.written), Text("people.name_twice_hint"))
        seen.add(same(wording.written))
