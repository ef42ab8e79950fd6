"""What a mission lacks before its plan is published, said while it can still be mended."""

from __future__ import annotations

from collections.abc import Iterator

from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries import core
from tearoad.office.web.queries.messages import mail_is_set_up
from tearoad.paper.figures import language_term
from tearoad.text import Text


def lacking(row: Mission) -> tuple[Text, ...]:
    """Return what letters and day sheets would be without; no query."""
    return tuple(_lacking(row))


def _lacking(row: Mission) -> Iterator[Text]:
    mission = core(row)
    if not mail_is_set_up():
        yield Text("publish_pages.lacks_mail")
    if not any(one.phone for one in mission.contacts):
        yield Text("publish_pages.lacks_contact")
    for language in mission.paper_languages:
        if not mission.fair[language]:
            yield Text("publish_pages.lacks_fair", language=language_term(language.code))
