"""What a mission lacks before its plan is published, said while it can still be mended."""

from __future__ import annotations

from collections.abc import Iterator

from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries import core
from tearoad.office.web.queries.messages import mail_is_set_up
from tearoad.text import Text
from tearoad.values import Language


def lacking(row: Mission) -> tuple[Text, ...]:
    """Return what letters and day sheets would be without; no query."""
    return tuple(_lacking(row))


def _lacking(row: Mission) -> Iterator[Text]:
    mission = core(row)
    if not mail_is_set_up():
        yield Text("publish_pages.lacks_mail")
    if not any(one.phone for one in mission.contacts):
        yield Text("publish_pages.lacks_contact")
    fair = mission.fair
    written = {Language.EN: fair.en, Language.ZH: fair.zh, Language.RU: fair.ru}
    for language in mission.paper_languages:
        if not written[language]:
            yield Text(f"publish_pages.lacks_fair_{language.value[:2]}")
