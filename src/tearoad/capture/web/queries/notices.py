"""What both sides say of a meeting on its day, as a phone of one of them shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from tearoad.capture.web.answers import NoticesAnswer
from tearoad.capture.web.models import Phone
from tearoad.people import Role
from tearoad.timetable.problem_building.desires import wish_id
from tearoad.timetable.web.queries.publishing.day_notices import DayNotice, DayNotices, day_notices, of_meeting
from tearoad.values import Language, PartyId
from tearoad.words import Words

OtherIn = Callable[[Language], str]
"""What readers of a language call the other side."""


def notices_by_wish(phone: Phone) -> Mapping[str, DayNotices]:
    """Return what was said of the meetings of a mission that is to be acted on, by wish; one query."""
    return {
        str(wish_id(PartyId(exporter), PartyId(buyer))): {
            (exporter, buyer): tuple(notice for notice in said if notice.is_trouble)
        }
        for (exporter, buyer), said in day_notices(phone.mission, Role(phone.role)).items()
    }


def notices_on_phone(
    phone: Phone, by_wish: Mapping[str, DayNotices], wish: str, start_at: datetime, other: OtherIn
) -> NoticesAnswer:
    """Return what was said of a meeting at its time in each language, and whether it is called off by that."""
    of_wish = by_wish.get(wish, {})
    notices = [notice for pair in of_wish for notice in of_meeting(of_wish, *pair, start_at)]
    in_each = tuple(_in_each(notice, phone.party, other) for notice in notices)
    return NoticesAnswer(in_each, isOff=not all(notice.is_coming for notice in notices))


def _in_each(notice: DayNotice, party: str, other: OtherIn) -> dict[str, str]:
    def sentence_in(language: Language) -> str:
        sentence = notice.sentence_to_oneself if notice.party == party else notice.sentence(other(language))
        return Words(language)(sentence)

    return {language.value: sentence_in(language) for language in Language}
