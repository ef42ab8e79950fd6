"""A form that was sent after somebody else had saved comes back as it was typed, with what stands there now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms

from tearoad.errors import TearoadError
from tearoad.mission.web.forms.meanwhile import there_now
from tearoad.mission.web.queries.meanwhile import Changed, last_change
from tearoad.people.web.policies import ActorRequest
from tearoad.people.web.queries.ledger import Told
from tearoad.words import told


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What was saved while a form was open."""

    by: Told | None
    there: tuple[tuple[str, str], ...]
    """Fields that say something else now than what was typed, each with what it says now."""


def tell_meanwhile(
    request: ActorRequest, met: TearoadError, form: forms.Form, theirs: forms.Form, of: Changed
) -> Meanwhile:
    """Say in a form that it was not saved because somebody was faster; return who, when, and what stands there now.

    The page names the present row as the one that was seen: whoever saves once more has read it, and overwrites it.
    """
    form.add_error(None, told(request.words, met.text, None))
    return Meanwhile(last_change(of), tuple(_there(form, theirs)))


def _there(form: forms.Form, theirs: forms.Form) -> Iterable[tuple[str, str]]:
    own = getattr(form, "there_now", None)
    return own(theirs) if own is not None else there_now(form, theirs)
